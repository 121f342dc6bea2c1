/** What recognised words amount to, given what was asked. */
import { matchGrammar, spokenWords } from '#models';
import type { CalleeTurn, Expectation, Meaning } from '../core/signal.ts';
import type { Language } from '../language/index.ts';
import { controlPhrases, idleGrammar } from './phrases.ts';

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
  const heard = widened(expectation, language);
  const value =
    recognition.value ?? matchGrammar(text, heard.grammar)?.value ?? within(text, heard, language);
  const control = value === null ? undefined : CONTROL[value];
  if (control) return { text, value: null, accepted: true, meaning: control };
  return { text, value, accepted: true, meaning: value === null ? 'words' : 'answer' };
}

/** What is understood of open speech: more than a closed recogniser can be asked to tell apart. */
function widened(
  expectation: Expectation | null,
  language: Language,
): Pick<Expectation, 'grammar' | 'yesNo'> {
  const { hear } = language;
  const grammar = expectation?.grammar ?? idleGrammar(language);
  const yesNo = expectation?.yesNo ?? false;
  const answers = [
    ...hear.yes.map((text) => ({ text, value: 'yes' })),
    ...hear.no.map((text) => ({ text, value: 'no' })),
  ];
  const phrases = [...grammar.phrases, ...(yesNo ? answers : []), ...controlPhrases(language)];
  return { grammar: { ...grammar, phrases, fillers: { before: hear.before, after: hear.after } }, yesNo };
}

/** May these words, said while the agent speaks, mean "go on"? Then they are no reason to stop. */
export function isGoAhead(text: string, { hear }: Language): boolean {
  const said = spokenWords(text).join(' ');
  const soft = [...hear.backchannel, ...hear.greeting, ...hear.yes.filter((yes) => !yes.includes(' '))];
  return soft.some((phrase) => spokenWords(phrase).join(' ') === said);
}

/** For open speech, when no phrase is the whole text: the value that the text plainly holds. */
function within(
  text: string,
  expectation: Pick<Expectation, 'grammar' | 'yesNo'>,
  { hear }: Language,
): string | null {
  const said = ` ${spokenWords(text).join(' ')} `;
  const { phrases } = expectation.grammar;
  const holds = ({ text }: { text: string }): boolean => said.includes(` ${spokenWords(text).join(' ')} `);
  const stop = phrases.find((phrase) => phrase.value === ':stop' && holds(phrase));
  if (stop) return stop.value;
  if (expectation.yesNo) {
    const opens = (openings: readonly string[]): boolean =>
      openings.some((words) => said.startsWith(` ${spokenWords(words).join(' ')} `));
    return opens(hear.opensNo) ? 'no' : opens(hear.opensYes) ? 'yes' : null;
  }
  const found = phrases.filter((phrase) => !Object.hasOwn(CONTROL, phrase.value) && holds(phrase));
  const values = new Set(found.map((phrase) => phrase.value));
  return values.size === 1 ? [...values][0]! : null;
}
