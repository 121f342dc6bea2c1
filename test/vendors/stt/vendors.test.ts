/** Every vendor of streaming speech to text against a local server of its protocol: what works, and every fault. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { silentLogger, VirtualClock } from '#kernel';
import type { ModelFault, SttModel, SttRequest } from '#models';
import {
  createAssemblyAiStt,
  createAzureStt,
  createDeepgramFluxStt,
  createDeepgramStt,
  createElevenLabsStt,
  createGoogleStt,
  createOpenAiStt,
} from '#providers';
import {
  startSttServer,
  sttVendors,
  words,
  type SttScript,
  type SttServer,
  type SttVendor,
} from './index.ts';
import { frames, listen, silence, sound, type Listening } from './listening.ts';

type Factory = (options: Parameters<typeof createDeepgramStt>[0]) => SttModel;
const factories: Record<SttVendor, Factory> = {
  deepgram: createDeepgramStt,
  'deepgram-flux': createDeepgramFluxStt,
  openai: createOpenAiStt,
  elevenlabs: createElevenLabsStt,
  assemblyai: createAssemblyAiStt,
  azure: createAzureStt,
  google: createGoogleStt,
};
const request: SttRequest = { language: 'en-US', grammar: null };
const script: SttScript = {
  utterances: [words('yes I can come on Tuesday'), words('make it ten'), words('goodbye')],
};
/** The vendors whose finals say where they lie. */
const withOffsets: readonly SttVendor[] = ['deepgram', 'deepgram-flux', 'assemblyai', 'azure', 'google'];

const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));

interface Bench {
  readonly server: SttServer;
  readonly model: SttModel;
  readonly clock: VirtualClock;
}

async function bench(t: TestContext, vendor: SttVendor, key?: string, played = script): Promise<Bench> {
  const server = await startSttServer(vendor, played);
  const clock = new VirtualClock();
  const options = { apiKey: key ?? server.key, url: server.url, clock, logger: silentLogger };
  const model = factories[vendor](options);
  t.after(async () => {
    await model.close();
    await server.stop();
  });
  return { server, model, clock };
}

/** Speaks, and stops; the events of this utterance are there when it returns. */
async function utter(stream: { write(pcm: Int16Array): void; finalize(): void }, ear: Listening, ms: number) {
  const settled = ear.of('settled').length;
  for (const frame of frames(sound(ms))) stream.write(frame);
  for (const frame of frames(silence(200))) stream.write(frame);
  stream.finalize();
  await ear.until('settled', settled + 1);
}

