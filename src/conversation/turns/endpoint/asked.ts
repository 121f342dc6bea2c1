/** What a question of open speech asks for, told from its words. */
import { spokenWords } from '#models';
import type { AskKind } from '../../core/signal.ts';
import type { Language } from '../../language/index.ts';

const DICTATED = ['email', 'spelling', 'phone', 'address', 'digits'] as const;
const KINDS = [...DICTATED, 'story'] as const;

/** @param question what the agent said last. @returns `null` when its words do not tell. */
export function askedBy(question: string, { hear }: Language): AskKind | null {
  if (question === '') return null;
  const said = ` ${spokenWords(lastSentence(question)).join(' ')} `;
  const names = (phrase: string): boolean => said.includes(` ${spokenWords(phrase).join(' ')} `);
  return KINDS.find((kind) => hear.asking[kind].some(names)) ?? null;
}

/** What was asked stands at the end; a statement before it is no question. */
function lastSentence(text: string): string {
  const sentences = text.split(/(?<=[.?!])\s+/).filter((it) => it.trim() !== '');
  return sentences.at(-1) ?? text;
}

/** Is every digit and letter of such an answer of weight? */
export function isDictated(asks: AskKind | null): boolean {
  return asks !== null && DICTATED.some((kind) => kind === asks);
}
