/** One TCP or TLS connection: messages in and out, keep-alive, and its end. */
import type { Socket } from 'node:net';
import type { Clock, Millis, Timer } from '#kernel';
import type { SipTarget } from '../../contract.ts';
import { Framer } from './framer.ts';
import type { SendFailed, Source } from './transport.ts';

/** The rest of a message must come within this time, ms: who drips bytes holds a connection for nothing. */
export const PARTIAL_MS: Millis = 10_000;
/** No connection after so long counts as none, ms. */
export const CONNECT_MS: Millis = 4_000;
/** Without a word for so long a connection that nobody needs is closed, ms. */
export const IDLE_MS: Millis = 300_000;
/** RFC 5626, 4.4.1: a needed connection is pinged between 95 and 120 s after the last word. */
export const PING_MS: Millis = 100_000;
/** RFC 5626, 4.4.1: no pong within 10 s: the flow has failed. */
export const PONG_MS: Millis = 10_000;
/** What a peer that does not read may make us hold, bytes. */
const UNREAD_BYTES = 1_048_576;

const PING = '\r\n\r\n';
const PONG = '\r\n';

export interface ConnectionParts {
  readonly flow: number;
  readonly peer: SipTarget;
  readonly socket: Socket;
  /** We opened it, and it is not there yet. */
  readonly connecting: boolean;
  readonly clock: Clock;
  /** Does a call or registration go by it? */
  readonly needed: (peer: SipTarget) => boolean;
  readonly message: (bytes: Uint8Array, source: Source) => void;
  /** It is to be used no more; told once or twice. */
  readonly closed: (connection: Connection) => void;
  /** What it means that the peer closes it without a word. */
  readonly silence: string;
  /** Names why it could not be opened or broke. */
  readonly explain: (error: NodeJS.ErrnoException) => string;
}

export class Connection {
  readonly flow: number;
  readonly peer: SipTarget;
  readonly socket: Socket;
  readonly #parts: ConnectionParts;
  readonly #framer = new Framer();
  #open: boolean;
  #ended = false;
  /** Nothing was heard on it yet. */
  #silent = true;
  #why = 'the connection was closed';
  /** Waits for the connection. */
  #queue: { readonly bytes: Uint8Array; readonly failed: SendFailed }[] = [];
  /** Requests that were written since the peer last said anything. */
  #unheard: SendFailed[] = [];
  #patience: Timer | undefined;
  #idle: Timer | undefined;
  #lastHeard: Millis;

  constructor(parts: ConnectionParts) {
    const { socket, clock } = parts;
    this.#parts = parts;
    this.flow = parts.flow;
    this.peer = parts.peer;
    this.socket = socket;
    this.#open = !parts.connecting;
    this.#lastHeard = clock.monotonic();
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => (this.#why = parts.explain(error)));
    // A half-open connection is of no use: responses could not come back.
    socket.on('end', () => {
      this.#why = this.#silent ? parts.silence : 'the peer closed the connection';
      parts.closed(this);
    });
    socket.on('close', () => this.end());
    if (this.#open) this.#watch();
    else this.#patience = clock.after(CONNECT_MS, () => this.end('nobody answered in time'));
  }

  /** It is there now. */
  opened(): void {
    if (this.#ended) return;
    this.#patience?.cancel();
    this.#patience = undefined;
    this.#open = true;
    this.#lastHeard = this.#parts.clock.monotonic();
    this.#watch();
    for (const { bytes, failed } of this.#queue.splice(0)) this.#write(bytes, failed);
  }

  /** @param request its failure is told when the peer goes without a word; of a response only when it can't leave */
  send(bytes: Uint8Array, request: boolean, failed: SendFailed): void {
    if (this.#open) this.#write(bytes, request ? failed : undefined);
    else this.#queue.push({ bytes, failed });
  }

  end(why?: string): void {
    if (this.#ended) return;
    this.#ended = true;
    const detail = why ?? this.#why;
    this.#patience?.cancel();
    this.#idle?.cancel();
    this.socket.destroy();
    this.#parts.closed(this);
    for (const { failed } of this.#queue.splice(0)) failed(detail, true);
    for (const failed of this.#unheard.splice(0)) failed(detail, false);
  }

  /** Requests wait on it, and the peer has said nothing since. */
  get isMute(): boolean {
    return this.#unheard.length > 0;
  }

  #write(bytes: Uint8Array | string, failed: SendFailed | undefined): void {
    this.socket.write(bytes);
    if (failed) this.#unheard.push(failed);
    if (this.socket.writableLength > UNREAD_BYTES) this.end('the peer does not read');
  }

  #take(chunk: Buffer): void {
    if (this.#ended) return;
    this.#unheard = [];
    this.#silent = false;
    this.#lastHeard = this.#parts.clock.monotonic();
    for (const framed of this.#framer.push(chunk)) {
      if (this.#ended) return;
      if (framed.type === 'ping') this.#write(PONG, undefined);
      else if (framed.type === 'message')
        this.#parts.message(framed.bytes, { ...this.peer, flow: this.flow });
      else return this.end(framed.problem);
    }
    this.#limitPartial();
  }

  /** Counted from the first byte of a message, whatever drips after it. */
  #limitPartial(): void {
    if (!this.#framer.partial) {
      this.#patience?.cancel();
      this.#patience = undefined;
    } else
      this.#patience ??= this.#parts.clock.after(PARTIAL_MS, () => this.end('a message came too slowly'));
  }

  /** One timer watches both: is it needed, then ping; is it not, then close. */
  #watch(): void {
    const { clock, needed } = this.#parts;
    this.#idle = clock.after(PING_MS, () => {
      const silence = clock.monotonic() - this.#lastHeard;
      if (silence < PING_MS) return this.#watch();
      if (needed(this.peer)) return this.#ping();
      if (silence >= IDLE_MS) return this.end('nobody used the connection');
      this.#watch();
    });
  }

  #ping(): void {
    const { clock } = this.#parts;
    const asked = clock.monotonic();
    this.socket.write(PING);
    this.#idle = clock.after(PONG_MS, () =>
      this.#lastHeard > asked ? this.#watch() : this.end('the peer does not answer keep-alives (RFC 5626)'),
    );
  }
}
