/** Streams a model's answer into inputs, sentence by sentence. */
import type { ChatRequest, LlmModel } from '#models';
import type { ModelInput, Unplaced } from '../core/input.ts';
import { PieceStream } from '../mouth/sentences.ts';

type ReplyInput = Extract<
  ModelInput,
  { type: 'reply-started' | 'reply-arrived' | 'tool-requested' | 'reply-finished' }
>;

export async function streamReply(
  llm: LlmModel,
  request: string,
  chat: ChatRequest,
  signal: AbortSignal,
  give: (input: Unplaced<ReplyInput>) => void,
): Promise<void> {
  const stream = new PieceStream();
  let finish: Unplaced<ReplyInput> = { type: 'reply-finished', request, reason: 'stop' };
  let started = false;
  for await (const event of llm.chat(chat, signal)) {
    if (signal.aborted) return;
    if (!started && event.type !== 'finish') give({ type: 'reply-started', request });
    started = true;
    if (event.type === 'text-delta')
      for (const text of stream.push(event.text)) give({ type: 'reply-arrived', request, text });
    else if (event.type === 'tool-call') give({ type: 'tool-requested', request, call: event.call });
    else finish = { ...event, type: 'reply-finished', request };
  }
  if (signal.aborted) return;
  for (const text of stream.end()) give({ type: 'reply-arrived', request, text });
  give(finish);
}
