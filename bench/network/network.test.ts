/**
 * Short and by seed: speech through 5 % loss, 60 ms jitter, 2 % overtaken and 1 % doubled packets is
 * recognised to within ten points of word error of what it is without; the long form is `npm run bench -- network`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { throughLine } from '../../fixtures/speech/line.ts';
import { speakWith, type TestVoice } from '../../fixtures/speech/voices.ts';
import { silentLogger } from '../../src/kernel/index.ts';
import { createGrammarStt } from '../../src/providers/embedded/grammar-stt.ts';
import { poorNetwork } from '../../src/simulation/network.ts';
import { numbers, sentences } from './phrases.ts';
import { playThrough, type Played } from './play.ts';
import { meansOf, recognised, wordErrorPct, type Heard } from './recognised.ts';
import { wordErrors, words } from './word-error.ts';

const VOICES: readonly TestVoice[] = ['festival-kal', 'espeak-en-us'];

test('word errors: the fewest changes', () => {
  const table: [said: string, heard: string, errors: number][] = [
    ['', 'one', 1],
    ['one two', '', 2],
    ['one two three', 'one three', 1],
    ['one two three', 'one too three four', 2],
    ['a b c d', 'b c d e', 2],
  ];
  for (const [said, heard, errors] of table)
    assert.equal(wordErrors(words(said), words(heard)), errors, `${said} | ${heard}`);
});

test('speech over a poor network is recognised, and the call knows how poor it was', async (t) => {
  const said = [...sentences.slice(0, 6), ...numbers.slice(0, 5)].map((utterance, index) => ({
    utterance,
    pcm: throughLine(speakWith(VOICES[index % VOICES.length]!, utterance.text)),
  }));
  const stt = await createGrammarStt({ logger: silentLogger });
  const errors = async (played: readonly Played[]): Promise<number> => {
    const heard: Heard[] = [];
    for (const [index, { utterance }] of said.entries())
      heard.push(await recognised(stt, played[index]!.heard, utterance));
    return wordErrorPct(heard);
  };
  try {
    const [clean, poor]: Played[][] = [[], []];
    for (const [index, { pcm }] of said.entries()) {
      clean!.push(await playThrough(pcm, null, index));
      poor!.push(await playThrough(pcm, poorNetwork, index));
    }
    const [without, with_] = [await errors(clean!), await errors(poor!)];
    const means = meansOf(poor!.map(({ stats }) => stats));
    t.diagnostic(`word error ${without.toFixed(1)} % without, ${with_.toFixed(1)} % with`);
    t.diagnostic(JSON.stringify(means));
    assert.ok(with_ <= without + 10, `${with_} % word error, ${without} % without the network's faults`);
    const ideal = meansOf(clean!.map(({ stats }) => stats));
    assert.ok(ideal['mos']! > 4.35 && ideal['lost_pct'] === 0 && ideal['buffer_max_ms'] === 0);
    // 5 % loss at Bpl 25.1 takes some 16 off R; what is too late counts too.
    assert.ok(means['mos']! > 3.4 && means['mos']! < 4.2, `MOS ${means['mos']}`);
    const around = (name: string, least: number, most: number): void =>
      assert.ok(means[name]! >= least && means[name]! <= most, `${name} ${means[name]}`);
    around('lost_pct', 3, 6);
    around('concealed_pct', 4, 9);
    around('reordered_pct', 1, 3);
    around('duplicated_pct', 0.5, 1.6);
    around('jitter_ms', 10, 25);
    around('buffer_mean_ms', 1, 20);
  } finally {
    await stt.close();
  }
});
