/** A local server that speaks Deepgram's `/v1/listen` (Nova) and `/v2/listen` (Flux). */
import { linear16, type Heard, type SttScript } from './script.ts';
import { note, startSocketServer, type Peer, type SttDialect, type SttServer } from './server.ts';

const KEY = 'deepgram-test-key';

function dialect(path: string, connect: SttDialect['connect'], error: SttDialect['error']): SttDialect {
  return {
    key: KEY,
    requestIdHeader: 'dg-request-id',
    refuse(request, url) {
      if (request.headers.authorization !== `Token ${KEY}`) return 401;
      if (url.pathname !== path) return 404;
      const query = url.searchParams;
      const isFormat = query.get('encoding') === 'linear16' && query.get('sample_rate') === '8000';
      return isFormat && query.has('model') ? null : 400;
    },
    connect,
    error,
  };
}

export function startNovaServer(script: SttScript): Promise<SttServer> {
  return startSocketServer(
    dialect('/v1/listen', connectNova, () => ({
      type: 'Error',
      description: 'The service is overloaded.',
      message: 'overloaded',
      variant: 'INTERNAL-0000',
    })),
    script,
  );
}

function results(heard: Heard, isFinal: boolean, fromFinalize: boolean): object {
  return {
    type: 'Results',
    channel_index: [0, 1],
    start: heard.from / 1000,
    duration: (heard.until - heard.from) / 1000,
    is_final: isFinal,
    speech_final: fromFinalize,
    from_finalize: fromFinalize,
    channel: {
      alternatives: [
        {
          transcript: heard.text,
          confidence: heard.text === '' ? 0 : 0.97,
          words: heard.words.map((word) => ({
            word: word.text,
            start: word.start / 1000,
            end: word.end / 1000,
            confidence: 0.97,
          })),
        },
      ],
    },
    metadata: { request_id: '00000000-0000-4000-8000-000000000001' },
  };
}

function connectNova(peer: Peer): (message: string | Uint8Array) => void {
  return (message) => {
    if (typeof message !== 'string') {
      note(peer, 'audio');
      const partial = peer.ear.hear(linear16(message));
      if (partial) peer.answer(() => peer.send(results(partial, false, false)));
      return;
    }
    const { type } = JSON.parse(message) as { type: string };
    note(peer, type, message);
    if (type === 'Finalize') {
      const heard = peer.ear.finish();
      peer.answer(() => peer.send(results(heard, true, true)));
    } else if (type === 'CloseStream') peer.send({ type: 'Metadata', duration: peer.ear.heardMs / 1000 });
    else if (type !== 'KeepAlive') peer.violation(`unknown message ${type}`);
  };
}

export function startFluxServer(script: SttScript): Promise<SttServer> {
  return startSocketServer(
    dialect('/v2/listen', connectFlux, () => ({
      type: 'Error',
      sequence_id: 9,
      code: 'INTERNAL_SERVER_ERROR',
      description: 'The service is overloaded.',
    })),
    script,
  );
}

function connectFlux(peer: Peer): (message: string | Uint8Array) => void {
  let sequence = 0;
  let turn = 0;
  let isOngoing = false;
  const info = (event: string, heard: Heard, confidence: number): object => ({
    type: 'TurnInfo',
    request_id: '00000000-0000-4000-8000-000000000002',
    sequence_id: ++sequence,
    event,
    turn_index: turn,
    audio_window_start: heard.from / 1000,
    audio_window_end: heard.until / 1000,
    transcript: heard.text,
    words: heard.words.map((word) => ({
      word: word.text,
      start: word.start / 1000,
      end: word.end / 1000,
      confidence: 0.9,
    })),
    end_of_turn_confidence: confidence,
    ...(event === 'EndOfTurn' ? { trigger: 'manual' } : {}),
  });
  peer.send({ type: 'Connected', request_id: '00000000-0000-4000-8000-000000000002', sequence_id: 0 });
  return (message) => {
    if (typeof message !== 'string') {
      note(peer, 'audio');
      const partial = peer.ear.hear(linear16(message));
      if (!partial) return;
      const event = isOngoing ? 'Update' : 'StartOfTurn';
      isOngoing = true;
      return peer.answer(() => peer.send(info(event, partial, 0.1)));
    }
    const { type } = JSON.parse(message) as { type: string };
    note(peer, type, message);
    if (type === 'ForceEndTurn') {
      const hadTurn = peer.ear.isSpeaking;
      const heard = peer.ear.finish();
      isOngoing = false;
      // Without a turn in progress the message is ignored; the next window tells that nothing was said.
      peer.answer(() => peer.send(info(hadTurn ? 'EndOfTurn' : 'Update', heard, hadTurn ? 0.6 : 0)));
      if (hadTurn) turn++;
    } else if (type !== 'CloseStream') peer.violation(`unknown message ${type}`);
  };
}
