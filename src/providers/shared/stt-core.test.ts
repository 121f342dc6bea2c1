import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { SttCore } from './stt-core.ts';
import type { SttAction, SttTranslator } from './stt-translator.ts';

/** Says what it was given: audio as numbers, and actions as they are in its messages. */
class Echo implements SttTranslator {
  readonly pieces: Int16Array[] = [];
  readonly finalizedAt: number[] = [];
  opened(): SttAction[] {
    return [{ type: 'send', message: 'hello' }];
  }
  audio(pcm: Int16Array): SttAction[] {
    this.pieces.push(pcm);
    return [];
  }
  finalize(at: number): SttAction[] {
    this.finalizedAt.push(at);
    return [{ type: 'send', message: 'finalize' }];
  }
  decode(message: string | Uint8Array): SttAction[] {
    return JSON.parse(String(message)) as SttAction[];
  }
}

const settled = JSON.stringify([{ type: 'settled' }]);

test('all that is written before a finalize is given before it, in whole pieces but the last', () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 });
  fc.assert(
    fc.property(
      lengths,
      fc.integer({ min: 1, max: 30 }),
      fc.boolean(),
      (writes, pieceSamples, fillsLastPiece) => {
        const echo = new Echo();
        const core = new SttCore(echo, { pieceSamples, fillsLastPiece });
        let next = 0;
        for (const length of writes) core.write(Int16Array.from({ length }, () => ++next));
        assert.ok(echo.pieces.every((piece) => piece.length === pieceSamples));
        core.finalize();
        const given = echo.pieces.flatMap((piece) => [...piece]);
        assert.deepEqual(
          given.slice(0, next),
          Array.from({ length: next }, (_, i) => i + 1),
        );
        assert.ok(given.slice(next).every((sample) => sample === 0));
        assert.equal(given.length, fillsLastPiece ? Math.ceil(next / pieceSamples) * pieceSamples : next);
        assert.deepEqual(echo.finalizedAt, next === 0 ? [] : [given.length]);
      },
    ),
  );
});

test('a finalize of nothing new is settled at once, and not asked', () => {
  const echo = new Echo();
  const core = new SttCore(echo, { pieceSamples: 10, fillsLastPiece: false });
  assert.deepEqual(core.finalize(), [{ type: 'settled' }]);
  core.write(new Int16Array(5));
  assert.deepEqual(core.finalize(), [{ type: 'send', message: 'finalize' }]);
  assert.deepEqual(core.received(settled), [{ type: 'settled' }]);
  assert.deepEqual(core.finalize(), [{ type: 'settled' }]);
});

test('settled is told once for each finalize, whatever the vendor says and when', () => {
  const step = fc.constantFrom('write', 'finalize', 'settled', 'overdue');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const core = new SttCore(new Echo(), { pieceSamples: 10, fillsLastPiece: false });
      let asked = 0;
      let told = 0;
      const count = (actions: SttAction[]): void => {
        told += actions.filter((action) => action.type === 'settled').length;
        assert.ok(told <= asked);
      };
      for (const one of steps) {
        if (one === 'write') count(core.write(new Int16Array(7)));
        else if (one === 'finalize') {
          asked++;
          count(core.finalize());
        } else count(one === 'settled' ? core.received(settled) : core.overdue());
        assert.equal(core.owed, asked - told);
      }
      while (core.owed > 0) count(core.overdue());
      assert.equal(told, asked);
    }),
  );
});

test('empty finals are not told', () => {
  const core = new SttCore(new Echo(), { pieceSamples: 10, fillsLastPiece: false });
  assert.deepEqual(core.received('[{"type":"final","text":" ","confidence":1}]'), []);
});

test('silence that filled a piece up does not count in offsets', () => {
  const core = new SttCore(new Echo(), { pieceSamples: 400, fillsLastPiece: true });
  const offsets = (start: number, end: number): unknown => {
    const final = { type: 'final', text: 'x', confidence: 1, start, end };
    const [told] = core.received(JSON.stringify([final]));
    return told?.type === 'final' && [told.start, told.end];
  };
  core.write(new Int16Array(500));
  core.finalize();
  assert.deepEqual(offsets(100, 500), [100, 500]);
  // 300 samples of silence were put between 500 and 800.
  assert.deepEqual(offsets(600, 800), [500, 500]);
  core.write(new Int16Array(400));
  assert.deepEqual(offsets(900, 1200), [600, 900]);
  core.write(new Int16Array(1));
  core.finalize();
  assert.deepEqual(offsets(1600, 1700), [901, 1001]);
});
