/** Answers of the language model under way, and the one that the beginning will need, asked for while it rings. */
import type { Clock } from '#kernel';
import type { ChatRequest, LlmModel } from '#models';
import type { Effect } from '../core/effect.ts';
import type { InputFault, Unplaced } from '../core/input.ts';
import type { Requests } from './requests.ts';
import { streamReply, type ReplyInput } from './reply.ts';

type Asked = Extract<Effect, { type: 'reply-request' }>;

export interface RepliesOptions {
  readonly llm: LlmModel;
  readonly clock: Clock;
  readonly requests: Requests;
  /** Of every request. */
  readonly settings: Pick<ChatRequest, 'model' | 'temperature' | 'maxTokens'>;
  give(input: Unplaced<ReplyInput> | { type: 'reply-failed'; request: string; fault: InputFault }): void;
}

/** An answer that nobody has asked for yet. */
interface Prepared {
  readonly key: string;
  readonly abort: AbortController;
  readonly inputs: Unplaced<ReplyInput>[];
  done: Promise<void>;
  give: ((input: Unplaced<ReplyInput>) => void) | null;
}

export class Replies {
  readonly #options: RepliesOptions;
  #prepared: Prepared | null = null;

  constructor(options: RepliesOptions) {
    this.#options = options;
  }

  /** Asks now what `ask` will ask for later. @param heard each piece of it, so that its sound can be made */
  prepare(asked: Asked, heard: (text: string) => void): void {
    this.close();
    const inputs: Unplaced<ReplyInput>[] = [];
    const prepared: Prepared = {
      ...{ key: keyOf(asked), abort: new AbortController(), inputs, done: Promise.resolve(), give: null },
    };
    const give = (input: Unplaced<ReplyInput>): void => {
      if (prepared.give) return prepared.give(input);
      inputs.push(input);
      if (input.type === 'reply-arrived') heard(input.text);
    };
    prepared.done = streamReply(this.#stream(asked, give), prepared.abort.signal);
    // Whoever asks for it hears of the fault; until then it only means that it is asked anew.
    prepared.done.catch(() => {
      if (this.#prepared === prepared) this.#prepared = null;
    });
    this.#prepared = prepared;
  }

  ask(asked: Asked): void {
    const { requests, give } = this.#options;
    const { request } = asked;
    const prepared = this.#prepared?.key === keyOf(asked) ? this.#prepared : null;
    if (prepared) this.#prepared = null;
    else this.close();
    requests.start(
      request,
      (signal) => (prepared ? this.#take(prepared, signal) : streamReply(this.#stream(asked, give), signal)),
      (fault) => give({ type: 'reply-failed', request, fault }),
    );
  }

  /** What was prepared is not wanted any more. */
  close(): void {
    this.#prepared?.abort.abort();
    this.#prepared = null;
  }

  async #take(prepared: Prepared, signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => prepared.abort.abort(), { once: true });
    for (const input of prepared.inputs) this.#options.give(input);
    prepared.give = (input) => this.#options.give(input);
    await prepared.done;
  }

  #stream({ request, messages, tools }: Asked, give: (input: Unplaced<ReplyInput>) => void) {
    const { llm, clock, settings } = this.#options;
    return { llm, request, chat: { messages, tools, ...settings }, clock, give };
  }
}

/** The same question has the same answer. */
function keyOf({ request, messages, tools }: Asked): string {
  return JSON.stringify([request, messages, tools]);
}
