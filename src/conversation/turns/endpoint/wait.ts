/**
 * How long after the last speech a turn is over. Strategies that see more to come win, the longest of them; else those
 * that see the end, the shortest; else the base. A preset is the numbers, never another order.
 */
import { addressParts } from './address-parts.ts';
import { bareAgreement } from './bare-agreement.ts';
import { briefWords } from './brief-words.ts';
import { calleePace } from './callee-pace.ts';
import { completeAnswer } from './complete-answer.ts';
import { dictation } from './dictation.ts';
import type { EndpointFacts, EndpointStrategy } from './facts.ts';
import { hesitation } from './hesitation.ts';
import { openEnd } from './open-end.ts';
import { advice, contraryJudgement, judgement } from './opinion.ts';
import { pastDate } from './past-date.ts';
import { punctuation } from './punctuation.ts';
import type { EndpointSettings } from './settings.ts';
import { story } from './story.ts';
import { unfinishedAnswer } from './unfinished-answer.ts';
import { unheard } from './unheard.ts';
import { wholeUtterance } from './whole-utterance.ts';

/** The words say that more is to come. */
const TELLING: readonly EndpointStrategy[] = [
  openEnd,
  hesitation,
  unfinishedAnswer,
  dictation,
  addressParts,
  pastDate,
];
/** More is to come, or may be. */
const PATIENT: readonly EndpointStrategy[] = [
  ...TELLING,
  story,
  briefWords,
  bareAgreement,
  contraryJudgement,
  unheard,
  wholeUtterance,
];
/** It is over. */
const HASTY: readonly EndpointStrategy[] = [completeAnswer, punctuation, advice, judgement];

/** Do the words themselves tell that there is more to come? A pause after them says nothing about a person. */
export function asksForMore(facts: EndpointFacts, settings: EndpointSettings): boolean {
  return TELLING.some((strategy) => strategy(facts, settings) !== null);
}

/** @returns ms from the last sample of speech; between `min` and `max`, or `fixed`. */
export function endpointWait(facts: EndpointFacts, settings: EndpointSettings): number {
  if (settings.fixed !== null) return settings.fixed;
  const asked = (strategies: readonly EndpointStrategy[]): number[] =>
    strategies.map((strategy) => strategy(facts, settings)).filter((wait) => wait !== null);
  const patient = asked(PATIENT);
  const hasty = asked(HASTY);
  const told =
    patient.length > 0 ? Math.max(...patient) : hasty.length > 0 ? Math.min(...hasty) : settings.base;
  const wait = Math.max(told, calleePace(facts, settings) ?? 0);
  return Math.min(settings.max, Math.max(settings.min, wait));
}
