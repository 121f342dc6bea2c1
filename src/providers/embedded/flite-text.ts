/** Text as Flite can read it: ASCII. Pure. */

const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/[‘’‛′]/g, "'"],
  [/[“”„″«»]/g, '"'],
  [/\s*[–—―]\s*/g, ', '],
  [/…/g, '...'],
  [/[ß]/g, 'ss'],
  [/[æ]/g, 'ae'],
  [/[ø]/g, 'o'],
  [/€\s?(\d+)/g, '$1 euros'],
  [/£\s?(\d+)/g, '$1 pounds'],
  [/&/g, ' and '],
  [/%/g, ' percent '],
];

/**
 * The same text in ASCII: typographic signs become plain ones, letters lose their accents, what no English voice
 * can say is left out. Empty when nothing remains to be said.
 */
export function toFliteText(text: string): string {
  const plain = REPLACEMENTS.reduce((made, [sign, by]) => made.replace(sign, by), text)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[a-z0-9]/i.test(plain) ? plain : '';
}
