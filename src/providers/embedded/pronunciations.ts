/** How words are pronounced: the recogniser's dictionary (CMU, 134,000 words), and spelling rules for the rest. */

/** Phones in ARPABET, separated by blanks, as the acoustic model names them. */
export type Pronunciation = string;

/** Looks words up. */
export interface Pronunciations {
  /** All ways to say a word; empty when it is not in the dictionary. */
  of(word: string): readonly Pronunciation[];
}

/** What callees say and the dictionary has not, or has in one way only. */
const EXTRA: Readonly<Record<string, readonly Pronunciation[]>> = {
  a: ['AH', 'EY'],
  correct: ['K ER EH K T', 'K AH R EH K T', 'K R EH K T'],
  four: ['F AO R', 'F AO'],
  mhm: ['M HH M', 'AH M HH M', 'M M'],
  mmhmm: ['M HH M', 'AH M HH M', 'M M'],
  morning: ['M AO R N IH NG', 'M AO N IH NG'],
  sure: ['SH UH R', 'SH AO R', 'SH AO', 'SH ER'],
  thanks: ['TH AE NG K S', 'TH AA NG K S'],
};

/** @param dictionary `word PHONES` a line, variants as `word(2) PHONES` after it, words of one first letter together. */
export function readPronunciations(dictionary: string): Pronunciations {
  const blocks = new Map<string, string>();
  // A string a first letter: a look-up scans one of them, which costs less than a table of all words.
  for (const letter of "'abcdefghijklmnopqrstuvwxyz") {
    const from = dictionary.indexOf('\n' + letter);
    const following = new RegExp(`\\n[^${letter}]`, 'g');
    following.lastIndex = from + 1;
    if (from >= 0) blocks.set(letter, dictionary.slice(from, following.exec(dictionary)?.index) + '\n');
  }
  const seen = new Map<string, readonly Pronunciation[]>();
  return {
    of(word) {
      const known = seen.get(word) ?? EXTRA[word] ?? lookUp(blocks.get(word[0] ?? '') ?? '', word);
      seen.set(word, known);
      return known;
    },
  };
}

function lookUp(block: string, word: string): Pronunciation[] {
  const found: Pronunciation[] = [];
  let at = block.indexOf(`\n${word} `);
  while (at >= 0) {
    const end = block.indexOf('\n', at + 1);
    found.push(block.slice(block.indexOf(' ', at) + 1, end));
    at = block.startsWith(`\n${word}(`, end) ? end : -1;
  }
  return found;
}