for (const vendor of sttVendors) {
  test(`${vendor}: partials, finals and settled, utterance after utterance on one socket`, async (t) => {
    const { server, model, clock } = await bench(t, vendor);
    const ear = listen();
    const stream = model.open!(request, ear.on);
    await utter(stream, ear, 1800);
    const partials = ear.of('partial').map((event) => event.text);
    assert.ok(partials.length >= 4, `partials: ${partials.join(' | ')}`);
    for (const partial of partials) assert.ok('yes I can come on Tuesday'.startsWith(partial), partial);
    assert.deepEqual(
      ear.of('final').map((event) => event.text),
      ['yes I can come on Tuesday'],
    );
    await utter(stream, ear, 900);
    await utter(stream, ear, 400);
    assert.deepEqual(
      ear.of('final').map((event) => event.text),
      ['yes I can come on Tuesday', 'make it ten', 'goodbye'],
    );
    assert.equal(ear.of('settled').length, 3);
    assert.equal(ear.of('failed').length, 0);
    if (withOffsets.includes(vendor)) {
      // 2,000 ms, 1,100 ms and 600 ms were written; each utterance begins at once.
      const starts = ear.of('final').map((event) => event.start!);
      [0, 16_000, 24_800].forEach((at, i) =>
        assert.ok(Math.abs(starts[i]! - at) <= 8, `${starts[i]} instead of ${at}`),
      );
      assert.ok(Math.abs(ear.of('final')[0]!.end! - 14_400) <= 8);
    }
    assert.equal(server.received.length, 1);
    assert.deepEqual(server.received[0]!.violations, []);
    stream.close();
    stream.close();
    await server.emptied();
    assert.equal(ear.of('settled').length, 3);
    await clock.advance(10_000);
    assert.equal(clock.timers, 0, 'timers left');
  });

  test(`${vendor}: a finalize is settled once, also when nothing was said`, async (t) => {
    const { model, clock } = await bench(t, vendor);
    const ear = listen();
    const stream = model.open!(request, ear.on);
    stream.finalize();
    assert.deepEqual(ear.events, [{ type: 'settled' }]);
    for (const frame of frames(silence(500))) stream.write(frame);
    stream.finalize();
    await ear.until('settled', 2);
    await utter(stream, ear, 1800);
    await clock.advance(5000);
    assert.equal(ear.of('settled').length, 3);
    assert.deepEqual(
      ear.of('final').map((event) => event.text),
      ['yes I can come on Tuesday'],
    );
    stream.close();
  });

  test(`${vendor}: a vendor that says nothing is settled after 1.5 s`, async (t) => {
    const { server, model, clock } = await bench(t, vendor);
    const faults = server.faults;
    faults.neverAnswers = true;
    const ear = listen();
    const stream = model.open!(request, ear.on);
    stream.write(sound(500));
    stream.finalize();
    await clock.advance(1499);
    assert.equal(ear.of('settled').length, 0);
    await clock.advance(1);
    assert.deepEqual(ear.events, [{ type: 'settled' }]);
    stream.close();
    await server.emptied();
  });

  test(`${vendor}: audio written before the socket is open is kept`, async (t) => {
    const { server, model } = await bench(t, vendor);
    server.faults.opensAfterMs = 60;
    const ear = listen();
    const stream = model.open!(request, ear.on);
    await utter(stream, ear, 1800);
    assert.deepEqual(
      ear.of('final').map((event) => event.text),
      ['yes I can come on Tuesday'],
    );
    assert.ok(server.received[0]!.audioMs >= 2000);
    stream.close();
    await server.emptied();
  });

  test(`${vendor}: close in the middle is silent`, async (t) => {
    const { server, model, clock } = await bench(t, vendor);
    const ear = listen();
    const stream = model.open!(request, ear.on);
    for (const frame of frames(sound(900))) stream.write(frame);
    await ear.until('partial');
    stream.finalize();
    stream.close();
    const told = ear.events.length;
    stream.write(sound(100));
    stream.finalize();
    await server.emptied();
    await clock.advance(10_000);
    assert.equal(ear.events.length, told);
    const early = listen();
    model.open!(request, early.on).close();
    await server.emptied();
    assert.deepEqual(early.events, []);
  });

  test(`${vendor}: recognize gives one utterance's words, and its value in a grammar`, async (t) => {
    const { server, model } = await bench(t, vendor, undefined, {
      utterances: [words('Yes, please.'), words('what did you say'), words('no idea')],
    });
    const grammar = {
      phrases: [
        { text: 'yes', value: 'confirmed' },
        { text: 'no', value: 'declined' },
      ],
      fillers: { after: ['please'] },
    };
    const signal = new AbortController().signal;
    const yes = await model.recognize(sound(600), { ...request, grammar }, signal);
    assert.deepEqual([yes.text, yes.value, yes.accepted], ['Yes, please.', 'confirmed', true]);
    const other = await model.recognize(sound(1200), { ...request, grammar }, signal);
    assert.deepEqual([other.text, other.value, other.accepted], ['what did you say', null, false]);
    const open = await model.recognize(sound(600), request, signal);
    assert.deepEqual([open.text, open.value, open.accepted], ['no idea', null, true]);
    const nothing = await model.recognize(silence(600), request, signal);
    assert.deepEqual(nothing, { text: '', value: null, confidence: 0, accepted: false });
    await server.emptied();
  });

  test(`${vendor}: recognize ends on an abort and on the model's end`, async (t) => {
    const { server, model, clock } = await bench(t, vendor);
    server.faults.neverAnswers = true;
    const aborting = new AbortController();
    const aborted = assert.rejects(model.recognize(sound(600), request, aborting.signal), {
      fault: 'aborted',
    });
    aborting.abort();
    await aborted;
    const closed = assert.rejects(model.recognize(sound(600), request, new AbortController().signal), {
      fault: 'aborted',
    });
    await model.close();
    await closed;
    const late = listen();
    model.open!(request, late.on);
    await clock.advance(1);
    assert.equal(late.of('failed')[0]?.error.fault, 'aborted');
    await server.emptied();
  });

  const faults: readonly {
    readonly name: string;
    readonly key?: string;
    readonly set: Partial<SttServer['faults']>;
    readonly fault: ModelFault;
    readonly after?: number;
  }[] = [
    { name: 'a wrong key', key: 'wrong', set: {}, fault: 'auth' },
    { name: 'too many requests', set: { refuse: 429 }, fault: 'rate-limit' },
    { name: 'a service out of order', set: { refuse: 503 }, fault: 'unavailable' },
    { name: 'a handshake that is never answered', set: { neverOpens: true }, fault: 'timeout', after: 5000 },
    { name: 'a socket that breaks', set: { breaksAfterMs: 400 }, fault: 'connectivity' },
    { name: 'a message nobody can read', set: { malformedAfterMs: 400 }, fault: 'protocol' },
    { name: "an error in the vendor's words", set: { errorAfterMs: 400 }, fault: 'unavailable' },
  ];
  for (const { name, key, set, fault, after } of faults)
    test(`${vendor}: ${name} is one failure (${fault})`, async (t) => {
      const { server, model, clock } = await bench(t, vendor, key);
      Object.assign(server.faults, set);
      const ear = listen();
      const stream = model.open!(request, ear.on);
      for (const frame of frames(sound(1000))) stream.write(frame);
      stream.finalize();
      if (after !== undefined) await clock.advance(after);
      await ear.until('failed');
      const told = ear.events.length;
      assert.equal(ear.events.at(-1)?.type, 'failed');
      const { error } = ear.of('failed')[0]!;
      assert.equal(error.fault, fault, error.message);
      assert.equal(error.provider, model.provider);
      assert.ok(!error.message.includes(key ?? server.key));
      stream.write(sound(100));
      stream.finalize();
      stream.close();
      await server.emptied();
      await clock.advance(10_000);
      assert.equal(ear.events.length, told);
      assert.equal(clock.timers, 0, 'timers left');

      const whole = model.recognize(sound(1000), request, new AbortController().signal);
      const refused = assert.rejects(whole, { name: 'ModelError', fault });
      if (after !== undefined) await clock.advance(after);
      await refused;
      await server.emptied();
    });
}

test('no promise was left alone', () => {
  assert.deepEqual(unhandled, []);
});
