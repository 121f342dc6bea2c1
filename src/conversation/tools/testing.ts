/** Services and servers by script, for tests of tools: no network, and time only by the clock. */
import type { VirtualClock } from '#kernel';
import {
  ModelError,
  type Appointment,
  type Calendar,
  type ChatEvent,
  type HttpClient,
  type HttpRequest,
  type Messenger,
  type ServedResult,
  type ServedTool,
  type SlotRange,
  type ToolServer,
  type ToolServerOptions,
  type ToolServices,
} from '#models';

export const toolCall = (name: string, args: unknown = {}, id = 'c1'): ChatEvent => ({
  type: 'tool-call',
  call: { id, name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
});

/** Answers every request alike, so long after it came. */
export class SlowHttp implements HttpClient {
  readonly requests: HttpRequest[] = [];
  readonly #clock: VirtualClock;
  readonly #afterMs: number;
  readonly #answer: { status: number; body: string };

  constructor(clock: VirtualClock, afterMs: number, answer = { status: 200, body: '{"left":3}' }) {
    this.#clock = clock;
    this.#afterMs = afterMs;
    this.#answer = answer;
  }

  async request(request: HttpRequest): ReturnType<HttpClient['request']> {
    this.requests.push(request);
    await new Promise<void>((done) => void this.#clock.after(this.#afterMs, done));
    return { ...this.#answer, headers: {}, ms: this.#afterMs };
  }
}

/** Tells what it was asked, and answers as it is set. */
export class ScriptedServices implements ToolServices {
  tools: readonly ServedTool[] | ModelError | 'hang' = [];
  results: readonly (ServedResult | ModelError)[] = [];
  slots: readonly number[] | ModelError = [];
  booking: ModelError | null = null;
  readonly servers: ToolServerOptions[] = [];
  readonly called: { name: string; args: unknown }[] = [];
  readonly ranges: SlotRange[] = [];
  readonly booked: Appointment[] = [];
  readonly sent: { from: string; to: string; text: string }[] = [];
  readonly keys: string[] = [];
  closed = 0;
  #calls = 0;

  toolServer(options: ToolServerOptions): ToolServer {
    this.servers.push(options);
    return {
      contract: 1,
      list: () => {
        if (this.tools === 'hang') return new Promise(() => undefined);
        return this.tools instanceof ModelError ? Promise.reject(this.tools) : Promise.resolve(this.tools);
      },
      call: (name, args) => {
        this.called.push({ name, args });
        const result = this.results[this.#calls++] ?? { ok: true, result: null };
        return result instanceof ModelError ? Promise.reject(result) : Promise.resolve(result);
      },
      close: () => {
        this.closed++;
        return Promise.resolve();
      },
    };
  }

  calendar(_provider: string, { key }: { readonly key: string }): Calendar {
    this.keys.push(key);
    return {
      contract: 1,
      freeSlots: (range) => {
        this.ranges.push(range);
        return this.slots instanceof ModelError ? Promise.reject(this.slots) : Promise.resolve(this.slots);
      },
      book: (appointment) => {
        if (this.booking) return Promise.reject(this.booking);
        this.booked.push(appointment);
        return Promise.resolve({ id: 'b1', status: 'accepted' });
      },
    };
  }

  messenger({ token }: { readonly token: string }): Messenger {
    this.keys.push(token);
    return {
      contract: 1,
      send: (message) => {
        this.sent.push(message);
        return Promise.resolve({ id: 'SM1', status: 'queued' });
      },
    };
  }
}
