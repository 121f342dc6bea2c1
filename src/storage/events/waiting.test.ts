import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Id } from '#kernel';
import type { Batch } from '../repositories/calls/append.ts';
import { WaitingEvents } from './waiting.ts';

const event = (n: number) => ({ at: 0, type: 'turn-heard', data: { n } });
const numbers = (batch: Batch | undefined): readonly unknown[] =>
  batch?.events.map((entry) => entry.data['n']) ?? [];

type Step = 'add' | 'group-written' | 'group-put-back' | 'taken' | 'taken-put-back';

test('whatever fails and is put back, each call’s events leave in order, each once', () => {
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom<Step>('add', 'add', 'group-written', 'group-put-back', 'taken', 'taken-put-back'),
      fc.integer({ min: 0, max: 2 }),
    ),
  );
  fc.assert(
    fc.property(steps, (sequence) => {
      const waiting = new WaitingEvents();
      const added = new Map<Id, number[]>();
      const written = new Map<Id, unknown[]>();
      const write = (batch: Batch): void => void written.get(batch.callId)!.push(...numbers(batch));
      let n = 0;
      for (const [step, which] of sequence) {
        const call = `call ${which}` as Id;
        if (!added.has(call)) {
          added.set(call, []);
          written.set(call, []);
        }
        if (step === 'add') {
          waiting.add(call, 'node' as Id, [event(n)]);
          added.get(call)!.push(n++);
        } else if (step === 'taken' || step === 'taken-put-back') {
          const batch = waiting.take(call);
          if (batch && step === 'taken') write(batch);
          else if (batch) waiting.putBack([batch]);
        } else {
          const batches = waiting.takeGroup();
          if (step === 'group-written') batches.forEach(write);
          else waiting.putBack(batches);
          waiting.settle(batches);
        }
      }
      waiting.takeGroup().forEach(write);
      assert.deepEqual(written, added);
      assert.equal(waiting.empty, true);
    }),
  );
});

test('a held call is left out of groups; events after the mark are not taken', () => {
  const waiting = new WaitingEvents();
  const [held, free] = ['held' as Id, 'free' as Id];
  const [node, other] = ['node' as Id, 'other' as Id];
  waiting.add(held, node, [event(1)]);
  waiting.add(held, node, [event(2)]);
  waiting.add(held, other, [event(3)]);
  waiting.add(free, node, [event(9)]);
  waiting.hold(held);
  waiting.hold(held);
  const mark = waiting.mark();
  waiting.add(held, other, [event(4)]);
  const group = waiting.takeGroup();
  assert.deepEqual(
    group.map((batch) => batch.callId),
    [free],
  );
  assert.equal(waiting.inFlight(free), true);
  assert.deepEqual(numbers(waiting.take(held, mark)), [1, 2], 'one node at a time');
  assert.deepEqual(numbers(waiting.take(held, mark)), [3]);
  assert.equal(waiting.take(held, mark), undefined);
  assert.equal(waiting.before(mark), true, 'the group is still under way');
  waiting.settle(group);
  assert.equal(waiting.before(mark), false);
  waiting.free(held);
  assert.deepEqual(waiting.takeGroup(), []);
  waiting.free(held);
  assert.deepEqual(numbers(waiting.takeGroup()[0]), [4]);
});
