import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readClip } from '../../../fixtures/speech/clips.ts';
import { gain, mix } from '../level.ts';
import type { Pcm } from '../line.ts';
import { EchoGuard } from './echo-guard.ts';

const agentClips = ['voicemail_slt', 'ivr_menu_slt', 'callback_slt', 'hold_on_slt'];
const calleeClips = ['talkover_slt', 'yes_works_slt', 'no_thanks_slt', 'who_is_this_slt', 'hello_slt'];
const noise = readClip('linenoise_m50');

function shifted(pcm: Pcm, by: number): Pcm {
  const out = new Int16Array(pcm.length + by);
  out.set(pcm, by);
  return out;
}

/** Louder than the noise: what a detector may call speech. */
function sounds(frame: Pcm): boolean {
  return frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length > 40_000;
}

/** Verdicts on every frame that sounds. */
function judge(agent: Pcm, callee: Pcm): { start: number; echo: boolean }[] {
  const guard = new EchoGuard();
  const verdicts: { start: number; echo: boolean }[] = [];
  for (let at = 0; at + 160 <= Math.min(agent.length, callee.length); at += 160) {
    const frame = callee.subarray(at, at + 160);
    guard.sent(at, agent.subarray(at, at + 160));
    const found = sounds(frame);
    const echo = guard.isEcho(at, frame, found);
    if (found) verdicts.push({ start: at, echo });
  }
  return verdicts;
}

/** The longest run of frames that are speech, one miss allowed, as an onset is counted. */
function longest(verdicts: { start: number; echo: boolean }[]): number {
  let [run, most, last] = [0, 0, -1000];
  for (const { start, echo } of verdicts) {
    if (echo) continue;
    run = start - last <= 320 ? run + 1 : 1;
    last = start;
    most = Math.max(most, run);
  }
  return most;
}

for (const name of agentClips)
  for (const [db, delayMs] of [
    [-10, 120],
    [-20, 37],
    [-8, 430.125],
  ] as const)
    test(`${name} back at ${db} dB after ${delayMs} ms is no speech`, () => {
      const agent = shifted(readClip(name), 800);
      const back = mix(gain(shifted(agent, delayMs * 8), db), gain(noise, 0)).subarray(
        0,
        agent.length + 3000,
      );
      const verdicts = judge(shifted(agent, 0), back);
      assert.ok(verdicts.length > 20);
      const missed = verdicts.filter(({ echo }) => !echo).length;
      assert.ok(longest(verdicts) < 3, `${missed} of ${verdicts.length}, longest ${longest(verdicts)}`);
    });

for (const name of calleeClips)
  test(`${name}, over the agent's echo or without any, is speech at once`, () => {
    const agent = readClip('ivr_menu_slt');
    const callee = shifted(readClip(name), 16_000);
    const echo = gain(shifted(agent, 960), -10);
    for (const heard of [callee, mix(callee, echo), mix(gain(callee, -6), echo)]) {
      const verdicts = judge(agent, mix(heard, noise)).filter(({ start }) => start >= 16_000);
      const sounding = judge(new Int16Array(agent.length), mix(callee, noise)).filter(
        (it) => it.start >= 16_000,
      );
      const first = verdicts.find(({ echo }) => !echo)!;
      const missed = verdicts.filter(
        (it) => it.echo && sounding.some(({ start }) => start === it.start),
      ).length;
      assert.ok(
        first.start - sounding[0]!.start <= 480,
        `${(first.start - sounding[0]!.start) / 8} ms late, ${missed}/${sounding.length}`,
      );
    }
  });
