/** What the model is told was said: of the agent's words only those that were heard. */
import type { ChatMessage, ToolSpec } from '#models';
import type { Scene } from '../core/scene.ts';
import { functionsOf } from '../tools/functions.ts';
import type { Entry } from './state.ts';

/** Stands for the callee's first words when the agent has no greeting and is to begin. */
const ANSWERED = '(The call has been answered. Begin.)';

/** @param before what the agent's settings say went before the call */
export function messages(
  system: string,
  entries: readonly Entry[],
  before: readonly ChatMessage[] = [],
): ChatMessage[] {
  const said = conversation(entries);
  const begin: ChatMessage[] = said.some(({ role }) => role === 'user')
    ? []
    : [{ role: 'user', content: ANSWERED }];
  return [{ role: 'system', content: system }, ...before, ...begin, ...said];
}

function conversation(entries: readonly Entry[]): ChatMessage[] {
  const list: ChatMessage[] = [];
  for (const entry of entries) {
    const last = list.at(-1);
    if (entry.who === 'callee') {
      // Words that came in two turns without an answer between them are one message.
      if (last?.role === 'user')
        list[list.length - 1] = { role: 'user', content: `${last.content} ${entry.text}` };
      else list.push({ role: 'user', content: entry.text });
      continue;
    }
    if (entry.who === 'note') {
      list.push({ role: 'system', content: entry.text });
      continue;
    }
    const content = entry.heard ?? entry.text;
    if (content === '' && entry.calls.length === 0) continue;
    const toolCalls = entry.calls.map(({ call }) => call);
    list.push({ role: 'assistant', content, ...(toolCalls.length > 0 ? { toolCalls } : {}) });
    for (const { call, result } of entry.calls)
      list.push({ role: 'tool', toolCallId: call.id, content: result ?? '{"error":"no result yet"}' });
  }
  return list;
}

/** The agent's tools as the model is told of them. */
export function toolSpecs(scene: Scene): ToolSpec[] {
  return functionsOf(scene).map(({ spec }) => spec);
}
