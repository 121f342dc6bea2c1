/** A text cut into pieces that can be understood by themselves: by headings, paragraphs and sentences. Pure. */

export interface Chunk {
  /** The headings above it, outermost first, joined by ` › `. */
  readonly heading: string;
  readonly text: string;
}

/** Characters: about 200 words, which a model reads in no time and which hold one subject. */
export const USUAL = 1_200;
/** Characters of the end of a piece with which the next one of the same section begins. */
export const OVERLAP = 150;

interface Section {
  readonly heading: string;
  readonly text: string;
}

/** @param text Markdown or plain text; `#` lines are headings */
export function chunksOf(text: string): readonly Chunk[] {
  return sections(text).flatMap(({ heading, text: body }) =>
    packed(body).map((piece) => ({ heading, text: piece })),
  );
}

function sections(text: string): Section[] {
  const found: Section[] = [];
  const path: string[] = [];
  let lines: string[] = [];
  let fenced = false;
  const close = (): void => {
    const body = lines.join('\n').trim();
    if (body !== '') found.push({ heading: path.filter(Boolean).join(' › '), text: body });
    lines = [];
  };
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const heading = fenced ? null : /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (!heading) {
      lines.push(line);
      continue;
    }
    close();
    const level = heading[1]!.length;
    path.length = Math.min(path.length, level - 1);
    path[level - 1] = heading[2]!;
  }
  close();
  return found;
}

/** Whole paragraphs as long as they fit, else whole sentences, else words. */
function packed(text: string): string[] {
  const chunks: string[] = [];
  let current = '';
  for (const { piece, before } of pieces(text)) {
    if (current !== '' && current.length + before.length + piece.length > USUAL) {
      chunks.push(current);
      const again = overlapOf(current);
      current = again.length + piece.length < USUAL && again !== '' ? `${again} ${piece}` : piece;
    } else current = current === '' ? piece : current + before + piece;
  }
  if (current !== '') chunks.push(current);
  return chunks;
}

/** `before`: what stood between it and the one before. */
function pieces(text: string): { piece: string; before: string }[] {
  return text.split(/\n\s*\n/).flatMap((paragraph, nth) => {
    const whole = paragraph.trim();
    if (whole === '') return [];
    const before = nth === 0 ? '' : '\n\n';
    if (whole.length <= USUAL) return [{ piece: whole, before }];
    return sentencesOf(whole)
      .flatMap(cut)
      .map((piece, index) => ({ piece, before: index === 0 ? before : ' ' }));
  });
}

function sentencesOf(text: string): string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });
  return [...segmenter.segment(text)].map(({ segment }) => segment.trim()).filter((it) => it !== '');
}

/** A sentence longer than a piece, e.g. a table without full stops. */
function cut(sentence: string): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > USUAL) {
    const space = rest.lastIndexOf(' ', USUAL);
    let at = space > USUAL / 2 ? space : USUAL;
    // Never between the two halves of one character.
    if (/[\uD800-\uDBFF]/.test(rest[at - 1]!)) at -= 1;
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** The last sentence, if it is short enough to be said again. */
function overlapOf(text: string): string {
  const last = sentencesOf(text.slice(-OVERLAP * 2)).at(-1) ?? '';
  return last.length <= OVERLAP && last.length < text.length ? last : '';
}
