/** Streams a model's answer into inputs, piece by piece; the agent's first words may be asked for while it rings. */
import type { Clock, Timer } from '#kernel';
import type { ChatRequest, LlmModel } from '#models';
import type { ModelInput, Unplaced } from '../core/input.ts';
import { PieceStream } from '../mouth/piece-stream.ts';

export type ReplyInput = Extract<
  ModelInput,
  { type: 'reply-started' | 'reply-arrived' | 'tool-requested' | 'reply-finished' }
>;

export interface ReplyStream {
  readonly llm: LlmModel;
  readonly request: string;
  readonly chat: ChatRequest;
  readonly clock: Clock;
  give(input: Unplaced<ReplyInput>): void;
}

export async function streamReply(
  { llm, request, chat, clock, give }: ReplyStream,
  signal: AbortSignal,
): Promise<void> {
  const stream = new PieceStream();
  let waiting: Timer | null = null;
  const arrived = (pieces: readonly string[]): void => {
    for (const text of pieces) give({ type: 'reply-arrived', request, text });
    waiting?.cancel();
    const { due } = stream;
    const late = (): void => arrived(stream.late(clock.monotonic()));
    waiting = due === null ? null : clock.after(Math.ceil(due - clock.monotonic()), late);
  };
  let finish: Unplaced<ReplyInput> = { type: 'reply-finished', request, reason: 'stop' };
  let started = false;
  const stop = (): void => waiting?.cancel();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const event of llm.chat(chat, signal)) {
      if (signal.aborted) return;
      if (!started && event.type !== 'finish') give({ type: 'reply-started', request });
      started = true;
      if (event.type === 'text-delta') arrived(stream.push(event.text, clock.monotonic()));
      else if (event.type === 'tool-call') give({ type: 'tool-requested', request, call: event.call });
      else finish = { ...event, type: 'reply-finished', request };
    }
    if (signal.aborted) return;
    arrived(stream.end());
    give(finish);
  } finally {
    stop();
  }
}
