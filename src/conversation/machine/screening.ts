/** Answers a call screener with name and purpose, then waits for the person. */
import { ms } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import { observeAnew, quietSince } from './evidence.ts';
import { personCame, whoCame } from './person.ts';
import { introductionOf } from './settings.ts';
import type { MachineState, ScreeningState } from './state.ts';
import { acted, common, end, languagesOf, lookAt, sayAhead, type Work } from './work.ts';

/** The screener has finished its question. */
const QUESTION_OVER = ms(900);
const AFTER_BEEP = ms(200);
/** Some screeners ask twice. */
const MOST_INTRODUCTIONS = 3;
/** Nobody comes. */
const LONGEST_WAIT = ms(45_000);

type Screening = MachineState & { readonly phase: 'screening' };

export function expectScreener(work: Work): Work {
  const state = common(work.state);
  const evidence = { ...observeAnew(state.evidence, work.scene.now), end: state.evidence.end };
  work.state = { ...state, evidence, phase: 'screening', screening: { stage: 'waiting', said: 0 } };
  const [first] = work.scene.parts.mouth.queue;
  if (first?.parts.some((part) => part.played))
    work.signals.push({ type: 'hush', why: 'machine', sparing: false });
  work.effects.push({ type: 'speech-prepare', text: introductionOf(work.scene.setup.plan) });
  return lookAgain(work);
}

export function screened(work: Work, signal: Signal): Work {
  const own = work.state as Screening;
  switch (signal.type) {
    case 'tone-detected':
      if (signal.tone !== 'beep' || own.screening.stage !== 'waiting') return work;
      return lookAt(work, work.scene.now + AFTER_BEEP + QUESTION_OVER / 4);
    case 'speech-finished':
      if (signal.ahead !== true || own.screening.stage !== 'saying') return work;
      work.state = { ...own, evidence: observeAnew(own.evidence, work.scene.now) };
      change(work, { stage: 'holding' });
      return lookAt(work, work.scene.now + LONGEST_WAIT);
    case 'speech-started':
    case 'speech-ended':
    case 'words-heard':
      return own.screening.stage === 'waiting' ? lookAgain(work) : held(work, own);
    case 'alarm-reached':
      return own.screening.stage === 'waiting' ? ask(work, own) : held(work, own);
    default:
      return work;
  }
}

function ask(work: Work, own: Screening): Work {
  const quiet = quietSince(own.evidence);
  if (quiet === null || work.scene.now - quiet < QUESTION_OVER) return lookAgain(work);
  change(work, { stage: 'saying', said: own.screening.said + 1 });
  const text = introductionOf(work.scene.setup.plan);
  return sayAhead(acted(work, 'introduction', text), text);
}

function held(work: Work, own: Screening): Work {
  if (own.screening.stage !== 'holding') return work;
  const { now } = work.scene;
  const coming = whoCame(own.evidence, languagesOf(work), now);
  if ('person' in coming) return personCame(work, coming.person);
  if ('recording' in coming) {
    if (coming.recording.verdict !== 'screening') {
      work.judgement = { ...coming.recording, by: 'words', confidence: 0.9 };
      return work;
    }
    if (own.screening.said >= MOST_INTRODUCTIONS) return nobody(work);
    work.state = { ...own, evidence: { ...own.evidence, texts: [] } };
    change(work, { stage: 'waiting' });
    return lookAgain(work);
  }
  if ('holding' in coming) {
    work.state = { ...own, evidence: { ...observeAnew(own.evidence, now), origin: own.evidence.origin } };
    return lookAt(work, own.evidence.origin + LONGEST_WAIT);
  }
  if (now - own.evidence.origin >= LONGEST_WAIT) return nobody(work);
  return lookAt(work, coming.again ?? own.evidence.origin + LONGEST_WAIT);
}

function nobody(work: Work): Work {
  return end(work, 'call-screened', 'A call screener answered, and nobody came to the phone.');
}

function lookAgain(work: Work): Work {
  const { evidence } = work.state;
  const quiet = quietSince(evidence);
  return quiet === null ? work : lookAt(work, quiet + QUESTION_OVER);
}

function change(work: Work, by: Partial<ScreeningState>): void {
  const own = work.state as Screening;
  work.state = { ...own, screening: { ...own.screening, ...by } };
}
