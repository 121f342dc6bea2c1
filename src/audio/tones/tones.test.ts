import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readClip } from '../../../fixtures/speech/clips.ts';
import type { LineTone, Pcm } from '../line.ts';
import { gain, mix } from '../level.ts';
import { aLaw, muLaw } from '../codecs/g711.ts';
import { keyTones, sines, specialInformationTone, tone, toneSpecs } from './generate.ts';
import { ToneEar } from './tone-ear.ts';

interface Heard {
  readonly tones: LineTone[];
  readonly keys: string;
  /** Share of frames that were called part of a tone. */
  readonly tonal: number;
}

function hear(pcm: Pcm): Heard {
  const ear = new ToneEar();
  const tones: LineTone[] = [];
  let [keys, tonal, frames] = ['', 0, 0];
  for (let at = 0; at + 160 <= pcm.length; at += 160, frames++) {
    const verdict = ear.hear(pcm.subarray(at, at + 160));
    if (verdict.tone) tones.push(verdict.tone);
    keys += verdict.key?.digit ?? '';
    if (verdict.tonal) tonal++;
  }
  return { tones, keys, tonal: tonal / frames };
}

const noise = Int16Array.from({ length: 80_000 }, (_, i) => (((i * 7919) ^ (i >> 3)) % 201) - 100);

test('each call progress tone is named, once, clean, soft and in noise', () => {
  const europeanBusy = tone({ frequencies: [425], cadenceMs: [500, 500] }, 6000);
  const britishRing = tone({ frequencies: [400, 450], cadenceMs: [400, 200, 400, 2000] }, 6000);
  const cases: [LineTone, Pcm][] = [
    ['busy', tone(toneSpecs.busy, 6000)],
    ['busy', europeanBusy],
    ['congestion', tone(toneSpecs.congestion, 4000)],
    ['ringback', tone(toneSpecs.ringback, 9000)],
    ['ringback', tone({ frequencies: [425], cadenceMs: [1000, 4000] }, 9000)],
    ['ringback', britishRing],
    ['sit', specialInformationTone()],
    ['fax-cng', tone(toneSpecs['fax-cng'], 8000)],
    ['fax-ced', tone(toneSpecs['fax-ced'], 3500)],
    ['beep', tone(toneSpecs.beep, 1500)],
    ['beep', tone({ frequencies: [1400], cadenceMs: [250, 2000] }, 1500)],
  ];
  for (const [name, pcm] of cases) {
    for (const variant of [pcm, gain(pcm, -20), mix(gain(pcm, -6), noise.subarray(0, pcm.length))])
      assert.deepEqual(hear(variant).tones, [name], `${name} of ${pcm.length} samples`);
  }
});

test('recorded tones are named and are not speech', () => {
  assert.deepEqual(hear(readClip('busy_us')).tones, ['busy']);
  assert.deepEqual(hear(readClip('ringback_us')).tones, ['ringback']);
  assert.deepEqual(hear(readClip('voicemail_slt')).tones, ['beep']);
});

test('speech and line noise are no tones', () => {
  for (const clip of [
    'hold_on_slt',
    'callback_slt',
    'who_is_this_slt',
    'ivr_menu_slt',
    'linenoise_m50',
  ] as const) {
    const { tones, keys, tonal } = hear(readClip(clip));
    assert.deepEqual([tones, keys], [[], ''], clip);
    assert.ok(tonal < 0.02, `${clip}: ${tonal} of the frames called tone`);
  }
});

test('all keys are read, each once, at 50 ms too, soft and with twist', () => {
  const all = '1234567890*#ABCD';
  assert.equal(hear(keyTones(all)).keys, all);
  assert.equal(hear(keyTones('1122', 60, 60)).keys, '1122');
  assert.equal(hear(gain(keyTones(all), -15)).keys, all);
  assert.equal(hear(readClip('dtmf_1')).keys, '1');
});

/** Speech, a pause, the tone, and silence. */
function afterSpeech(pcm: Pcm, pauseMs = 400): Pcm {
  const speech = readClip('hold_on_slt');
  const whole = new Int16Array(speech.length + pauseMs * 8 + pcm.length + 8000);
  whole.set(speech);
  whole.set(pcm, speech.length + pauseMs * 8);
  return whole;
}

function coded(pcm: Pcm, codec: typeof muLaw): Pcm {
  const octets = new Uint8Array(pcm.length);
  codec.encode(pcm, octets);
  return codec.decode(octets);
}

test('beeps of one and two frequencies, 150 to 1200 ms, are named after speech on every kind of line', () => {
  const hiss = Int16Array.from({ length: 120_000 }, (_, i) => (((i * 7919) ^ (i >> 3)) % 401) - 200);
  const beeps: [readonly number[], number][] = [
    ...[600, 750, 850, 1000, 1400, 2000, 2100].flatMap((hz) =>
      [150, 400, 1200].map((ms): [readonly number[], number] => [[hz], ms]),
    ),
    ...[400, 425, 440, 500].flatMap((hz) => [150, 500].map((ms): [readonly number[], number] => [[hz], ms])),
    [[480], 1100],
    ...[
      [440, 480],
      [480, 620],
      [1000, 1400],
      [800, 1200],
    ].map((pair): [readonly number[], number] => [pair, 400]),
  ];
  for (const [frequencies, ms] of beeps) {
    const clean = afterSpeech(sines(frequencies, 0, ms * 8));
    const variants: Record<string, Pcm> = {
      clean,
      'mu-law': coded(clean, muLaw),
      'A-law': coded(clean, aLaw),
      // Two sines of 8000 peak are -12 dBFS each.
      'at -30 dBFS': afterSpeech(gain(sines(frequencies, 0, ms * 8), -18)),
      noisy: mix(gain(clean, -3), hiss.subarray(0, clean.length)),
    };
    for (const [line, pcm] of Object.entries(variants))
      assert.deepEqual(hear(pcm).tones, ['beep'], `${frequencies.join('+')} Hz, ${ms} ms, ${line}`);
  }
});

test('busy behind speech is busy, and no beep; so is ringback; a tune is nothing', () => {
  for (const [name, pcm] of [
    ['busy', tone(toneSpecs.busy, 4000)],
    ['congestion', tone(toneSpecs.congestion, 3000)],
    ['ringback', tone(toneSpecs.ringback, 7000)],
    ['fax-ced', tone(toneSpecs['fax-ced'], 3200)],
  ] as const)
    assert.deepEqual(hear(afterSpeech(pcm, 600)).tones, [name]);
  // A scale with harmonics, note behind note.
  const scale = [523, 587, 659, 698, 784, 880, 988, 1047].map((hz) =>
    mix(gain(sines([hz], 0, 2400), -6), gain(sines([hz * 2, hz * 3], 0, 2400), -14)),
  );
  const tune = Int16Array.from(scale.flatMap((note) => [...note]));
  assert.deepEqual(hear(afterSpeech(tune)).tones, []);
});
