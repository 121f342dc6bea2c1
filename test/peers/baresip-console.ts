/** baresip's `ctrl_tcp` console: netstrings that hold JSON; replies and events share one stream. */
import { once } from 'node:events';
import { connect } from 'node:net';

export interface BaresipEvent {
  readonly type: string;
  /** E.g. the reason of CALL_CLOSED. */
  readonly param?: string;
}

export interface BaresipConsole {
  readonly events: readonly BaresipEvent[];
  /** The first event of that type, past or to come. */
  event(type: string): Promise<BaresipEvent>;
  /** @throws Error with baresip's words when it refuses. */
  command(name: string, params?: string): Promise<void>;
  close(): void;
}

interface Message {
  readonly event?: true;
  readonly response?: true;
  readonly type?: string;
  readonly param?: string;
  readonly token?: string;
  readonly ok?: boolean;
  readonly data?: string;
}

export async function connectConsole(port: number): Promise<BaresipConsole> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const events: BaresipEvent[] = [];
  const waiting: { type: string; resolve: (event: BaresipEvent) => void }[] = [];
  const replies = new Map<string, (message: Message) => void>();
  const take = (message: Message): void => {
    if (message.token !== undefined && message.response) replies.get(message.token)?.(message);
    if (!message.event || message.type === undefined) return;
    const event = message as BaresipEvent;
    events.push(event);
    for (const wait of waiting.filter(({ type }) => type === event.type)) wait.resolve(event);
  };
  let buffer = Buffer.alloc(0);
  socket.on('error', () => {}); // the phone ended: its process tells
  socket.on('data', (piece: Buffer) => {
    buffer = Buffer.concat([buffer, piece]);
    for (let next = netstring(buffer); next; next = netstring(buffer)) {
      buffer = buffer.subarray(next.end);
      take(JSON.parse(next.text) as Message);
    }
  });
  let commands = 0;
  return {
    events,
    event(type) {
      const past = events.find((event) => event.type === type);
      if (past) return Promise.resolve(past);
      return new Promise((resolve) => waiting.push({ type, resolve }));
    },
    async command(name, params = '') {
      const token = `t${++commands}`;
      const text = JSON.stringify({ command: name, params, token });
      const reply = new Promise<Message>((resolve) => replies.set(token, resolve));
      socket.write(`${Buffer.byteLength(text)}:${text},`);
      const { ok, data } = await reply;
      if (ok === false) throw new Error(`baresip refused "${name} ${params}": ${data}`);
    },
    close: () => socket.destroy(),
  };
}

function netstring(buffer: Buffer): { text: string; end: number } | null {
  const colon = buffer.indexOf(':');
  if (colon < 1) return null;
  const end = colon + 1 + Number(buffer.toString('latin1', 0, colon));
  return buffer.length > end ? { text: buffer.toString('utf8', colon + 1, end), end: end + 1 } : null;
}
