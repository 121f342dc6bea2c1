/** What a peer saw on the wire, read independently of Parley's own parser. */

export interface SipMessage {
  readonly direction: 'received' | 'sent';
  /** Seconds since 1970. */
  readonly at: number;
  readonly startLine: string;
  /** Of a request; null for a response. */
  readonly method: string | null;
  /** Of a response; null for a request. */
  readonly status: number | null;
  /** First value of a header, any case; undefined when absent. */
  header(name: string): string | undefined;
  headers(name: string): readonly string[];
  readonly body: string;
}

/** Reads one message as text. */
export function readSipMessage(
  text: string,
  direction: SipMessage['direction'] = 'received',
  at = 0,
): SipMessage {
  const split = /\r?\n\r?\n/.exec(text);
  const head = split ? text.slice(0, split.index) : text;
  const [startLine = '', ...lines] = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const fields = lines.map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() };
  });
  const status = /^SIP\/2\.0 (\d{3})/.exec(startLine)?.[1];
  const headers = (name: string): string[] =>
    fields.filter((field) => field.name === name.toLowerCase()).map((field) => field.value);
  return {
    direction,
    at,
    startLine,
    method: status === undefined ? startLine.split(' ')[0]! : null,
    status: status === undefined ? null : Number(status),
    header: (name) => headers(name)[0],
    headers,
    body: split ? text.slice(split.index + split[0].length) : '',
  };
}

/** Reads sipp's `-trace_msg` file. */
export function readSippLog(log: string): SipMessage[] {
  const entry = /^-{20,} (\d{4}-\d\d-\d\d)[T\t ]+([\d:.]+)\r?\n\w+ message (received|sent)[^\n]*\n\r?\n/gm;
  const heads = [...log.matchAll(entry)];
  return heads.map((head, index) => {
    const text = log.slice(head.index + head[0].length, heads[index + 1]?.index ?? log.length);
    const at = Date.parse(`${head[1]}T${head[2]!.slice(0, 12)}`) / 1000;
    return readSipMessage(text, head[3] as SipMessage['direction'], at);
  });
}

/** `['INVITE', '200 sent', 'ACK']`: a ladder for comparison; requests by method, responses by status, ours with `sent`. */
export function ladder(messages: readonly SipMessage[]): string[] {
  return messages.map((message) => {
    const name = message.method ?? String(message.status);
    return message.direction === 'sent' ? `${name} sent` : name;
  });
}
