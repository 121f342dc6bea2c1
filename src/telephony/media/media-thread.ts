/** The worker's side: opens, runs and closes calls as the main thread says. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createOpus, prepareBackgrounds, prepareOpus, type OpusCodec } from '#audio';
import { errorText, realClock, realRandom } from '#kernel';
import type { VadFactory } from '#models';
import { openRtpSockets } from '../rtp/socket.ts';
import { MediaCall } from './call.ts';
import type { FromThread, MediaThreadSettings, OpenCall, ToThread } from './protocol.ts';
import { TickWheel } from './tick-wheel.ts';

export interface MediaThreadParts {
  createVadFactory(settings: MediaThreadSettings): Promise<VadFactory>;
}

/** Runs this thread as a media thread until it is told to quit. Only inside a worker. */
export async function runMediaThread(parts: MediaThreadParts): Promise<void> {
  const port = parentPort!;
  const settings = workerData as MediaThreadSettings;
  const thread = new MediaThread(port, settings, await parts.createVadFactory(settings));
  prepareBackgrounds();
  // Takes longer than a tick: not beside calls that are running.
  await prepareOpus();
  port.on('message', (message: ToThread) => thread.take(message));
  thread.post({ type: 'ready' });
}

class MediaThread {
  readonly #port: MessagePort;
  readonly #settings: MediaThreadSettings;
  readonly #vads: VadFactory;
  readonly #wheel = new TickWheel(realClock);
  readonly #calls = new Map<number, MediaCall>();

  constructor(port: MessagePort, settings: MediaThreadSettings, vads: VadFactory) {
    this.#port = port;
    this.#settings = settings;
    this.#vads = vads;
  }

  post(message: FromThread): void {
    this.#port.postMessage(message);
  }

  take(message: ToThread): void {
    if (message.type === 'open') {
      void this.#open(message);
      return;
    }
    if (message.type === 'quit') {
      void Promise.all([...this.#calls.keys()].map((call) => this.#close(call))).then(() =>
        this.#port.close(),
      );
      return;
    }
    const call = this.#calls.get(message.call);
    if (!call) return;
    switch (message.type) {
      case 'agree':
        return call.agree(message.agreement);
      case 'start':
        return call.start();
      case 'command':
        return call.command(message.command);
      case 'fill':
        return call.fillWith(message.source);
      case 'stats':
        return this.post({ ...message, stats: call.stats() });
      case 'key':
        return call.hearKey({ digit: message.digit, durationMs: message.durationMs });
      case 'trace':
        return call.trace(
          message.on ? (packet) => this.post({ type: 'trace', call: message.call, packet }) : null,
        );
      case 'close':
        void this.#close(message.call);
    }
  }

  async #open(message: OpenCall): Promise<void> {
    const { call: id } = message;
    let reported = false;
    let opus: OpusCodec | null = null;
    try {
      if (message.settings.codecs.includes('opus')) opus = await createOpus();
      const call = new MediaCall({
        ...message,
        speech: this.#settings.speech,
        clock: realClock,
        random: realRandom,
        wheel: this.#wheel,
        vad: this.#vads.create(),
        opus,
        onEvent: (event) => this.post({ type: 'event', call: id, event }),
      });
      const sockets = await openRtpSockets({
        address: this.#settings.bindAddress,
        port: message.port,
        onRtp: (bytes, from) => {
          call.onRtp(bytes, from);
          this.#wheel.catchUp();
        },
        onRtcp: (bytes, from) => call.onRtcp(bytes, from),
        onError: (error) => {
          // Once a call: an unreachable peer answers every packet with the same ICMP error.
          if (!reported) this.post({ type: 'socket-error', call: id, ...describe(error) });
          reported = true;
        },
      });
      call.attach(sockets);
      this.#calls.set(id, call);
      this.post({ type: 'opened', call: id, port: sockets.port, rtcpPort: sockets.rtcpPort });
    } catch (error) {
      opus?.close();
      this.post({ type: 'open-failed', call: id, ...describe(error) });
    }
  }

  async #close(id: number): Promise<void> {
    const call = this.#calls.get(id);
    if (!call) return;
    this.#calls.delete(id);
    const stats = await call.close();
    this.post({ type: 'closed', call: id, stats });
  }
}

function describe(error: unknown): { code: string; detail: string } {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return { code, detail: errorText(error) };
}
