/** A vendor's sockets that speak one utterance at a time: kept open between utterances, few, and never for ever. */
import { type Clock, type Logger, type Millis, type Timer } from '#kernel';
import type { ModelError } from '#models';
import type { TtsEvent, TtsMessageDecoder } from './tts-event.ts';
import type { Outlet } from './outlet.ts';
import { openVendorSocket, type VendorSocket } from './vendor-socket.ts';

export interface TtsPoolOptions {
  readonly provider: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Utterances that one socket may speak; it is closed after them. */
  readonly utterances: number;
  /** Stops an utterance, answered by `cancelled`; `null`: only closing does. */
  readonly cancel: string | null;
  /** Sent before closing. */
  readonly goodbye: string | undefined;
  hungUp(code: number, reason: string): ModelError | null;
  readonly outlet?: Outlet | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A socket in somebody's hands. */
export interface TtsSocket {
  /** It was open, or opening, before it was taken: it may have died unnoticed. */
  readonly reused: boolean;
  send(message: string): void;
}

interface Kept extends TtsSocket {
  readonly url: string;
  reused: boolean;
  socket: VendorSocket;
  used: number;
  state: 'idle' | 'busy' | 'stopping' | 'gone';
  decoder: TtsMessageDecoder | null;
  tell: ((event: TtsEvent) => void) | null;
  /** The utterance in hand is complete. */
  complete: boolean;
  timer: Timer | null;
}

/** Idle sockets kept; the oldest is closed for a newer one. */
const MOST_IDLE = 8;
/** An idle socket is closed after this; vendors close theirs later. */
const IDLE_SOCKET_MS: Millis = 120_000;
/** A vendor that does not confirm a stop in this time loses the socket. */
const STOP_MS: Millis = 2000;

export class TtsPool {
  readonly #options: TtsPoolOptions;
  readonly #sockets = new Set<Kept>();
  #closed = false;

  constructor(options: TtsPoolOptions) {
    this.#options = options;
  }

  /** @param fresh a new socket even if one is idle. `tell` hears the utterance's events, and `failed` if the socket breaks. */
  take(url: string, fresh: boolean, decoder: TtsMessageDecoder, tell: (event: TtsEvent) => void): TtsSocket {
    const idle = fresh ? undefined : this.#idle(url).at(-1);
    const kept = idle ?? this.#open(url, null);
    kept.timer?.cancel();
    Object.assign(kept, { reused: idle !== undefined, state: 'busy', decoder, tell, complete: false });
    kept.used++;
    return kept;
  }

  /** Gives a socket back; an utterance that is not complete is stopped at the vendor. */
  release(taken: TtsSocket): void {
    const kept = taken as Kept;
    if (kept.state !== 'busy') return;
    kept.tell = null;
    const { cancel, utterances, clock } = this.#options;
    if (kept.used >= utterances || this.#closed || !kept.socket.isOpen) return this.#drop(kept);
    if (kept.complete) return this.#rest(kept);
    if (cancel === null) return this.#drop(kept);
    kept.state = 'stopping';
    kept.socket.send(cancel);
    kept.timer = clock.after(STOP_MS, () => this.#drop(kept));
  }

  /** Opens a socket unless one is idle; settles when it is open or has failed. */
  warm(url: string): Promise<void> {
    if (this.#closed || this.#idle(url).length > 0) return Promise.resolve();
    return new Promise((resolve) => this.#rest(this.#open(url, resolve)));
  }

  close(): void {
    this.#closed = true;
    for (const kept of [...this.#sockets]) this.#drop(kept);
  }

  #idle(url: string): Kept[] {
    return [...this.#sockets].filter((kept) => kept.state === 'idle' && kept.url === url);
  }

  #open(url: string, ready: (() => void) | null): Kept {
    const { provider, headers, outlet, clock, logger } = this.#options;
    const kept: Kept = {
      url,
      reused: false,
      used: 0,
      state: 'idle',
      decoder: null,
      tell: null,
      complete: false,
      timer: null,
      send: (message) => kept.socket.send(message),
      socket: openVendorSocket({
        provider,
        url,
        headers,
        outlet,
        clock,
        logger,
        onOpen: () => ready?.(),
        onText: (text) => this.#hear(kept, kept.decoder?.message(JSON.parse(text))),
        onBinary: (bytes) => {
          if (kept.decoder && !kept.decoder.bytes) throw new TypeError('binary where text is due');
          this.#hear(kept, kept.decoder?.bytes?.(bytes));
        },
        hungUp: this.#options.hungUp,
        onFail: (error) => {
          const { tell } = kept;
          this.#forget(kept);
          ready?.();
          tell?.({ type: 'failed', error });
        },
      }),
    };
    this.#sockets.add(kept);
    return kept;
  }

  #hear(kept: Kept, events: readonly TtsEvent[] = []): void {
    for (const event of events) {
      if (event.type === 'finished') kept.complete = true;
      if (event.type === 'failed' && kept.state !== 'busy') return this.#drop(kept);
      if (event.type === 'cancelled' && kept.state === 'stopping') return this.#rest(kept);
      kept.tell?.(event);
    }
  }

  #rest(kept: Kept): void {
    kept.timer?.cancel();
    Object.assign(kept, { state: 'idle', decoder: null, tell: null });
    // To the end of the set, which is in order of last use.
    this.#sockets.delete(kept);
    this.#sockets.add(kept);
    kept.timer = this.#options.clock.after(IDLE_SOCKET_MS, () => this.#drop(kept));
    const idle = [...this.#sockets].filter(({ state }) => state === 'idle');
    for (const oldest of idle.slice(0, Math.max(0, idle.length - MOST_IDLE))) this.#drop(oldest);
  }

  #drop(kept: Kept): void {
    this.#forget(kept);
    kept.socket.close(this.#options.goodbye);
  }

  #forget(kept: Kept): void {
    kept.timer?.cancel();
    kept.state = 'gone';
    kept.tell = null;
    this.#sockets.delete(kept);
  }
}
