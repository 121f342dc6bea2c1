/** What a simulated conversation asks of the world: it waits for answers, and nothing leaves that reaches a person. */
import type { Knowledge, Transfers } from '#conversation';
import type { Clock, Millis } from '#kernel';
import type { ChatEvent, ChatRequest, HttpClient, LlmModel, ToolServices } from '#models';

/** Counts what is under way. */
export class Outside {
  #open = 0;
  #idle: (() => void)[] = [];

  get busy(): boolean {
    return this.#open > 0;
  }

  /** Settles when nothing is under way, or after `mostMs`. */
  async idle(clock: Clock, mostMs: Millis): Promise<void> {
    if (!this.busy) return;
    await new Promise<void>((resolve) => {
      const timer = clock.after(mostMs, resolve);
      this.#idle.push(() => {
        timer.cancel();
        resolve();
      });
    });
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#open++;
    try {
      return await work();
    } finally {
      this.#done();
    }
  }

  llm(model: LlmModel): LlmModel {
    const begin = (): void => void this.#open++;
    const done = (): void => this.#done();
    return {
      contract: 1,
      provider: model.provider,
      modelId: model.modelId,
      async *chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatEvent> {
        begin();
        try {
          yield* model.chat(request, signal);
        } finally {
          done();
        }
      },
      close: () => Promise.resolve(),
    };
  }

  http(client: HttpClient): HttpClient {
    return { request: (request) => this.during(() => client.request(request)) };
  }

  knowledge(knowledge: Knowledge | undefined): Knowledge | undefined {
    return knowledge && { search: (query, signal) => this.during(() => knowledge.search(query, signal)) };
  }

  #done(): void {
    this.#open--;
    if (this.busy) return;
    const waiting = this.#idle;
    this.#idle = [];
    for (const tell of waiting) tell();
  }
}

/** Tool servers and calendars are asked; no message is sent and nothing is booked. */
export function rehearsed(services: ToolServices | undefined): ToolServices | undefined {
  return (
    services && {
      ...services,
      messenger: () => ({ contract: 1, send: async () => ({ id: 'simulated', status: 'simulated' }) }),
      calendar: (provider, options) => ({
        ...{ contract: 1 },
        freeSlots: (range, signal) => services.calendar(provider, options).freeSlots(range, signal),
        book: async () => ({ id: 'simulated', status: 'simulated' }),
      }),
    }
  );
}

/** Whoever is to be called answers at once. @param joined told then */
export function answeredTransfers(joined: () => void): Transfers {
  return {
    start: (_wish, tell) => {
      for (const state of ['ringing', 'answered', 'joined'] as const)
        queueMicrotask(() => tell({ state, detail: 'simulated' }));
      queueMicrotask(joined);
    },
    join: () => {},
    cancel: () => {},
  };
}
