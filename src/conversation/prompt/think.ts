/** Asking the model, and saying something. */
import { render } from '#domain';
import { ms } from '../core/setup.ts';
import { callVariables } from '../core/variables.ts';
import { messages, toolSpecs } from './history.ts';
import { awaitFirstWord } from './filler.ts';
import { instructions } from './instructions.ts';
import { ask } from './look-up.ts';
import type { Entry, ReplyRequest } from './state.ts';
import type { Thought } from './thought.ts';

export { thought, thoughtOf, type Thought } from './thought.ts';

export const MIND_LIMIT = 'mind-limit';
/** The first words, and each next ones, come within this. */
export const MIND_WAIT = ms(10_000);
/** Requests in a row that a model may make by calling tools; the tools refuse before, and it is told. */
export const MOST_ROUNDS = 10;

/**
 * Sends the conversation so far; the answer gets an entry of its own. `note`: told for this answer only; `unasked`:
 * nobody waits for it, so that it may be without words.
 */
export function think(work: Thought, note?: string, unasked = false): Thought {
  const request = `m${work.state.requests + 1}`;
  ask(work, asked(work, request, work.state.entries, note), work.state.entries);
  return begin(work, request, unasked);
}

/** The request of an answer to these entries. */
export function asked(
  work: Thought,
  request: string,
  entries: readonly Entry[],
  note?: string,
): ReplyRequest {
  const { plan } = work.scene.setup;
  const variables = callVariables(work.scene);
  const before = (plan.config.llm?.messages ?? []).map(({ role, content }) => ({
    role,
    content: render(content, variables).text,
  }));
  return {
    type: 'reply-request',
    request,
    messages: [
      ...messages(instructions({ ...plan, variables }), entries, before),
      ...(note === undefined ? [] : [{ role: 'user', content: note } as const]),
    ],
    tools: [...toolSpecs(work.scene), ...(work.scene.functions ?? [])],
  };
}

/** From here on the answer to `request` is the agent's next entry. */
export function begin(work: Thought, request: string, unasked = false): Thought {
  work.effects.push({ type: 'alarm-set', name: MIND_LIMIT, at: work.scene.now + MIND_WAIT });
  awaitFirstWord(work, unasked);
  const entry = { who: 'agent', text: '', heard: null, calls: [] } as const;
  const { state } = work;
  work.state = {
    ...state,
    phase: 'thinking',
    requests: Math.max(state.requests, Number(request.slice(1))),
    rounds: state.rounds + 1,
    news: false,
    unasked,
    entries: [...state.entries, entry],
  };
  return work;
}

/** Says a whole utterance of its own, kept in the history as far as it is heard. */
export function speak(work: Thought, text: string, keep = false): Thought {
  const { interruptible } = work.scene.setup;
  work.signals.push({ type: 'say', text, interruptible, keep, question: false }, { type: 'say-done' });
  const entry = { who: 'agent', text, heard: null, calls: [] } as const;
  work.state = { ...work.state, entries: [...work.state.entries, entry] };
  return work;
}
