/** What recognised words amount to, given what was asked. */
import { matchGrammar, spokenWords, type Grammar } from '#models';
import type { CalleeTurn, Expectation, Meaning } from '../core/signal.ts';
import type { Language } from '../language/index.ts';

/** Values of a grammar's phrases that steer the conversation and answer nothing. A slot's own values never begin so. */
const CONTROL: Readonly<Record<string, Meaning>> = {
  ':backchannel': 'backchannel',
  ':greeting': 'greeting',
  ':stop': 'stop',
  ':repeat': 'repeat',
  ':wait': 'wait',
};

/** Phrases that are heard at any time, whatever was asked. */
export function controlPhrases({ hear }: Language): Grammar['phrases'] {
  return [
    ...valued(':stop', hear.stop),
    ...valued(':repeat', hear.repeat),
    ...valued(':wait', hear.wait),
    ...valued(':greeting', hear.greeting),
    ...valued(':backchannel', hear.backchannel),
  ];
}

/** What is listened for while nothing is asked: agreement then means "go on". */
export function idleGrammar(language: Language): Grammar {
  const agreement = language.hear.yes.filter((text) => !text.includes(' '));
  return { phrases: [...controlPhrases(language), ...valued(':backchannel', agreement)] };
}

function valued(value: string, texts: readonly string[]): Grammar['phrases'] {
  return texts.map((text) => ({ text, value }));
}

type Understood = Pick<CalleeTurn, 'text' | 'value' | 'accepted' | 'meaning'>;

/** Recognisers of open speech give text only; then the grammar's rules are applied to the text. */
export function understand(
  recognition: { readonly text: string; readonly value: string | null; readonly accepted: boolean },
  expectation: Expectation | null,
  language: Language,
): Understood {
  const text = recognition.text.trim();
  if (!recognition.accepted || text === '') return { text, value: null, accepted: false, meaning: 'nothing' };
  const heard = expectation ?? { grammar: idleGrammar(language), yesNo: false };
  const value =
    recognition.value ?? matchGrammar(text, heard.grammar)?.value ?? within(text, heard, language);
  const control = value === null ? undefined : CONTROL[value];
  if (control) return { text, value: null, accepted: true, meaning: control };
  return { text, value, accepted: true, meaning: value === null ? 'words' : 'answer' };
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
