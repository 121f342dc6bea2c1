import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCsv } from './csv.ts';

const cases: [string, string, unknown][] = [
  [
    'plain',
    'phone_number,name\n+1,Ann\n+2,Bo\n',
    [
      { phone_number: '+1', name: 'Ann' },
      { phone_number: '+2', name: 'Bo' },
    ],
  ],
  ['quotes', 'a,b\r\n"x,""y""\nz", 2\r\n', [{ a: 'x,"y"\nz', b: '2' }]],
  ['semicolons and a mark', '\uFEFFa;b\n1;2', [{ a: '1', b: '2' }]],
  ['empty fields and lines', 'a,b,c\n1,,3\n\n,2\n', [{ a: '1', c: '3' }, { b: '2' }]],
  ['heading only', 'a,b', []],
];
for (const [name, text, rows] of cases) test(`csv: ${name}`, () => assert.deepEqual(readCsv(text), { rows }));

const faults: [string, string, number, RegExp][] = [
  ['nothing', '', 1, /heading/],
  ['a column twice', 'a,a\n1,2', 1, /`a` is there twice/],
  ['too many fields', 'a,b\n1,2\n1,2,3', 3, /3 fields/],
  ['an open quote', 'a\n1\n"x', 3, /never closed/],
  ['text after a quote', 'a\n"x"y', 2, /follows/],
];
for (const [name, text, line, message] of faults)
  test(`csv: ${name}`, () => {
    const read = readCsv(text);
    assert.ok('fault' in read);
    assert.equal(read.fault.line, line);
    assert.match(read.fault.message, message);
  });

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

test('law: what is written by the rules is read as it was', () => {
  const field = fc
    .string({ minLength: 1, maxLength: 8 })
    .filter((text) => text.trim() === text && text !== '');
  fc.assert(
    fc.property(fc.array(fc.tuple(field, field), { maxLength: 5 }), (rows) => {
      const text = ['a,b', ...rows.map((row) => row.map(quoted).join(','))].join('\r\n');
      assert.deepEqual(readCsv(text), { rows: rows.map(([a, b]) => ({ a, b })) });
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void readCsv(text)));
});
