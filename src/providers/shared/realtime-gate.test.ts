import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SpeechGate } from './realtime-gate.ts';

test('what passes is the speech and up to 520 ms before it, in order, nothing twice', () => {
  const step = fc.oneof(
    { weight: 8, arbitrary: fc.constant('frame' as const) },
    { weight: 1, arbitrary: fc.constantFrom('open' as const, 'close' as const) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const gate = new SpeechGate();
      const passed: number[] = [];
      let written = 0;
      let open = false;
      for (const what of steps) {
        const before = passed.length;
        if (what === 'close') {
          gate.close();
          open = false;
        } else {
          // Each frame is named by its number, in its first sample.
          const out = what === 'open' ? gate.open() : gate.push(new Int16Array(160).fill(written++));
          passed.push(...out.map((pcm) => pcm[0]!));
          if (what === 'frame') assert.equal(passed.length - before, open ? 1 : 0);
          else if (!open) {
            open = true;
            assert.ok(passed.length - before <= 26);
            if (written > 0) assert.equal(passed.at(-1), written - 1);
          }
        }
      }
      assert.deepEqual(
        passed,
        [...new Set(passed)].toSorted((a, b) => a - b),
      );
    }),
  );
});
