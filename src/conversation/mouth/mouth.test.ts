import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { heardText } from './ledger.ts';
import { PieceStream } from './piece-stream.ts';
import { pieces, speakable } from './sentences.ts';
import type { SpokenPart } from './state.ts';

test('sentences, with a first clause split off when it is long', () => {
  assert.deepEqual(pieces('Hello. How are you? Dr. Lee is in. Bye!'), [
    'Hello.',
    'How are you?',
    'Dr. Lee is in.',
    'Bye!',
  ]);
  assert.deepEqual(
    pieces('Thank you for calling the clinic, we have your appointment on Tuesday at three.'),
    ['Thank you for calling the clinic,', 'we have your appointment on Tuesday at three.'],
  );
  assert.deepEqual(pieces('It costs 3.50 today. "Really?" Yes…'), [
    'It costs 3.50 today.',
    '"Really?"',
    'Yes…',
  ]);
  assert.deepEqual(pieces(' … 👍 '), []);
});

test('markup, emoji and placeholders are not spoken', () => {
  assert.equal(speakable('**Hi** {{name}} [here](https://x.test) `x` 👍🏽'), 'Hi here x');
});

test('a stream gives the same words, whatever its chunks, and pieces as soon as they are complete', () => {
  const text = 'Well, that is a long story that I can tell you, if you have time. Do you? Then listen.';
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (cuts) => {
      const stream = new PieceStream();
      const found: string[] = [];
      for (let at = 0, i = 0; at < text.length; i++) {
        const length = cuts[i % cuts.length]!;
        found.push(...stream.push(text.slice(at, at + length)));
        at += length;
      }
      found.push(...stream.end());
      assert.equal(found.join(' '), text);
      assert.ok(found.length >= 3);
    }),
  );
});

function part(text: string, samples: number, timed: boolean, lead = 0): SpokenPart {
  const perCharacter = (samples - 2 * lead) / text.length;
  const words = [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    start: lead + match.index * perCharacter,
    end: lead + (match.index + match[0].length) * perCharacter,
  }));
  const length = { samples, soundFrom: lead, soundTo: samples - lead, ...(timed ? { words } : {}) };
  const flags = { question: false, status: 'finished', retried: false, played: true } as const;
  return { id: text, text, ...flags, length };
}

test('the ledger gives the words of the samples that left, to within one word', () => {
  const texts = ['Good morning to you.', 'This is the second sentence of it.'];
  const word = fc.constantFrom('a', 'of', 'the', 'clinic', 'appointment', 'on', 'Tuesday', 'three');
  const sentence = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(
      fc.array(sentence, { minLength: 1, maxLength: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.boolean(),
      (sentences, share, timed) => {
        const parts = sentences.map((text) => part(text, text.length * 400 + 1600, timed, 800));
        const all = parts.reduce((sum, { length }) => sum + length!.samples, 0);
        const heard = heardText(parts, Math.round(all * share));
        const words = sentences.join(' ').split(' ');
        const count = heard.text === '' ? 0 : heard.text.split(' ').length;
        assert.equal(heard.text, words.slice(0, count).join(' '));
        // Count by the true times of the words.
        let offset = 0;
        let truth = 0;
        for (const each of parts.map((it) => part(it.text, it.length!.samples, true, 800))) {
          truth += each.length!.words!.filter(({ end }) => offset + end <= all * share).length;
          offset += each.length!.samples;
        }
        assert.ok(Math.abs(truth - count) <= 1, `${truth} ${count}`);
      },
    ),
  );
  const whole = heardText(
    texts.map((text) => part(text, 8000, false)),
    16_000,
  );
  assert.deepEqual(whole, { text: texts.join(' '), estimated: false });
  assert.equal(heardText([part(texts[0]!, 8000, false)], 4000).estimated, true);
  assert.deepEqual(heardText([part(texts[0]!, 8000, true)], 0), { text: '', estimated: false });
});
