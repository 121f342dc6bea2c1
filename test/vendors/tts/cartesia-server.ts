/**
 * Cartesia's text-to-speech socket as its API reference describes it (`/tts/websocket`, version 2026-03-01): contexts side
 * by side, times of words in messages of their own, errors that name their context.
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
import { bytesOf, speechOf, type Speech } from './speech.ts';

interface Generation {
  readonly context_id?: string;
  readonly cancel?: boolean;
  readonly model_id?: string;
  readonly transcript?: string;
  readonly voice?: { readonly mode: string; readonly id: string };
  readonly language?: string;
  readonly output_format?: {
    readonly container: string;
    readonly encoding: string;
    readonly sample_rate: number;
  };
  readonly add_timestamps?: boolean;
  readonly generation_config?: { readonly speed?: number };
}

export function startCartesia(options: TtsServerOptions): Promise<TtsServer> {
  const desk = new Desk(options);
  return serveSockets(
    desk,
    (url, { headers }) => {
      if (url.pathname !== '/tts/websocket') return 404;
      if (headers['x-api-key'] !== desk.key) return 401;
      return url.searchParams.get('cartesia_version') === '2026-03-01' ? null : 400;
    },
    (socket) => serve(desk, socket),
  );
}

function serve(desk: Desk, socket: WebSocket): void {
  const contexts = new Map<string, TtsServerRequest>();
  socket.on('close', () => {
    for (const request of contexts.values()) if (request.state === 'speaking') request.state = 'stopped';
  });
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Generation;
    const context = message.context_id;
    if (!context) return socket.send(fault('missing_context', 'context_id is required', 400));
    if (message.cancel) {
      const request = contexts.get(context);
      if (request?.state === 'speaking') request.state = 'stopped';
      return;
    }
    const { container, encoding, sample_rate: rate } = message.output_format ?? {};
    if (!message.model_id || message.voice?.mode !== 'id' || !message.transcript)
      return socket.send(
        fault('invalid_request', 'model_id, voice and transcript are required', 400, context),
      );
    if (container !== 'raw' || encoding !== 'pcm_s16le' || rate !== 8000)
      return socket.send(fault('invalid_request', 'the output format is not supported', 400, context));
    if (contexts.has(context))
      return socket.send(fault('invalid_request', 'the context is closed', 400, context));
    void speak(context, message);
  });

  async function speak(context: string, message: Generation): Promise<void> {
    const speed = message.generation_config?.speed ?? null;
    const { request, fault: wrong } = desk.take({
      text: message.transcript!,
      voice: message.voice!.id,
      language: message.language ?? null,
      speed,
      format: message.output_format!.encoding,
    });
    contexts.set(context, request);
    if (wrong === 'slow') return;
    if (wrong === 'vanish') return socket.terminate();
    if (wrong === 'told') return socket.send(fault('voice_not_found', 'No such voice.', 404, context));
    if (wrong === 'malformed')
      return socket.send(
        JSON.stringify({ type: 'chunk', data: 'no base64!', done: false, context_id: context }),
      );
    const speech = speechOf(request.text, 8000, speed ?? 1, desk.voice);
    if (message.add_timestamps) socket.send(JSON.stringify(timesOf(speech, context)));
    const whole = await tellPieces(cut(bytesOf(speech.pcm)), wrong, request, (piece) => {
      const chunk = {
        type: 'chunk',
        data: piece.toString('base64'),
        done: false,
        status_code: 206,
        step_time: 9,
      };
      socket.send(JSON.stringify({ ...chunk, context_id: context }));
    });
    if (wrong === 'close') return socket.terminate();
    if (!whole) return;
    request.state = 'done';
    socket.send(JSON.stringify({ type: 'done', done: true, status_code: 206, context_id: context }));
  }
}

function timesOf({ words }: Speech, context: string): unknown {
  return {
    type: 'timestamps',
    done: false,
    status_code: 206,
    context_id: context,
    word_timestamps: {
      words: words.map(({ text }) => text),
      start: words.map(({ startMs }) => startMs / 1000),
      end: words.map(({ endMs }) => endMs / 1000),
    },
  };
}

function fault(code: string, message: string, status: number, context?: string): string {
  return JSON.stringify({
    type: 'error',
    done: true,
    title: code,
    message,
    error_code: code,
    status_code: status,
    request_id: 'req-1',
    ...(context === undefined ? {} : { context_id: context }),
  });
}
