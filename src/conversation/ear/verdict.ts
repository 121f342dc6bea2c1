/** What words are to a question, for the decision whether more of them will come. */
import { matchGrammar } from '#models';
import type { Expectation } from '../core/signal.ts';
import { wordsIn, type Language } from '../language/index.ts';
import { idleOf, lexiconOf, withoutFillers } from './lexicon.ts';

export type Verdict =
  /** A whole answer, or a phrase that is complete by itself ("who is this?"). */
  | 'complete'
  /** An answer with other words around it. */
  | 'contains'
  /** The beginning of an expected answer, or a request to wait for it. */
  | 'prefix'
  | 'none';

/** No answers; while the agent is silent they may as well be the beginning of one. */
const OPEN = new Set([':backchannel', ':greeting']);
/** "Hold on": the callee keeps the floor. */
const WAIT = ':wait';

/** @param agreement "yes it is" is whole here, even if no question for it is known */
export function verdictOf(
  text: string,
  value: string | null,
  expectation: Expectation | null,
  language: Language,
  agreement = true,
): Verdict {
  const words = wordsIn(text, language).join(' ');
  if (words === '') return 'none';
  const grammar = expectation?.grammar ?? idleOf(language);
  const lexicon = lexiconOf(grammar, agreement, language);
  const bare = withoutFillers(words, lexicon);
  const match = bare.map((said) => lexicon.values.get(said)).find((it) => it !== undefined);
  if (match === WAIT) return 'prefix';
  if (match !== undefined && !OPEN.has(match)) return 'complete';
  const digits = dictated(text, expectation);
  if (digits !== null) return digits;
  if (
    expectation &&
    bare.some((said) =>
      lexiconOf(grammar, expectation.yesNo, language).answers.some((answer) => answer.startsWith(`${said} `)),
    )
  )
    return 'prefix';
  return value === null || match !== undefined ? 'none' : 'contains';
}

/** Digits are complete when no more of them are allowed. */
function dictated(text: string, expectation: Expectation | null): Verdict | null {
  const { digits } = expectation?.grammar ?? {};
  if (!digits) return null;
  const match = matchGrammar(text, { phrases: [], digits });
  if (!match) return null;
  return match.value.length >= digits.max ? 'complete' : 'none';
}
