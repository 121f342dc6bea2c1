/** Text to what a voice can say, in pieces that are made one after another. */

/** A first piece is cut at a clause when its sentence is longer than this, so that the voice begins early. */
const LONG_SENTENCE = 60;
/** The shortest clause worth a piece of its own. */
const SHORT_CLAUSE = 18;
const ABBREVIATIONS = /(?:^|\s)(?:mr|mrs|ms|dr|prof|st|no|vs|approx|e\.g|i\.e|sr|sra|srta|ud|uds)\.$/i;

/** What of a text can be spoken: no markup, no emoji, no raw placeholder, single spaces. */
export function speakable(text: string): string {
  return text
    .replace(/\{\{[^{}]*\}\}/g, '')
    .replace(/\{{2,}|\}{2,}/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`#~]+/g, '')
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?](?:\s|$))/g, '')
    .trim();
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
  for (const match of text.matchAll(/[.!?…]+["')\]”’]*(?=\s)|\n+|[。！？]/g)) {
    const end = match.index + match[0].length;
    if (!ABBREVIATIONS.test(text.slice(0, end))) return end;
  }
  return null;
}

/** Where a first clause ends that is neither too short nor nearly everything. */
export function clauseEnd(text: string): number | null {
  for (const match of text.matchAll(/[,;:–—](?=\s)/g)) {
    const end = match.index + 1;
    if (end >= SHORT_CLAUSE && text.length - end >= SHORT_CLAUSE) return end;
  }
  return null;
}

/** Gathers a stream of text into pieces: the first as early as possible, then by sentence. */
export class PieceStream {
  #rest = '';
  #first = true;

  /** @returns the pieces that are now complete. */
  push(delta: string): string[] {
    this.#rest += delta;
    const complete: string[] = [];
    for (;;) {
      const early = this.#first && this.#rest.length > LONG_SENTENCE ? clauseEnd(this.#rest) : null;
      const end = sentenceEnd(this.#rest) ?? early;
      if (end === null) return complete;
      complete.push(...this.#take(end));
    }
  }

  /** @returns what is left. */
  end(): string[] {
    return this.#take(this.#rest.length);
  }

  #take(end: number): string[] {
    const text = speakable(this.#rest.slice(0, end));
    this.#rest = this.#rest.slice(end).replace(/^\s+/, '');
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    this.#first = false;
    return [text];
  }
}
