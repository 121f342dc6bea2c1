/** A live endpoint under damaged messages: nothing throws, nothing stays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { printMessage } from './message/index.ts';
import { answering, ANN, BOB, bobDoes, dial, emptyOut, openWorld } from './testing.ts';

/** Every message of a whole call, as bytes. */
async function recorded(): Promise<Buffer[]> {
  const world = openWorld();
  bobDoes(world, (call) => {
    call.ring();
    answering(call);
  });
  const ann = dial(world);
  await world.clock.advance(1_000);
  ann.call.hangUp();
  await emptyOut(world);
  return world.network.messages.map((message) => Buffer.from(printMessage(message)));
}

/** Replaces, drops and doubles pieces of a message. */
const damage = fc.array(
  fc.record({
    at: fc.nat(700),
    cut: fc.nat(20),
    put: fc.oneof(fc.string({ maxLength: 5 }), fc.constant('\r\n')),
  }),
  { maxLength: 4 },
);

test('damaged messages of a call, at both ends, while a call is up', async () => {
  const messages = await recorded();
  const hit = fc.record({ message: fc.nat(messages.length - 1), damage, toBob: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(hit, { maxLength: 20 }), async (hits) => {
      const world = openWorld();
      const calls = bobDoes(world, answering);
      const ann = dial(world);
      await world.clock.advance(100);
      for (const { message, damage: changes, toBob } of hits) {
        let bytes = messages[message]!;
        for (const { at, cut, put } of changes)
          bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(put), bytes.subarray(at + cut)]);
        world.network.inject(bytes, toBob ? ANN : BOB, toBob ? BOB : ANN);
        await world.clock.advance(20);
      }
      ann.call.hangUp();
      await world.clock.advance(60_000);
      // Who knows every id of a call can take its BYE away from Bob; then his side ends it, as it does without media.
      for (const { call } of calls) call.hangUp();
      assert.deepEqual(await emptyOut(world), {});
      assert.equal(ann.endings.length, 1);
    }),
    { numRuns: 150 },
  );
});
