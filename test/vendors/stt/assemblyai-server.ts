/** A local server that speaks AssemblyAI's universal streaming, version 3. */
import { linear16, type Heard, type SttScript } from './script.ts';
import { note, startSocketServer, type Peer, type SttDialect, type SttServer } from './server.ts';

const KEY = 'assemblyai-test-key';

const dialect: SttDialect = {
  key: KEY,
  refuse(request, url) {
    if (request.headers.authorization !== KEY) return 401;
    if (url.pathname !== '/v3/ws') return 404;
    const query = url.searchParams;
    const isFormat = query.get('encoding') === 'pcm_s16le' && query.get('sample_rate') === '8000';
    return isFormat && query.has('speech_model') ? null : 400;
  },
  connect,
  error: () => ({ type: 'Error', error_code: 3005, error: 'An internal server error occurred.' }),
};

export function startAssemblyAiServer(script: SttScript): Promise<SttServer> {
  return startSocketServer(dialect, script);
}

function connect(peer: Peer): (message: string | Uint8Array) => void {
  let order = 0;
  const turn = (heard: Heard, isEnd: boolean): object => ({
    type: 'Turn',
    turn_order: order,
    turn_is_formatted: false,
    end_of_turn: isEnd,
    end_of_turn_confidence: isEnd ? 0.8 : 0.02,
    // Only words that will not change: all but the last.
    transcript: (isEnd ? heard.words : heard.words.slice(0, -1)).map((word) => word.text).join(' '),
    utterance: '',
    words: heard.words.map((word, i) => ({
      ...word,
      confidence: 0.9,
      word_is_final: isEnd || i < heard.words.length - 1,
    })),
  });
  peer.send({ type: 'Begin', id: '00000000-0000-4000-8000-000000000003', expires_at: 1_800_000_000 });
  return (message) => {
    if (typeof message !== 'string') {
      note(peer, 'audio');
      const pcm = linear16(message);
      if (pcm.length < 400 || pcm.length > 8000)
        return peer.violation('Input Duration Error: 50 to 1000 ms are expected');
      const partial = peer.ear.hear(pcm);
      if (partial) peer.answer(() => peer.send(turn(partial, false)));
      return;
    }
    const { type } = JSON.parse(message) as { type: string };
    note(peer, type, message);
    if (type === 'ForceEndpoint') {
      const heard = peer.ear.finish();
      const end = turn(heard, true);
      order++;
      peer.answer(() => peer.send(end));
    } else if (type === 'Terminate')
      peer.send({ type: 'Termination', audio_duration_seconds: Math.round(peer.ear.heardMs / 1000) });
    else peer.violation(`unknown message ${type}`);
  };
}
