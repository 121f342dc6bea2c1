import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { PieceStream } from './piece-stream.ts';
import { pieces, speakable } from './sentences.ts';

/** Each is one sentence behind another, in the languages that have phrase lists. */
const WHOLE = [
  'Mr. Smith and Mrs. J. R. Jones live at 5 St. James Street.',
  'It costs 3.50, i.e. about 2.000,75 in all.',
  'Please call no. 42 at 10 a.m. tomorrow.',
  'Write to john.smith_2@mail.example.com or see https://www.example.com/a?b=1.c today.',
  'La Sra. Pérez y el Dr. D. Juan viven en la Avda. del Sol, núm. 7.',
  'M. Dupont et Mme. Durand ont env. 20 minutes, p.ex. demain.',
  'Wir sehen uns am 3. Mai bzw. am 21. Juni, z.B. mit Dr. Weber.',
  'Das ist z. B. der 2. Stock, d. h. ganz oben.',
  'Il Sig. Rossi e la Sig.ra Bianchi arrivano, p.es. domani.',
  'O Sr. Silva e a Dra. Costa moram na rua 5.',
  'Dhr. De Vries en mevr. Jansen komen o.a. op 12. januari.',
  'Spotkanie jest np. przy ul. Długiej, godz. 15, 3. maja.',
  'Dl. Popescu și d-na. Ionescu stau la nr. 12, bl. 4.',
];

test('dots of abbreviations, initials, ordinals, numbers and addresses end no sentence', () => {
  for (const sentence of WHOLE)
    assert.deepEqual(pieces(`Yes. ${sentence} Right.`, false), ['Yes.', sentence, 'Right.'], sentence);
});

test('dots that look like such ones and are ends', () => {
  assert.deepEqual(pieces('No. That is wrong.'), ['No.', 'That is wrong.']);
  assert.deepEqual(pieces('We take plan B. Then we go.'), ['We take plan B.', 'Then we go.']);
  assert.deepEqual(pieces('We open at 8 a.m. Come early.'), ['We open at 8 a.m.', 'Come early.']);
  assert.deepEqual(pieces('It costs 25. Please pay.'), ['It costs 25.', 'Please pay.']);
  assert.deepEqual(pieces('Äpfel, Birnen usw. Möchten Sie?'), ['Äpfel, Birnen usw.', 'Möchten Sie?']);
});

test('items of a list are pieces of their own, without their marks', () => {
  assert.deepEqual(pieces('1. Open the door. 2. Close it.'), ['1. Open the door.', '2. Close it.']);
  const stream = new PieceStream();
  const found = [...stream.push('You need:\n- a **pen**\n* some paper\n'), ...stream.end()];
  assert.deepEqual(found, ['You need:', 'a pen', 'some paper']);
  assert.equal(speakable('Mail to a_b@x.test, the _new_ one.'), 'Mail to a_b@x.test, the new one.');
});

test('however a stream is cut into deltas, its pieces are those of the whole text', () => {
  const text = `Hello. ${WHOLE.join(' ')} Good.`;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (cuts) => {
      const stream = new PieceStream();
      const found: string[] = [];
      for (let at = 0, i = 0; at < text.length; i++) {
        const length = cuts[i % cuts.length]!;
        found.push(...stream.push(text.slice(at, at + length)));
        at += length;
      }
      assert.deepEqual([...found, ...stream.end()], ['Hello.', ...WHOLE, 'Good.']);
    }),
  );
});

/** What a stream of words, one every `every` ms, gives, and when. */
function timed(text: string, every: number): [number, string][] {
  const stream = new PieceStream();
  const given: [number, string][] = [];
  let now = 0;
  for (const word of text.match(/\S+\s*/g)!) {
    for (let due = stream.due; due !== null && due <= now; due = stream.due)
      given.push(...stream.late(due).map((piece): [number, string] => [due, piece]));
    given.push(...stream.push(word, now).map((piece): [number, string] => [now, piece]));
    now += every;
  }
  return [...given, ...stream.end().map((piece): [number, string] => [now, piece])];
}

const LONG =
  'The appointment that you asked about last week can be moved to another day without any cost at all.';

test('a slow model is not waited for: much without an end is spoken 300 ms later, at the end of a word', () => {
  const [first, second, ...others] = timed(LONG, 250);
  assert.deepEqual(first, [1800, 'The appointment that you asked about last week']);
  // The voice has 3 s to speak of it: the next piece comes as late as is good, and as long as can be.
  assert.ok(second![0] > 3500 && second![0] <= 1800 + 3036 - 500 + 250, String(second));
  assert.equal([first!, second!, ...others].map(([, piece]) => piece).join(' '), LONG);
});

test('a fast model is waited for: whole sentences', () => {
  assert.deepEqual(
    timed(LONG, 10).map(([, piece]) => piece),
    [LONG],
  );
  assert.equal(timed('On Monday at ten thirty, if you like. Good?', 15).length, 2);
});

test('a clause is given 150 ms after it, when its sentence is slow', () => {
  const [first] = timed('On Monday at ten thirty, if that suits you.', 100);
  assert.deepEqual(first, [550, 'On Monday at ten thirty,']);
});

test('figures are not torn apart', () => {
  const found = timed(
    'The number that you have to call for it is 600 123 456 789 012 345 678 901 234 in all.',
    300,
  );
  assert.equal(found.filter(([, piece]) => /\d/.test(piece)).length, 1, JSON.stringify(found));
});
