/** A local server that speaks Azure's speech protocol, conversation mode. */
import { linear16, type Heard, type SttScript } from './script.ts';
import { note, startSocketServer, type Peer, type SttDialect, type SttServer } from './server.ts';

const KEY = 'azure-test-key';
const PATH = '/speech/recognition/conversation/cognitiveservices/v1';
/** Steps of 100 ns in a millisecond. */
const STEPS = 10_000;

const dialect: SttDialect = {
  key: KEY,
  refuse(request, url) {
    if (request.headers['ocp-apim-subscription-key'] !== KEY) return 401;
    if (url.pathname !== PATH) return 404;
    const language = url.searchParams.get('language') ?? '';
    return /^[a-z]{2}-[A-Z]{2}$/.test(language) && url.searchParams.get('format') === 'detailed' ? null : 400;
  },
  connect,
  error: (peer) => frame('speech.phrase', lastTurn.get(peer) ?? '', { RecognitionStatus: 'Error' }),
};

const lastTurn = new WeakMap<Peer, string>();

export function startAzureServer(script: SttScript): Promise<SttServer> {
  return startSocketServer(dialect, script);
}

function frame(path: string, id: string, body: object): string {
  const headers = `X-RequestId:${id}\r\nContent-Type:application/json; charset=utf-8\r\nPath:${path}\r\n`;
  return `${headers}\r\n${JSON.stringify(body)}`;
}

function readHeaders(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split('\r\n')
      .filter((line) => line !== '')
      .map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
  );
}

function since({ text, words }: Heard, from: number): object {
  return {
    Offset: ((words[0]?.start ?? from) - from) * STEPS,
    Duration: ((words.at(-1)?.end ?? from) - (words[0]?.start ?? from)) * STEPS,
    ...{ text },
  };
}

function connect(peer: Peer): (message: string | Uint8Array) => void {
  let isSetUp = false;
  let turn: { id: string; from: number; hasHeader: boolean } | null = null;
  function onAudio(headers: Record<string, string>, body: Uint8Array): void {
    const id = headers['x-requestid'] ?? '';
    if (!/^[0-9a-f]{32}$/.test(id)) return peer.violation('a request id with dashes, or none');
    if (headers['content-type'] !== 'audio/x-wav' || !isSetUp) return peer.violation('audio out of place');
    if (!turn) {
      turn = { id, from: peer.ear.heardMs, hasHeader: false };
      lastTurn.set(peer, id);
      peer.send(frame('turn.start', id, { context: { serviceTag: 'local' } }));
    }
    if (turn.id !== id) return peer.violation('a turn before the end of the last');
    if (!turn.hasHeader) {
      const isWave = Buffer.from(body.subarray(0, 4)).toString() === 'RIFF';
      if (!isWave) return peer.violation('audio without a header');
      turn.hasHeader = true;
      return;
    }
    if (body.length > 8192) return peer.violation('a chunk of more than 8192 bytes');
    if (body.length === 0) return endTurn(turn);
    const partial = peer.ear.hear(linear16(body));
    const { from } = turn;
    if (partial)
      peer.answer(() => {
        const { text, ...at } = since(partial, from) as { text: string };
        peer.send(frame('speech.hypothesis', id, { Text: text, ...at }));
      });
  }

  function endTurn({ id, from }: { id: string; from: number }): void {
    const hadSound = peer.ear.isSpeaking;
    const { text, ...at } = since(peer.ear.finish(), from) as { text: string };
    peer.answer(() => {
      const best = { Confidence: 0.9, Lexical: text.toLowerCase(), Display: text };
      const phrase = text
        ? { RecognitionStatus: 'Success', ...at, DisplayText: text, NBest: [best] }
        : { RecognitionStatus: hadSound ? 'NoMatch' : 'InitialSilenceTimeout', ...at };
      peer.send(frame('speech.phrase', id, phrase));
      peer.send(frame('speech.endDetected', id, at));
      peer.send(frame('turn.end', id, {}));
      turn = null;
    });
  }

  return (message) => {
    if (typeof message === 'string') {
      const end = message.indexOf('\r\n\r\n');
      const headers = readHeaders(message.slice(0, end));
      const path = headers['path'] ?? '';
      note(peer, path, message.slice(end + 4));
      if (!headers['x-timestamp']) return peer.violation('no X-Timestamp');
      if (path === 'speech.config') isSetUp = true;
      else if (!['speech.context', 'telemetry'].includes(path)) peer.violation(`unknown path ${path}`);
      return;
    }
    const length = (message[0]! << 8) + message[1]!;
    const headers = readHeaders(Buffer.from(message.subarray(2, 2 + length)).toString('latin1'));
    if (headers['path'] !== 'audio') return peer.violation('bytes that are no audio');
    note(peer, 'audio');
    onAudio(headers, message.subarray(2 + length));
  };
}
