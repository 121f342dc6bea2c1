import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '#kernel';
import { ModelError, type SttStream, type SttStreamEvent } from '#models';
import { openSttStream, type SttStreamOptions, type SttWireEvents } from './stt-stream.ts';
import type { SttAction, SttProtocol } from './stt-translator.ts';

interface Rig {
  readonly stream: SttStream;
  readonly events: SttStreamEvent[];
  readonly sent: string[];
  readonly wire: SttWireEvents;
  readonly clock: VirtualClock;
  /** The vendor says these actions. */
  says(...actions: SttAction[]): void;
}

function rig(changes: Partial<SttStreamOptions> = {}, everyMs?: number): Rig {
  const clock = new VirtualClock();
  const events: SttStreamEvent[] = [];
  const sent: string[] = [];
  let wire: SttWireEvents | undefined;
  const protocol: SttProtocol = {
    ...{
      provider: 'vendor',
      url: () => 'ws://vendor',
      headers: {},
      pieceSamples: 160,
      fillsLastPiece: false,
    },
    translate: () => ({
      opened: () => [{ type: 'send', message: 'hello' }],
      audio: (pcm) => [{ type: 'send', message: `audio ${pcm.length}` }],
      finalize: () => [{ type: 'send', message: 'finalize' }],
      decode: (message) => JSON.parse(String(message)) as SttAction[],
      farewell: 'goodbye',
      ...(everyMs === undefined ? {} : { keepAlive: { everyMs, message: 'alive' } }),
    }),
  };
  const stream = openSttStream({
    ...{ protocol, clock, request: { language: 'en', grammar: null } },
    connect(_request, given) {
      wire = given;
      return {
        send: (message) => void sent.push(String(message)),
        close: (last) => void sent.push(`close ${last ?? ''}`.trim()),
      };
    },
    on: (event) => events.push(event),
    ...changes,
  });
  const says = (...actions: SttAction[]): void => wire!.onMessage(JSON.stringify(actions));
  return { stream, events, sent, clock, says, wire: wire! };
}

const error = new ModelError({ provider: 'vendor', fault: 'connectivity', message: 'gone' });

test('finalizes are settled 1.5 s after each at the latest, the oldest first', async () => {
  const { stream, events, clock, says } = rig();
  stream.write(new Int16Array(160));
  stream.finalize();
  await clock.advance(1000);
  stream.write(new Int16Array(160));
  stream.finalize();
  await clock.advance(499);
  assert.equal(events.length, 0);
  await clock.advance(1);
  assert.equal(events.length, 1);
  says({ type: 'settled' });
  assert.deepEqual(events, [{ type: 'settled' }, { type: 'settled' }]);
  says({ type: 'settled' });
  await clock.advance(5000);
  assert.equal(events.length, 2);
  assert.equal(clock.timers, 0);
});

test('an answer in time stops the clock of its finalize only', async () => {
  const { stream, events, clock, says } = rig();
  for (let i = 0; i < 2; i++) {
    stream.write(new Int16Array(160));
    stream.finalize();
  }
  says({ type: 'settled' });
  await clock.advance(1500);
  assert.equal(events.length, 2);
  assert.equal(clock.timers, 0);
});

test('for whole utterances the clock starts when the wire is open', async () => {
  const { stream, events, clock, wire } = rig({ settleMs: 3000, settlesOnceOpen: true });
  stream.write(new Int16Array(160));
  stream.finalize();
  await clock.advance(4000);
  assert.equal(events.length, 0);
  wire.onOpen();
  await clock.advance(2999);
  assert.equal(events.length, 0);
  await clock.advance(1);
  assert.equal(events.length, 1);
});

test('a wire on which nothing is said is kept alive, from its opening to its end', async () => {
  const { stream, sent, clock, wire } = rig({}, 4000);
  await clock.advance(20_000);
  assert.deepEqual(sent, []);
  wire.onOpen();
  await clock.advance(3000);
  stream.write(new Int16Array(160));
  await clock.advance(3999);
  assert.deepEqual(sent, ['hello', 'audio 160']);
  await clock.advance(1);
  assert.deepEqual(sent.slice(2), ['alive']);
  await clock.advance(8000);
  assert.deepEqual(sent.slice(2), ['alive', 'alive', 'alive']);
  stream.close();
  await clock.advance(60_000);
  assert.deepEqual(sent.slice(5), ['close goodbye']);
  assert.equal(clock.timers, 0);
});

test('a wire that fails is told once, and nothing after it', async () => {
  const { stream, events, sent, clock, wire, says } = rig({}, 4000);
  wire.onOpen();
  stream.write(new Int16Array(160));
  stream.finalize();
  wire.onFail(error);
  wire.onFail(error);
  says({ type: 'settled' });
  stream.write(new Int16Array(160));
  stream.finalize();
  stream.close();
  await clock.advance(10_000);
  assert.deepEqual(events, [{ type: 'failed', error }]);
  assert.deepEqual(sent, ['hello', 'audio 160', 'finalize']);
  assert.equal(clock.timers, 0);
});

test("a failure in the vendor's words closes the wire; what it said with it is dropped", () => {
  const { events, sent, says } = rig();
  says({ type: 'failed', error }, { type: 'partial', text: 'late' });
  assert.deepEqual(
    events.map((event) => event.type),
    ['failed'],
  );
  assert.deepEqual(sent, ['close']);
});

test('a listener may close the stream while it is told', () => {
  const seen: string[] = [];
  const made: Rig = rig({
    on(event) {
      seen.push(event.type);
      made.stream.close();
    },
  });
  made.says({ type: 'partial', text: 'one' }, { type: 'partial', text: 'two' });
  assert.deepEqual(seen, ['partial']);
  assert.deepEqual(made.sent, ['close goodbye']);
});

for (const spoke of [false, true])
  test(`a vendor that ${spoke ? 'has spoken is believed its silence' : 'never said a word has failed'}`, async () => {
    const { stream, events, clock, says, wire } = rig();
    wire.onOpen();
    if (spoke) says({ type: 'partial', text: 'hello' });
    stream.write(new Int16Array(8000));
    stream.finalize();
    await clock.advance(1500);
    assert.equal(events.at(-1)?.type, spoke ? 'settled' : 'failed');
    stream.close();
    assert.equal(clock.timers, 0);
  });
