/** What a question of open speech asks for, told from its words. */
import { spokenWords } from '#models';
import type { AskKind } from '../../core/signal.ts';
import type { Language } from '../../language/index.ts';

const DICTATED = ['email', 'spelling', 'phone', 'address', 'digits'] as const;
/** Kinds as the lists of a language name them, the first that matches counts. */
const KINDS = {
  ...{ email: 'email', spelling: 'spelling', phone: 'phone', address: 'address' },
  ...{ pastDate: 'past_date', digits: 'digits', story: 'story' },
} as const satisfies Record<keyof Language['hear']['asking'], AskKind>;

/** @param question what the agent said last. @returns `null` when its words do not tell. */
export function askedBy(question: string, { hear }: Language): AskKind | null {
  if (question === '') return null;
  const said = ` ${spokenWords(lastSentence(question)).join(' ')} `;
  const names = (phrase: string): boolean => said.includes(` ${spokenWords(phrase).join(' ')} `);
  const named = Object.keys(KINDS) as (keyof typeof KINDS)[];
  const kind = named.find((it) => hear.asking[it].some(names));
  return kind === undefined ? null : KINDS[kind];
}

/** The first word of the question. */
export function openingOf(question: string): string | null {
  return spokenWords(lastSentence(question))[0] ?? null;
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
