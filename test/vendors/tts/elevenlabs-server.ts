/**
 * ElevenLabs' text-to-speech socket as its API reference describes it (`/v1/text-to-speech/{voice}/stream-input`): one
 * utterance a socket, alignment by characters counted from each piece's own audio, `isFinal`, then the close.
 */
import type { WebSocket } from 'ws';
import {
  cut,
  Desk,
  serveSockets,
  tellPieces,
  type TtsFault,
  type TtsServer,
  type TtsServerOptions,
} from './server.ts';
import { bytesOf, speechOf, type Speech } from './speech.ts';

const PATH = /^\/v1\/text-to-speech\/([^/]+)\/stream-input$/;

export function startElevenLabs(options: TtsServerOptions): Promise<TtsServer> {
  const desk = new Desk(options);
  return serveSockets(
    desk,
    (url, { headers }) => {
      if (!PATH.test(url.pathname)) return 404;
      if (headers['xi-api-key'] !== desk.key) return 401;
      return url.searchParams.get('output_format') === 'pcm_8000' && url.searchParams.get('model_id')
        ? null
        : 400;
    },
    (socket, url) => serve(desk, socket, url),
  );
}

function serve(desk: Desk, socket: WebSocket, url: URL): void {
  let speed: number | null = null;
  let begun = false;
  let text = '';
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as { text?: unknown; voice_settings?: { speed?: number } };
    if (typeof message.text !== 'string') return refuse(socket, 'input_invalid', 'text is required');
    if (!begun) {
      if (message.text !== ' ') return refuse(socket, 'input_invalid', 'the first text must be a blank');
      begun = true;
      speed = message.voice_settings?.speed ?? null;
      if (speed !== null && (speed < 0.7 || speed > 1.2))
        return refuse(socket, 'invalid_voice_settings', 'speed must be between 0.7 and 1.2');
    } else if (message.text === '') void speak();
    else if (!message.text.endsWith(' ')) refuse(socket, 'input_invalid', 'text must end with a blank');
    else text += message.text;
  });

  async function speak(): Promise<void> {
    const { request, fault } = desk.take({
      text: text.trim(),
      voice: decodeURIComponent(PATH.exec(url.pathname)![1]!),
      language: url.searchParams.get('language_code'),
      speed,
      format: url.searchParams.get('output_format')!,
    });
    socket.on('close', () => {
      if (request.state === 'speaking') request.state = 'stopped';
    });
    if (fault === 'slow') return;
    if (fault === 'vanish') return socket.terminate();
    if (fault === 'told') return refuse(socket, 'quota_exceeded', 'This request exceeds your quota.');
    if (fault === 'malformed') return socket.send('{"audio": 7');
    const speech = speechOf(text.trim(), 8000, speed ?? 1, desk.voice);
    const aligned = url.searchParams.get('sync_alignment') === 'true';
    let sample = 0;
    const whole = await tellPieces(cut(bytesOf(speech.pcm)), fault, request, (piece, last) => {
      const alignment = aligned
        ? alignmentOf(speech, sample / 8, (sample + piece.length / 2) / 8, last)
        : null;
      sample += piece.length / 2;
      socket.send(
        JSON.stringify({ audio: piece.toString('base64'), alignment, normalizedAlignment: alignment }),
      );
    });
    finish(socket, fault, whole);
    if (whole) request.state = 'done';
  }
}

function finish(socket: WebSocket, fault: TtsFault | null, whole: boolean): void {
  if (fault === 'close') return socket.terminate();
  if (!whole) return;
  socket.send(JSON.stringify({ audio: null, isFinal: true, normalizedAlignment: null, alignment: null }));
  socket.close(1000);
}

/** The characters that begin in the piece, counted from its first sample. */
function alignmentOf({ characters }: Speech, fromMs: number, toMs: number, last: boolean): unknown {
  const inside = characters.filter(({ startMs }) => startMs >= fromMs && (startMs < toMs || last));
  if (inside.length === 0) return null;
  return {
    chars: inside.map(({ char }) => char),
    charStartTimesMs: inside.map(({ startMs }) => Math.round(startMs - fromMs)),
    charDurationsMs: inside.map(({ ms }) => Math.round(ms)),
  };
}

function refuse(socket: WebSocket, error: string, message: string): void {
  socket.send(JSON.stringify({ message, error, code: 1008 }));
  socket.close(1008, message);
}
