/** Opens media sessions on media threads: picks the thread with the fewest calls and a port that has drained. */
import { HeardRing, LINE_RATE, defaultSpeechSettings, type SpeechSettings } from '#audio';
import {
  AppError,
  errorText,
  randomHex,
  type Clock,
  type Logger,
  type Millis,
  type Random,
  type Timer,
} from '#kernel';
import type { MediaEngine, MediaSession, MediaSettings } from '../contract.ts';
import { PortPool } from '../rtp/port-pool.ts';
import type { FromThread, MediaThreadSettings } from './protocol.ts';
import { RecordingRing } from './recording-ring.ts';
import { ThreadedMediaSession } from './session.ts';
import { ThreadClient } from './thread-client.ts';

export interface MediaEngineOptions {
  /** Address that RTP sockets bind to, IPv4 or IPv6. */
  readonly bindAddress: string;
  /** Address that SDP names, when peers reach us by another one. Default `bindAddress`. */
  readonly advertise?: string;
  /** Even RTP ports, both ends included; `{ from: 0, to: 0 }`: chosen by the operating system. */
  readonly ports: { readonly from: number; readonly to: number };
  /** Media threads; one carries some hundreds of calls. */
  readonly threads: number;
  /** Entry of a media thread. Default: `media-thread` beside this room's folder, `.ts` or `.js` as this file is. */
  readonly threadUrl?: URL;
  /** Onset and hangover of speech. Default 60 ms and 200 ms. */
  readonly speech?: SpeechSettings;
  /** File of the model that detects voice. Default: the built-in detector. */
  readonly voiceModel?: string | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** How long a port rests after its call, ms. */
  readonly drainMs: Millis;
}

/** How often recordings are looked at, and how much of one is handed on at a time: few, larger writes. */
const COLLECT_MS: Millis = 250;
const RECORDING_CHUNK = 2 * LINE_RATE;

/** Ports that another process holds are passed over; so many are tried before giving up. */
const MAX_BUSY_PORTS = 32;

/**
 * Starts the media threads.
 * @throws AppError `media-thread-failed` when a thread cannot start.
 */
export async function createMediaEngine(options: MediaEngineOptions): Promise<MediaEngine> {
  const engine = new ThreadedMediaEngine(options);
  await engine.startThreads();
  return engine;
}

class ThreadedMediaEngine implements MediaEngine {
  readonly #options: MediaEngineOptions;
  readonly #pool: PortPool;
  readonly #sessions = new Set<ThreadedMediaSession>();
  #collecting: Timer | null = null;
  #threads: ThreadClient[] = [];
  #lastCall = 0;
  #closed = false;

  constructor(options: MediaEngineOptions) {
    this.#options = options;
    this.#pool = new PortPool(options.ports, options.drainMs);
  }

