import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chunksOf, OVERLAP, USUAL } from './chunk.ts';

test('headings stand above their text, outermost first; a fence hides what looks like one', () => {
  const text = '# Shop\nWe sell.\n\n## Hours\nUntil six.\n```\n# no heading\n```\n# Other\nLast.';
  assert.deepEqual(chunksOf(text), [
    { heading: 'Shop', text: 'We sell.' },
    { heading: 'Shop › Hours', text: 'Until six.\n```\n# no heading\n```' },
    { heading: 'Other', text: 'Last.' },
  ]);
});

test('a long section is cut between sentences; the last one is said again', () => {
  const sentences = Array.from({ length: 60 }, (_, i) => `Sentence number ${i} tells something.`);
  const chunks = chunksOf(sentences.join(' '));
  assert.ok(chunks.length > 1);
  for (const { text } of chunks) assert.match(text, /^Sentence number.*\.$/s);
  const last = chunks[0]!.text.split('. ').at(-1)!;
  assert.ok(chunks[1]!.text.startsWith(last));
});

test('law: no piece is longer than allowed, none is empty, and no word is lost', () => {
  const line = fc.oneof(
    fc.lorem({ maxCount: 120 }),
    fc.constantFrom('', '# A', '### B b', '```'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
      const text = lines.join('\n');
      const chunks = chunksOf(text);
      for (const chunk of chunks) assert.ok(chunk.text !== '' && chunk.text.length <= USUAL + OVERLAP);
      const all = chunks.map((it) => `${it.heading} ${it.text}`).join(' ');
      for (const word of text.match(/[a-z]{3,}/g) ?? [])
        if (!/^ {0,3}#/m.test(text)) assert.ok(all.includes(word), word);
    }),
    { seed: 11, numRuns: 150 },
  );
});
