import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readEvents, type CallEventView } from './client.ts';

const text = [
  ': parley\n\n',
  'id: 1\nevent: call-accepted\ndata: {"seq":1,"at":"","type":"call-accepted","data":{}}\n\n',
  ': quiet\n\n',
  'id: 2\nevent: agent-said\ndata: {"seq":2,"at":"","type":"agent-said","data":{"text":"Hi: you"}}\n\n',
].join('');

test('events are read whole however the stream is cut; comments are none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(text.length)), async (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), text.length];
      const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
      const events: CallEventView[] = [];
      for await (const event of readEvents(iterate(pieces))) events.push(event);
      assert.deepEqual(
        events.map(({ seq, data }) => [seq, data['text']]),
        [
          [1, undefined],
          [2, 'Hi: you'],
        ],
      );
    }),
  );
});

async function* iterate(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}