  async startThreads(): Promise<void> {
    const count = Math.max(1, this.#options.threads);
    this.#threads = await Promise.all(Array.from({ length: count }, () => this.#startThread()));
  }

  async open(settings: MediaSettings): Promise<MediaSession> {
    for (let tries = 0; tries < MAX_BUSY_PORTS; tries++) {
      const port = this.#pool.ephemeral ? 0 : this.#pool.take(this.#options.clock.monotonic());
      if (port === null) break;
      const session = await this.#openAt(port, settings);
      if (session) return session;
    }
    const { from, to } = this.#options.ports;
    throw new AppError({
      code: 'rtp-ports-exhausted',
      message: `No RTP port between ${from} and ${to} is free. Widen PARLEY_RTP, or wait until calls have ended.`,
      status: 503,
      retryable: true,
    });
  }

  /** Ends every session, then the threads. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#collecting?.cancel();
    await Promise.all([...this.#sessions].map((session) => session.close()));
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  async #openAt(port: number, settings: MediaSettings): Promise<MediaSession | null> {
    const { bindAddress, advertise, clock, random, logger } = this.#options;
    const thread = this.#leastLoaded();
    const call = ++this.#lastCall;
    const ring = new HeardRing();
    const recording = settings.record ? new RecordingRing() : null;
    const opened = await new Promise<FromThread | null>((resolve) => {
      thread.adopt(call, { onMessage: resolve, onThreadLost: () => resolve(null) });
      thread.post({
        type: 'open',
        call,
        port,
        settings: { ...settings, codecs: [...settings.codecs] },
        ring: ring.buffer,
        recording: recording?.buffer ?? null,
        cname: randomHex(random, 8),
      });
    });
    if (opened?.type !== 'opened') {
      thread.release(call);
      this.#pool.release(port, clock.monotonic());
      if (opened?.type === 'open-failed' && opened.code === 'EADDRINUSE') return null;
      const detail = opened?.type === 'open-failed' ? opened.detail : 'the media thread ended';
      throw new AppError({
        code: 'rtp-socket-failed',
        message: `No RTP socket could be opened on ${bindAddress}: ${detail}. Check PARLEY_RTP.`,
        status: 503,
        retryable: true,
      });
    }
    const session = new ThreadedMediaSession({
      call,
      thread,
      ring,
      recording,
      logger,
      local: {
        address: advertise ?? bindAddress,
        port: opened.port,
        rtcpPort: opened.rtcpPort,
        codecs: settings.codecs,
        ...(settings.ptimeMs !== undefined && { ptimeMs: settings.ptimeMs }),
        ...(settings.rtcpMux !== undefined && { rtcpMux: settings.rtcpMux }),
        // RFC 8866, 5.2 asks for digits; 48 random bits are unique enough and stay exact.
        ...(settings.srtp && settings.srtp !== 'off' && { srtp: { policy: settings.srtp, random } }),
        sessionId: String(parseInt(randomHex(random, 6), 16)),
      },
      onClosed: () => {
        this.#sessions.delete(session);
        this.#pool.release(opened.port, clock.monotonic());
      },
    });
    this.#sessions.add(session);
    this.#collect();
    return session;
  }

  /** While there are calls: looks regularly for what has been recorded. */
  #collect(): void {
    this.#collecting ??= this.#options.clock.after(COLLECT_MS, () => {
      this.#collecting = null;
      for (const session of this.#sessions) session.handOnRecording(RECORDING_CHUNK);
      if (this.#sessions.size > 0) this.#collect();
    });
  }

  #leastLoaded(): ThreadClient {
    const alive = this.#threads.filter((thread) => thread.alive).sort((a, b) => a.load - b.load);
    if (alive[0] && !this.#closed) return alive[0];
    throw new AppError({
      code: 'media-unavailable',
      message: 'No media thread is running. Try again in a moment.',
      status: 503,
      retryable: true,
    });
  }

  #startThread(): Promise<ThreadClient> {
    const { bindAddress, speech = defaultSpeechSettings, voiceModel = null, logger } = this.#options;
    const settings: MediaThreadSettings = { bindAddress, speech, voiceModel };
    return ThreadClient.start(this.#options.threadUrl ?? defaultThreadUrl(), settings, logger, (lost) =>
      this.#replace(lost),
    );
  }

  /** A thread that died by itself is replaced; its calls are lost, the next ones are not. */
  #replace(lost: ThreadClient): void {
    this.#threads = this.#threads.filter((thread) => thread !== lost);
    if (this.#closed) return;
    void this.#addThread();
  }

  async #addThread(): Promise<void> {
    try {
      const thread = await this.#startThread();
      if (this.#closed) await thread.close();
      else this.#threads.push(thread);
    } catch (error) {
      this.#options.logger.error('media-thread-not-replaced', { error: errorText(error) });
    }
  }
}

/** Both in the checkout (`.ts`) and compiled (`.js`) the entry lies two folders up. */
function defaultThreadUrl(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`../../media-thread.${extension}`, import.meta.url);
}
