/** What a question of open speech asks for, told from its words. */
import { spokenWords } from '#models';
import type { AskKind } from '../../core/signal.ts';
import type { Language } from '../../language/index.ts';

const KINDS = ['email', 'spelling', 'phone', 'address', 'digits'] as const;

/** @param question what the agent said last. @returns `null` when it asks for nothing that is dictated. */
export function askedBy(question: string, { hear }: Language): AskKind | null {
  if (question === '') return null;
  const said = ` ${spokenWords(lastSentence(question)).join(' ')} `;
  const names = (phrase: string): boolean => said.includes(` ${spokenWords(phrase).join(' ')} `);
  return KINDS.find((kind) => hear.dictated[kind].some(names)) ?? null;
}

/** What was asked stands at the end; a statement before it is no question. */
function lastSentence(text: string): string {
  const sentences = text.split(/(?<=[.?!])\s+/).filter((it) => it.trim() !== '');
  return sentences.at(-1) ?? text;
}
