/** What recognised words amount to, given what was asked. */
import { matchGrammar } from '#models';
import type { CalleeTurn, Expectation, Meaning } from '../core/signal.ts';
import { wordsIn, type Language } from '../language/index.ts';
import { idleOf, lexiconOf, withoutFillers, type Lexicon } from './lexicon.ts';

/** Values of a grammar's phrases that steer the conversation and answer nothing. A slot's own values never begin so. */
const CONTROL: Readonly<Record<string, Meaning>> = {
  ':backchannel': 'backchannel',
  ':greeting': 'greeting',
  ':stop': 'stop',
  ':repeat': 'repeat',
  ':who': 'who',
  ':wait': 'wait',
};

type Understood = Pick<CalleeTurn, 'text' | 'value' | 'accepted' | 'meaning'>;

/** Recognisers of open speech give text only; then the grammar's rules are applied to the text. */
export function understand(
  recognition: { readonly text: string; readonly value: string | null; readonly accepted: boolean },
  expectation: Expectation | null,
  language: Language,
): Understood {
  const text = recognition.text.trim();
  if (!recognition.accepted || text === '') return { text, value: null, accepted: false, meaning: 'nothing' };
  const value = recognition.value ?? meant(text, expectation, language);
  const control = value === null ? undefined : CONTROL[value];
  if (control) return { text, value: null, accepted: true, meaning: control };
  return { text, value, accepted: true, meaning: value === null ? 'words' : 'answer' };
}

/** The value of the phrase that the text is, else of the digits, else of what it plainly holds. */
function meant(text: string, expectation: Expectation | null, language: Language): string | null {
  const grammar = expectation?.grammar ?? idleOf(language);
  const yesNo = expectation?.yesNo ?? false;
  const lexicon = lexiconOf(grammar, yesNo, language);
  const { before, after } = language.hear;
  const words = wordsIn(text, language).join(' ');
  const bare = new Set(withoutFillers(words, lexicon));
  const phrase = lexicon.phrases.find((it) => bare.has(it.words));
  if (phrase) return phrase.value;
  const digits = grammar.digits && { phrases: [], digits: grammar.digits, fillers: { before, after } };
  return (digits && matchGrammar(text, digits)?.value) ?? within(words, lexicon, yesNo, language);
}

/** May these words, said while the agent speaks, mean "go on"? Then they are no reason to stop. */
export function isGoAhead(text: string, language: Language): boolean {
  const { hear } = language;
  const said = wordsIn(text, language).join(' ');
  const soft = [...hear.backchannel, ...hear.greeting, ...hear.yes.filter((yes) => !yes.includes(' '))];
  return soft.some((phrase) => wordsIn(phrase, language).join(' ') === said);
}

/** For open speech, when no phrase is the whole text: the value that the text plainly holds. */
function within(words: string, lexicon: Lexicon, yesNo: boolean, language: Language): string | null {
  const { hear } = language;
  const said = ` ${words} `;
  const holds = (phrase: { readonly words: string }): boolean => said.includes(` ${phrase.words} `);
  const stop = lexicon.phrases.find((phrase) => phrase.value === ':stop' && holds(phrase));
  if (stop) return stop.value;
  if (yesNo) {
    const opens = (openings: readonly string[]): boolean =>
      openings.some((opening) => said.startsWith(` ${wordsIn(opening, language).join(' ')} `));
    return opens(hear.opensNo) ? 'no' : opens(hear.opensYes) ? 'yes' : null;
  }
  const found = lexicon.phrases.filter((phrase) => !Object.hasOwn(CONTROL, phrase.value) && holds(phrase));
  const values = new Set(found.map((phrase) => phrase.value));
  return values.size === 1 ? [...values][0]! : null;
}
