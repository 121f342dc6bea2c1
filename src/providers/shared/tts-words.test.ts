import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { CharacterWords } from './tts-words.ts';

const CHARACTER_MS = 60;
const SAMPLES = CHARACTER_MS * 8;

/** The characters in pieces, with times from each piece's own start or from the utterance's. */
function timed(text: string, cuts: readonly number[], fromPiece: boolean) {
  const words = new CharacterWords();
  const chars = [...text];
  const borders = [...new Set(cuts.map((cut) => cut % (chars.length + 1)))].sort((a, b) => a - b);
  const found = [];
  let first = 0;
  for (const border of [...borders, chars.length]) {
    const piece = chars.slice(first, border);
    const startsMs = piece.map((_, i) => (i + (fromPiece ? 0 : first)) * CHARACTER_MS);
    found.push(
      ...words.push({ chars: piece, startsMs, durationsMs: piece.map(() => CHARACTER_MS) }, first * SAMPLES),
    );
    first = border;
  }
  return [...found, ...words.end()];
}

test('wherever the characters are cut, and however their times are counted, the words are the same', () => {
  const sentence = fc.array(fc.string({ minLength: 1, unit: fc.constantFrom('a', 'é', 'ñ', '!', ',') }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(sentence, fc.array(fc.nat(60), { maxLength: 6 }), fc.boolean(), (words, cuts, fromPiece) => {
      const text = words.join(' ');
      const expected = words.map((word, i) => {
        const start = words.slice(0, i).reduce((sum, before) => sum + before.length + 1, 0) * SAMPLES;
        return { text: word, start, end: start + word.length * SAMPLES };
      });
      assert.deepEqual(timed(text, cuts, fromPiece), expected);
    }),
  );
});

test('blanks alone are no words', () => {
  assert.deepEqual(timed('  \n ', [1, 2], true), []);
});
