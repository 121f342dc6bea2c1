/** Text to what a voice can say, in pieces that are made one after another. */
import { endsSentence } from './abbreviations.ts';

/** A first piece is cut at a clause when its sentence is longer than this, so that the voice begins early. */
const LONG_SENTENCE = 60;
/** The shortest clause worth a piece of its own. */
export const SHORT_CLAUSE = 18;

/** What of a text can be spoken: no markup, no emoji, no raw placeholder, single spaces. */
export function speakable(text: string): string {
  return (
    text
      .replace(/\{\{[^{}]*\}\}/g, '')
      .replace(/\{{2,}|\}{2,}/g, '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/^[ \t]*(?:#{1,6}|[-*+•])[ \t]+/gm, '')
      .replace(/[*`]+|~~/g, '')
      // Emphasis; in addresses the sign is part of the name.
      .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
      .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f/gu, '')
      .replace(/\s+/g, ' ')
      .replace(/ (?=[.,;:!?](?:\s|$))/g, '')
      .trim()
  );
}

/** Sentences of a text; the first one may be given in two clauses. */
export function pieces(text: string, early = true): string[] {
  const sentences: string[] = [];
  for (let rest = speakable(text); rest !== '';) {
    const end = sentenceEnd(rest) ?? rest.length;
    const sentence = rest.slice(0, end).trim();
    if (/[\p{L}\p{N}]/u.test(sentence)) sentences.push(sentence);
    rest = rest.slice(end).trimStart();
  }
  const [first, ...others] = sentences;
  if (first === undefined) return [];
  const clause = early && first.length > LONG_SENTENCE ? clauseEnd(first) : null;
  return clause === null ? sentences : [first.slice(0, clause).trim(), first.slice(clause).trim(), ...others];
}

/** Where the first sentence ends, its closing marks included; `null` while that cannot be told. */
export function sentenceEnd(text: string): number | null {
  for (const match of text.matchAll(/[.!?…]+["')\]”’»]*(?=\s)|\n+|[。！？]/gu)) {
    const end = match.index + match[0].length;
    if (match[0] !== '.') return end;
    const ends = endsSentence(text.slice(0, end), text.slice(end).trimStart());
    if (ends === null) return null;
    if (ends) return end;
  }
  return null;
}

/** Where a first clause ends that is neither too short nor nearly everything. */
export function clauseEnd(text: string, left = SHORT_CLAUSE): number | null {
  for (const match of text.matchAll(/[,;:–—](?=\s)/g)) {
    const end = match.index + 1;
    if (end >= SHORT_CLAUSE && text.length - end >= left) return end;
  }
  return null;
}

/** A first clause of what is still growing. */
export function firstClause(text: string): number | null {
  return text.length > LONG_SENTENCE ? clauseEnd(text) : null;
}
