/**
 * Before the model is asked, what the callee's words are about is looked up, once for the same words. It has 300 ms; then
 * the model is asked without it. What was found is an input, so that a replay has it too.
 */
import type { FoundChunk } from '#domain';
import { ms } from '../core/setup.ts';
import { toldBefore } from '../knowledge/told.ts';
import type { Entry, Held, ReplyRequest } from './state.ts';
import type { Thought } from './thought.ts';

export const RETRIEVE_LIMIT = 'retrieve-limit';
const PATIENCE = ms(300);
/** Characters of the callee's words; the last ones tell what they want. */
const LONGEST_QUERY = 500;

/** Asks the model: at once, or when what it may need was looked up. @param entries the history that it is asked on */
export function ask(work: Thought, asked: ReplyRequest, entries: readonly Entry[]): void {
  const { knowledge } = work.scene.setup.plan;
  const query = knowledge?.mode === 'auto' ? lastWords(entries) : '';
  const { looked } = work.state;
  forget(work);
  if (query === '') work.effects.push(asked);
  else if (looked?.query === query) work.effects.push(informed(work, asked, looked.chunks));
  else {
    const { request } = asked;
    work.state = { ...work.state, held: { request, query, asked } };
    work.effects.push(
      { type: 'retrieve', request, query },
      { type: 'alarm-set', name: RETRIEVE_LIMIT, at: work.scene.now + PATIENCE },
    );
  }
}

/** @param chunks null: it could not be looked up */
export function lookedUp(work: Thought, request: string, chunks: readonly FoundChunk[] | null): Thought {
  const { held } = work.state;
  if (held?.request !== request) return work;
  work.effects.push({ type: 'alarm-clear', name: RETRIEVE_LIMIT });
  work.state = { ...work.state, held: null, looked: chunks && { query: held.query, chunks } };
  if (isWanted(work, held)) work.effects.push(informed(work, held.asked, chunks ?? []));
  return work;
}

/** The callee waits no longer for it. */
export function lookedUpTooLate(work: Thought): Thought {
  const { held } = work.state;
  if (!held) return work;
  work.state = { ...work.state, held: null };
  work.effects.push({ type: 'retrieve-drop', request: held.request });
  if (isWanted(work, held)) work.effects.push(held.asked);
  return work;
}

/** Another question takes its place. */
function forget(work: Thought): void {
  const { held } = work.state;
  if (!held) return;
  work.state = { ...work.state, held: null };
  work.effects.push(
    { type: 'retrieve-drop', request: held.request },
    { type: 'alarm-clear', name: RETRIEVE_LIMIT },
  );
}

/** Answers are dropped for many reasons; one that was is not asked for any more. */
function isWanted({ state }: Thought, { request }: Held): boolean {
  if (state.ahead.request === request) return true;
  return state.phase === 'thinking' && request === `m${state.requests}`;
}

/** Before the callee's last words: what comes first in a request stays as it was, and can be remembered by a server. */
function informed({ scene }: Thought, asked: ReplyRequest, chunks: readonly FoundChunk[]): ReplyRequest {
  const content = toldBefore(chunks, scene.setup.plan.knowledge!);
  if (content === null) return asked;
  const at = asked.messages.findLastIndex(({ role }) => role === 'user');
  return { ...asked, messages: asked.messages.toSpliced(at, 0, { role: 'user', content }) };
}

/** What the callee said since the agent last spoke. */
function lastWords(entries: readonly Entry[]): string {
  const from = entries.findLastIndex((it) => it.who === 'agent' && it.calls.length === 0);
  const words = entries.slice(from + 1).flatMap((it) => (it.who === 'callee' ? [it.text] : []));
  return words.join(' ').slice(-LONGEST_QUERY);
}
