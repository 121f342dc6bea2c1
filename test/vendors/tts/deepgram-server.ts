/**
 * Deepgram's text-to-speech socket as its API reference describes it (`/v1/speak`): `Metadata` first, audio in binary
 * messages, `Flushed` and `Cleared` as confirmations, 20 flushes a minute.
 */
import type { WebSocket } from 'ws';
import {
  cut,
  Desk,
  serveSockets,
  tellPieces,
  type TtsServer,
  type TtsServerOptions,
  type TtsServerRequest,
} from './server.ts';
import { bytesOf, speechOf } from './speech.ts';

const MOST_FLUSHES = 20;

export function startDeepgram(options: TtsServerOptions): Promise<TtsServer> {
  const desk = new Desk(options);
  return serveSockets(
    desk,
    (url, { headers }) => {
      if (url.pathname !== '/v1/speak') return 404;
      if (headers.authorization !== `Token ${desk.key}`) return 401;
      const speed = Number(url.searchParams.get('speed') ?? 1);
      const known = /^aura(-2)?-[a-z]+-[a-z]{2}$/.test(url.searchParams.get('model') ?? '');
      const asked =
        url.searchParams.get('encoding') === 'linear16' && url.searchParams.get('sample_rate') === '8000';
      return known && asked && speed >= 0.7 && speed <= 1.5 ? null : 400;
    },
    (socket, url) => serve(desk, socket, url),
  );
}

function serve(desk: Desk, socket: WebSocket, url: URL): void {
  const model = url.searchParams.get('model')!;
  const speed = url.searchParams.get('speed');
  let [text, flushes, sequence] = ['', 0, 0];
  let current: TtsServerRequest | null = null;
  const stop = (): void => {
    if (current?.state === 'speaking') current.state = 'stopped';
  };
  socket.on('close', stop);
  socket.send(
    JSON.stringify({ type: 'Metadata', request_id: 'req-1', model_name: model, model_version: '1' }),
  );
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as { type: string; text?: string };
    if (message.type === 'Speak') {
      if (!message.text || message.text.length > 2000)
        return socket.close(1008, 'DATA-0000: text is not usable');
      text += (text === '' ? '' : ' ') + message.text;
    } else if (message.type === 'Flush') void speak();
    else if (message.type === 'Clear') {
      stop();
      text = '';
      socket.send(JSON.stringify({ type: 'Cleared', sequence_id: sequence++ }));
    } else if (message.type === 'Close') socket.close(1000);
    else socket.close(1008, 'DATA-0000: unknown message');
  });

  async function speak(): Promise<void> {
    if (++flushes > MOST_FLUSHES) {
      const description = 'No more than 20 Flush messages in 60 seconds.';
      return socket.send(JSON.stringify({ type: 'Warning', code: 'EXCESSIVE_FLUSH', description }));
    }
    const { request, fault } = desk.take({
      text,
      voice: model,
      language: model.slice(-2),
      speed: speed === null ? null : Number(speed),
      format: url.searchParams.get('encoding')!,
    });
    current = request;
    text = '';
    if (fault === 'slow') return;
    if (fault === 'vanish') return socket.terminate();
    if (fault === 'told') return socket.close(1008, 'DATA-0001: input is too large');
    if (fault === 'malformed') return socket.send('{"type": ');
    const { pcm } = speechOf(request.text, 8000, Number(speed ?? 1), desk.voice);
    const whole = await tellPieces(cut(bytesOf(pcm)), fault, request, (piece) => socket.send(piece));
    if (fault === 'close') return socket.terminate();
    if (!whole) return;
    request.state = 'done';
    socket.send(JSON.stringify({ type: 'Flushed', sequence_id: sequence++ }));
  }
}
