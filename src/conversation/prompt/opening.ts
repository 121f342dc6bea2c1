/** The first words: at once, after a pause, or when the callee has spoken first. */
import { render } from '#domain';
import type { Reaction, Scene } from '../core/scene.ts';
import { ms } from '../core/setup.ts';
import type { CalleeTurn } from '../core/signal.ts';
import { pieces } from '../mouth/sentences.ts';
import { listen } from './listen.ts';
import type { PromptState } from './state.ts';
import { speak, think, thought, thoughtOf, type Thought } from './think.ts';

export const OPENING = 'opening';
const CALLEE_TIMEOUT_S = 10;

export function begin(own: PromptState, scene: Scene): Reaction<PromptState> {
  const { who, pause_ms = 0, callee_timeout_s = CALLEE_TIMEOUT_S } = settings(scene);
  const work = thoughtOf({ ...own, phase: 'listening' }, scene);
  listen(work);
  if (who !== 'callee' && pause_ms === 0) return thought(first(work));
  const waits = who === 'callee' ? 'callee' : 'pause';
  const wait = who === 'callee' ? callee_timeout_s * 1000 : pause_ms;
  work.state = { ...work.state, waits };
  work.effects.push({ type: 'alarm-set', name: OPENING, at: scene.now + ms(wait) });
  for (const text of pieces(greetingOf(scene).text)) work.effects.push({ type: 'speech-prepare', text });
  return thought(work);
}

/** The pause is over, or the callee says nothing. */
export function open(own: PromptState, scene: Scene): Reaction<PromptState> {
  return thought(first(opened(own, scene)));
}

/** The callee spoke before us: their words stand before the greeting, which answers them. */
export function greetBack(own: PromptState, { text }: CalleeTurn, scene: Scene): Reaction<PromptState> {
  const work = opened(own, scene);
  if (text !== '') work.state = { ...work.state, entries: [...work.state.entries, { who: 'callee', text }] };
  return thought(first(work));
}

function opened(own: PromptState, scene: Scene): Thought {
  const work = thoughtOf({ ...own, waits: undefined }, scene);
  work.effects.push({ type: 'alarm-clear', name: OPENING });
  return work;
}

function first(work: Thought): Thought {
  const { notice, worded } = settings(work.scene);
  if (notice !== undefined) {
    const { text } = render(notice, work.scene.setup.plan.variables);
    work.signals.push(
      { type: 'say', text, interruptible: false, keep: true, question: false, aside: true },
      { type: 'say-done' },
    );
  }
  const greeting = greetingOf(work.scene);
  for (const name of greeting.missing)
    work.effects.push({ type: 'fact-record', data: { fact: 'variable-missing', name } });
  if (greeting.text === '') return think(work);
  return worded === true
    ? think(work, `(Begin the call. ${greeting.text})`)
    : speak(work, greeting.text, true);
}

function greetingOf({ setup }: Scene): ReturnType<typeof render> {
  return render(setup.plan.config.greeting ?? '', setup.plan.variables);
}

function settings({ setup }: Scene) {
  return setup.plan.config.opening ?? {};
}
