/** Server-sent events from bytes, whatever way they are cut (WHATWG HTML, section 9.2.6). Pure. */

export interface ServerSentEvent {
  /** `message` unless the server named it. */
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

/** A line longer than this is no event stream, characters. */
const LONGEST_LINE = 1_000_000;

/** Takes bytes, gives whole events; an event that the end cuts off is dropped, as the standard says. */
export class SseParser {
  readonly #decoder = new TextDecoder('utf-8');
  #rest = '';
  /** The last piece ended in CR: an LF that follows belongs to it. */
  #afterReturn = false;
  #data: string[] = [];
  #event = '';
  #id: string | undefined;

  /** @throws RangeError when a line does not end. */
  push(bytes: Uint8Array): ServerSentEvent[] {
    let text = this.#decoder.decode(bytes, { stream: true });
    if (this.#afterReturn && text.startsWith('\n')) text = text.slice(1);
    if (text !== '') this.#afterReturn = text.endsWith('\r');
    const lines = (this.#rest + text).split(/\r\n|\n|\r/);
    this.#rest = lines.pop()!;
    if (this.#rest.length > LONGEST_LINE)
      throw new RangeError(`a line of more than ${LONGEST_LINE} characters`);
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line: string): ServerSentEvent[] {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#event = value;
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    return [];
  }

  #dispatch(): ServerSentEvent[] {
    const { length } = this.#data;
    const event = { event: this.#event || 'message', data: this.#data.join('\n'), id: this.#id };
    this.#data = [];
    this.#event = '';
    return length === 0 ? [] : [event];
  }
}
