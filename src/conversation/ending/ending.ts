/** The end of a conversation: decided once, carried out whatever happens, announced after the last words. */
import type { Samples } from '#audio';
import type { Effect, EndCode } from '../core/effect.ts';
import type { Part, Reaction, Scene } from '../core/scene.ts';
import { ms } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import { isInCharge } from '../machine/state.ts';
import { isSpeaking } from '../mouth/state.ts';
import type { EndingState } from './state.ts';

const GUARD = 'end-guard';
const LAST_WORDS = 'last-words';
const MAX_DURATION = 'max-duration';
/** The last words begin so long before the longest duration is reached, and in its second half at the earliest. */
const LAST_WORDS_LEAD = ms(4000);
/** The callee is warned so long before the longest duration, in calls that are allowed three times as long. */
const WARNING_LEAD = ms(30_000);
const TIME_SHORT = 'time-short';
/** The end is announced at most so long before the longest duration. */
const EARLY = ms(600);
/** A voice that does not come must not keep the call open. */
const GUARD_WAIT = ms(10_000);
const GUARD_PER_CHARACTER = ms(90);

/** A callee who takes leave too, or says something while the agent does, is heard so long. */
const LONGEST_FAREWELL = ms(3000);

/** Reasons to end at which nobody is let finish: there is none, or it was said that time is up. */
const AT_ONCE: ReadonlySet<EndCode> = new Set([
  ...(['end-requested', 'max-duration', 'voicemail-reached', 'voicemail-left', 'ivr-reached'] as const),
  ...(['ivr-not-passed', 'call-screened', 'fax', 'line-busy', 'line-unreachable', 'line-hung-up'] as const),
]);

type Finish = Extract<Signal, { type: 'finish' }>;
type Finishing = EndingState & { readonly phase: 'finishing' };

export const ending: Part<EndingState> = (own, signal, scene) => {
  switch (signal.type) {
    case 'conversation-started':
      return { state: own, effects: limits(scene) };
    case 'finish':
      return finish(own, signal, scene);
    case 'end-requested':
      return {
        state: own,
        signals: [
          { type: 'hush', why: 'end-requested', sparing: false },
          { type: 'finish', reason: 'end-requested', text: signal.reason, say: null },
        ],
      };
    case 'alarm-reached':
      return alarm(own, signal.name, scene);
    case 'settled':
      if (isSpeaking(scene.parts.mouth)) return { state: own };
      return own.phase === 'finishing' ? settle(own, scene) : warn(own, scene);
    case 'conversation-closed':
      return { state: { phase: 'ended' } };
    default:
      return { state: own };
  }
};

function limits({ now, setup }: Scene): Effect[] {
  const words = Math.max(setup.maxDuration - LAST_WORDS_LEAD, setup.maxDuration / 2);
  const warned = setup.maxDuration >= 3 * WARNING_LEAD;
  const warnAt = now + setup.maxDuration - WARNING_LEAD;
  return [
    ...(warned ? [{ type: 'alarm-set', name: TIME_SHORT, at: warnAt } as const] : []),
    { type: 'alarm-set', name: LAST_WORDS, at: now + words },
    { type: 'alarm-set', name: MAX_DURATION, at: now + setup.maxDuration },
  ];
}

/** Only while the callee is waited for: a warning must not come between its words and their answer. */
function warn(own: EndingState, { parts, setup }: Scene): Reaction<EndingState> {
  if (own.phase !== 'open' || !own.warn || parts.ear.turn !== null || !parts.mind.waiting)
    return { state: own };
  const words = { text: setup.language.say.timeShort, interruptible: true, keep: true, question: false };
  return { state: { ...own, warn: false }, signals: [{ type: 'say', ...words }, { type: 'say-done' }] };
}

function alarm(own: EndingState, name: string, { now, parts, setup }: Scene): Reaction<EndingState> {
  if (name === TIME_SHORT && own.phase === 'open') return { state: { ...own, warn: true } };
  if (name === LAST_WORDS && own.phase === 'open') {
    const left = setup.maxDuration - Math.max(setup.maxDuration - LAST_WORDS_LEAD, setup.maxDuration / 2);
    const signals: Signal[] = [
      { type: 'hush', why: 'max-duration', sparing: false },
      { ...timeUp, say: setup.language.say.timeUp, notBefore: now + left - EARLY },
    ];
    return { state: own, signals };
  }
  if (name === MAX_DURATION && own.phase === 'open')
    return end({
      phase: 'finishing',
      reason: timeUp.reason,
      text: timeUp.text,
      notBefore: 0,
      listenUntil: null,
    });
  // What is still being said is not waited for.
  if (name === GUARD && isInCharge(parts.machine))
    return { state: own, effects: [{ type: 'alarm-set', name: GUARD, at: now + GUARD_WAIT }] };
  if ((name === MAX_DURATION || name === GUARD) && own.phase === 'finishing') return end(own);
  return { state: own };
}

const timeUp = {
  type: 'finish',
  reason: 'max-duration',
  text: 'The longest duration of the call was reached.',
} as const;

/** The first decision stands. */
function finish(own: EndingState, signal: Finish, { now, parts }: Scene): Reaction<EndingState> {
  if (own.phase === 'ended' || (own.phase === 'finishing' && !signal.instead)) return { state: own };
  const { reason, text, say, notBefore = 0, stated } = signal;
  const words = { interruptible: false, keep: true, question: false };
  const queued = parts.mouth.queue.flatMap((it) => it.parts).map((part) => part.text.length);
  const characters = queued.reduce((sum, length) => sum + length, say?.length ?? 0);
  const guard = Math.max(notBefore, now) + GUARD_WAIT + characters * GUARD_PER_CHARACTER;
  return {
    state: {
      ...{ phase: 'finishing', reason, text, notBefore, listenUntil: null },
      ...(stated === undefined ? {} : { stated }),
    },
    signals: [
      { type: 'expect', expectation: null },
      ...(say === null ? [] : [{ type: 'say', text: say, ...words } as const]),
      { type: 'say-done' },
    ],
    effects: [{ type: 'alarm-set', name: GUARD, at: guard }],
  };
}

function settle(own: Finishing, { now, parts }: Scene): Reaction<EndingState> {
  if (isInCharge(parts.machine)) return { state: own };
  if (now < own.notBefore) return wait(own, own.notBefore);
  const polite = !AT_ONCE.has(own.reason);
  if (!polite || parts.ear.turn === null) return end(own);
  const listenUntil = own.listenUntil ?? now + LONGEST_FAREWELL;
  return now >= listenUntil ? end(own) : wait({ ...own, listenUntil }, listenUntil);
}

function wait(own: EndingState, until: Samples): Reaction<EndingState> {
  return { state: own, effects: [{ type: 'alarm-set', name: 'end-wait', at: until }] };
}

function end(own: Finishing): Reaction<EndingState> {
  return {
    state: { phase: 'ended' },
    signals: [{ type: 'hush', why: 'ended', sparing: false }],
    effects: [
      {
        ...{ type: 'conversation-end', reason: own.reason, text: own.text },
        ...(own.stated === undefined ? {} : { stated: own.stated }),
      },
    ],
  };
}
