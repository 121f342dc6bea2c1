/** A local server that speaks OpenAI's realtime transcription sessions. */
import { muLaw } from '#audio';
import { note, startSocketServer, type Peer, type SttDialect, type SttServer } from './server.ts';
import type { SttScript } from './script.ts';

const KEY = 'openai-test-key';

const dialect: SttDialect = {
  key: KEY,
  refuse(request, url) {
    if (request.headers.authorization !== `Bearer ${KEY}`) return 401;
    if (url.pathname !== '/v1/realtime') return 404;
    // A model in the URL makes a session of conversation, which takes no transcription settings.
    return url.searchParams.get('intent') === 'transcription' && !url.searchParams.has('model') ? null : 400;
  },
  connect,
  error: () => ({
    type: 'error',
    event_id: 'event_9',
    error: { type: 'server_error', code: 'server_error', message: 'The server had an error.', param: null },
  }),
};

export function startOpenAiServer(script: SttScript): Promise<SttServer> {
  return startSocketServer(dialect, script);
}

function connect(peer: Peer): (message: string | Uint8Array) => void {
  let event = 0;
  let item = 0;
  let bufferedMs = 0;
  let told = '';
  let isSetUp = false;
  const send = (type: string, fields: object): void =>
    peer.send({ type, event_id: `event_${++event}`, ...fields });
  const ofItem = (fields: object): object => ({ item_id: `item_${item}`, content_index: 0, ...fields });
  send('session.created', { session: { type: 'transcription', id: 'sess_1' } });

  const onAudio = (bytes: Uint8Array): void => {
    bufferedMs += bytes.length / 8;
    const partial = peer.ear.hear(muLaw.decode(bytes));
    if (!partial) return;
    const delta = partial.text.slice(told.length);
    told = partial.text;
    if (delta !== '')
      peer.answer(() => send('conversation.item.input_audio_transcription.delta', ofItem({ delta })));
  };
  const onCommit = (): void => {
    if (bufferedMs < 100) {
      const error = {
        type: 'invalid_request_error',
        code: 'input_audio_buffer_commit_empty',
        message: 'Error committing input audio buffer: buffer too small.',
      };
      return send('error', { error });
    }
    const { text } = peer.ear.finish();
    const completed = ofItem({ transcript: text, usage: { type: 'duration', seconds: bufferedMs / 1000 } });
    [bufferedMs, told] = [0, ''];
    send('input_audio_buffer.committed', { item_id: `item_${item}` });
    item++;
    peer.answer(() => send('conversation.item.input_audio_transcription.completed', completed));
  };

  return (message) => {
    if (typeof message !== 'string') return peer.violation('a binary message');
    const said = JSON.parse(message) as { type: string; audio?: string; session?: any };
    if (said.type === 'input_audio_buffer.append') {
      note(peer, said.type);
      return isSetUp ? onAudio(Buffer.from(said.audio!, 'base64')) : peer.violation('audio before settings');
    }
    note(peer, said.type, message);
    if (said.type === 'input_audio_buffer.commit') return onCommit();
    if (said.type !== 'session.update') return peer.violation(`unknown message ${said.type}`);
    const input = said.session?.audio?.input;
    const isWhole =
      said.session?.type === 'transcription' &&
      input?.format?.type === 'audio/pcmu' &&
      input?.transcription?.model &&
      input?.turn_detection === null;
    if (!isWhole) return peer.violation('wrong settings');
    isSetUp = true;
    send('session.updated', { session: said.session });
  };
}
