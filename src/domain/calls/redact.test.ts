import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptData, keptTurns, redact } from './redact.ts';

const rows: readonly (readonly [string, string])[] = [
  ['My number is +34 600 111 222, thanks.', 'My number is [redacted], thanks.'],
  ['(555) 010-0002', '[redacted]'],
  ['Card 4111 1111 1111 1111.', 'Card [redacted].'],
  ['IBAN DE89 3704 0044 0532 0130 00', 'IBAN [redacted]'],
  ['Write to ana.b@example.org please', 'Write to [redacted] please'],
  ['SSN 078-05-1120', 'SSN [redacted]'],
  ['At 10:30 on 24 May, for 250 euros', 'At 10:30 on 24 May, for 250 euros'],
  ['Order 12345', 'Order 12345'],
];
for (const [text, wanted] of rows)
  test(`redact: ${text}`, () => {
    assert.equal(redact(text), wanted);
  });

test('events keep no words where none are to be kept, and no numbers where they are to be redacted', () => {
  const data = { text: 'Call 600111222', at: 3, words: [{ text: 'Call', start: 1 }], reason: 'mail a@b.org' };
  assert.equal(keptData(undefined, data), data);
  assert.deepEqual(keptData({ keep: false }, data), {
    ...{ text: '', at: 3, words: [{ text: '', start: 1 }], reason: 'mail a@b.org' },
  });
  assert.deepEqual(keptData({ redact: true }, data), {
    ...{ text: 'Call [redacted]', at: 3, words: [{ text: 'Call', start: 1 }], reason: 'mail [redacted]' },
  });
  const turn = { who: 'callee', text: 'a@b.org', startMs: 0, endMs: 1, interrupted: false } as const;
  assert.equal(keptTurns({ redact: true }, [turn])[0]!.text, '[redacted]');
});
