/** Messages out of a stream (RFC 3261, 18.3): cut by Content-Length, with keep-alives between them (RFC 5626, 3.5.1). */
import { limits } from '../message/index.ts';

/** Start line and header fields of a message on a stream, bytes. */
const HEAD_BYTES = 32_768;

const CR = 0x0d;
const LF = 0x0a;

/** 20.14: the field and its compact name; 7.3.1: spaces before the colon, and before the value, are allowed. */
const CONTENT_LENGTH = /^(?:content-length|l)[ \t]*:[ \t]*(\d{1,9})[ \t]*$/gim;

export type Framed =
  | { readonly type: 'message'; readonly bytes: Uint8Array }
  /** Two CRLFs: the peer wants one back (RFC 5626, 3.5.1). */
  | { readonly type: 'ping' }
  /** What follows can't be told apart any more: the connection is of no use. */
  | { readonly type: 'fault'; readonly problem: string };

export class Framer {
  #buffer = Buffer.allocUnsafe(4_096);
  #length = 0;
  /** So far no end of the head was found. */
  #searched = 0;
  /** Bytes of the message at the front, once its head is known. */
  #wanted: number | undefined;
  #crlfs = 0;
  #broken = false;

  /** Part of a message is there and its rest is awaited. */
  get partial(): boolean {
    return this.#length > 0;
  }

  push(chunk: Uint8Array): Framed[] {
    if (this.#broken) return [];
    this.#append(chunk);
    const framed: Framed[] = [];
    for (let next = this.#next(framed); next; next = this.#next(framed)) framed.push(next);
    if (framed.some(({ type }) => type === 'fault')) this.#broken = true;
    return framed;
  }

  #next(framed: Framed[]): Framed | null {
    this.#skipEmptyLines(framed);
    // Half of a CRLF says nothing yet.
    if (this.#length === 0 || (this.#length === 1 && this.#buffer[0] === CR)) return null;
    this.#wanted ??= this.#readHead();
    if (this.#wanted === undefined)
      return this.#length > HEAD_BYTES ? this.#fault('The head of the message is too long.') : null;
    if (Number.isNaN(this.#wanted)) return this.#fault('Content-Length is missing, doubled or malformed.');
    if (this.#wanted > limits.messageBytes) return this.#fault('The message is too long.');
    if (this.#length < this.#wanted) return null;
    const bytes = Uint8Array.prototype.slice.call(this.#buffer, 0, this.#wanted);
    this.#drop(this.#wanted);
    return { type: 'message', bytes };
  }

  /** 7.5: CRLFs before a start line are no part of a message. */
  #skipEmptyLines(framed: Framed[]): void {
    if (this.#wanted !== undefined || this.#searched > 0) return;
    let at = 0;
    while (at + 1 < this.#length && this.#buffer[at] === CR && this.#buffer[at + 1] === LF) {
      at += 2;
      if (++this.#crlfs % 2 === 0) framed.push({ type: 'ping' });
    }
    if (at > 0) this.#drop(at);
    if (this.#length > 1 || (this.#length === 1 && this.#buffer[0] !== CR)) this.#crlfs = 0;
  }

  /** @returns the length of the whole message; NaN when 18.3's Content-Length can't be read */
  #readHead(): number | undefined {
    const within = this.#buffer.subarray(0, this.#length);
    const end = within.indexOf('\r\n\r\n', Math.max(0, this.#searched - 3));
    this.#searched = this.#length;
    if (end < 0) return undefined;
    if (end > HEAD_BYTES) return Number.POSITIVE_INFINITY;
    const values = new Set(
      [...within.toString('latin1', 0, end).matchAll(CONTENT_LENGTH)].map((match) => match[1]!),
    );
    return values.size === 1 ? end + 4 + Number([...values][0]) : Number.NaN;
  }

  #fault(problem: string): Framed | null {
    if (this.#broken) return null;
    this.#broken = true;
    return { type: 'fault', problem };
  }

  #append(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length;
    if (needed > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#buffer.length));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    this.#buffer.set(chunk, this.#length);
    this.#length = needed;
  }

  #drop(count: number): void {
    this.#buffer.copyWithin(0, count, this.#length);
    this.#length -= count;
    this.#searched = 0;
    this.#wanted = undefined;
  }
}
