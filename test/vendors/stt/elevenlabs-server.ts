/** A local server that speaks ElevenLabs' realtime Scribe. */
import { linear16, type SttScript } from './script.ts';
import { note, startSocketServer, type Peer, type SttDialect, type SttServer } from './server.ts';

const KEY = 'elevenlabs-test-key';

const dialect: SttDialect = {
  key: KEY,
  refuse(request, url) {
    if (request.headers['xi-api-key'] !== KEY) return 401;
    if (url.pathname !== '/v1/speech-to-text/realtime') return 404;
    const query = url.searchParams;
    const isKnown = query.has('model_id') && query.get('audio_format') === 'pcm_8000';
    return isKnown && query.get('commit_strategy') === 'manual' ? null : 400;
  },
  connect,
  error: () => ({ message_type: 'transcriber_error', error: 'The transcriber failed.' }),
};

export function startElevenLabsServer(script: SttScript): Promise<SttServer> {
  return startSocketServer(dialect, script);
}

function connect(peer: Peer): (message: string | Uint8Array) => void {
  let uncommittedMs = 0;
  const config = { sample_rate: 8000, audio_format: 'pcm_8000' };
  peer.send({ message_type: 'session_started', session_id: 'session-1', config });
  return (message) => {
    if (typeof message !== 'string') return peer.violation('a binary message');
    const said = JSON.parse(message) as Record<string, unknown>;
    if (said['message_type'] !== 'input_audio_chunk' || said['sample_rate'] !== 8000)
      return peer.violation('no chunk of audio');
    const pcm = linear16(Buffer.from(String(said['audio_base_64']), 'base64'));
    if (pcm.length > 0) {
      note(peer, 'input_audio_chunk');
      uncommittedMs += pcm.length / 8;
      const partial = peer.ear.hear(pcm);
      if (partial) peer.answer(() => peer.send({ message_type: 'partial_transcript', text: partial.text }));
    }
    if (said['commit'] !== true) return;
    note(peer, 'commit', message);
    if (uncommittedMs < 300) {
      const error = 'Commit request throttled: less than 0.3s of uncommitted audio.';
      return peer.send({ message_type: 'commit_throttled', error });
    }
    uncommittedMs = 0;
    const { text } = peer.ear.finish();
    peer.answer(() => peer.send({ message_type: 'committed_transcript', text }));
  };
}
