import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { ScriptLine } from './behaviour.ts';
import { beginScript, stepScript, type ScriptEffect, type ScriptInput } from './script-machine.ts';

const answer: ScriptLine = { after: 'agent-stops', delayMs: 1000, say: 'Yes.' };

function effectsOf(
  script: readonly ScriptLine[],
  inputs: readonly ScriptInput[],
  hangUpAfterMs: number | null = null,
) {
  let state = beginScript(script, hangUpAfterMs);
  return inputs.flatMap((input): readonly ScriptEffect[] => {
    const step = stepScript(state, input);
    state = step.state;
    return step.effects;
  });
}

test('a line waits until the agent has been silent for its delay; a pause starts it anew', () => {
  const effects = effectsOf(
    [answer],
    [
      { type: 'answered', at: 0 },
      { type: 'agent-started', at: 800 },
      { type: 'agent-stopped', at: 8000 },
      { type: 'agent-started', at: 10_000 },
      { type: 'agent-stopped', at: 20_000 },
      { type: 'delay-passed', at: 28_000 },
    ],
  );
  assert.deepEqual(effects, [
    { type: 'wait', until: 16_000 },
    { type: 'stop-waiting' },
    { type: 'wait', until: 28_000 },
    { type: 'perform', line: 0 },
  ]);
});

test('the next line needs a new turn of the agent, not what it said meanwhile', () => {
  const effects = effectsOf(
    [answer, answer],
    [
      { type: 'answered', at: 0 },
      { type: 'agent-stopped', at: 1000 },
      { type: 'delay-passed', at: 9000 },
      { type: 'agent-started', at: 10_000 },
      { type: 'agent-stopped', at: 11_000 },
      { type: 'line-ended', at: 20_000 },
      { type: 'agent-started', at: 30_000 },
      { type: 'agent-stopped', at: 40_000 },
    ],
  );
  assert.deepEqual(effects.slice(1), [
    { type: 'perform', line: 0 },
    { type: 'wait', until: 48_000 },
  ]);
});

test('talking over: the delay runs from the start of the agent, who is not waited for', () => {
  const effects = effectsOf(
    [{ after: 'agent-starts', delayMs: 500, say: 'Wait!' }],
    [
      { type: 'answered', at: 0 },
      { type: 'agent-started', at: 1600 },
      { type: 'delay-passed', at: 5600 },
    ],
  );
  assert.deepEqual(effects, [
    { type: 'wait', until: 5600 },
    { type: 'perform', line: 0 },
  ]);
});

test('lines that follow at once, then the callee hangs up', () => {
  const effects = effectsOf(
    [
      { after: 'at-once', delayMs: 500, say: 'Leave a message.' },
      { after: 'at-once', delayMs: 100, beep: true },
    ],
    [
      { type: 'answered', at: 0 },
      { type: 'delay-passed', at: 4000 },
      { type: 'line-ended', at: 12_000 },
      { type: 'delay-passed', at: 12_800 },
      { type: 'line-ended', at: 16_000 },
      { type: 'delay-passed', at: 24_000 },
    ],
    1000,
  );
  assert.deepEqual(
    effects.map((effect) => effect.type),
    ['wait', 'perform', 'wait', 'perform', 'wait', 'hang-up'],
  );
});

test('whatever happens, lines are performed in order, each once, and never two at a time', () => {
  const line = fc.record<ScriptLine>({
    after: fc.constantFrom('at-once', 'agent-starts', 'agent-stops'),
    delayMs: fc.nat(2000),
    say: fc.constant('Yes.'),
  });
  const kind = fc.constantFrom('agent-started', 'agent-stopped', 'delay-passed', 'line-ended');
  fc.assert(
    fc.property(fc.array(line), fc.array(kind), (script, kinds) => {
      let state = beginScript(script, null);
      let performing = -1;
      let last = -1;
      const inputs = kinds.map((type, index): ScriptInput => ({ type, at: index * 160 }));
      for (const input of [{ type: 'answered', at: 0 } as const, ...inputs]) {
        if (input.type === 'line-ended') performing = -1;
        const step = stepScript(state, input);
        state = step.state;
        for (const effect of step.effects) {
          if (effect.type !== 'perform') continue;
          assert.equal(performing, -1);
          assert.equal(effect.line, last + 1);
          performing = last = effect.line;
        }
      }
    }),
  );
});
