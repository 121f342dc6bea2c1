import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as breath } from 'node:timers/promises';
import { VirtualClock } from '#kernel';
import { modelFor, requestOf, TTS_CASES } from './cases.ts';
import { compare, faultOf, join, never, say, until } from './hearing.ts';
import { speechOf, startTtsServer, type TtsFault, type TtsServerOptions } from './index.ts';
import { cut } from './server.ts';
import { bytesOf } from './speech.ts';

const TEXT = 'Good morning, this is the surgery; may I confirm your appointment at ten?';

for (const spec of TTS_CASES) {
  const { vendor } = spec;
  const start = (options?: TtsServerOptions) => startTtsServer(vendor, options);

  test(`${vendor}: what is heard is what the vendor said, with its words where it times them`, async () => {
    await using server = await disposable(start());
    const tts = modelFor(spec, server);
    const { pcm, words } = await say(tts, requestOf(spec, TEXT));
    await tts.close();
    const said = speechOf(TEXT, 8000);
    const { correlation, late } = compare(pcm, said.pcm);
    assert.ok(correlation > (spec.resampled ? 0.98 : 0.9999), `correlation ${correlation}`);
    assert.ok(Math.abs(late) <= 1, `${late} samples late`);
    assert.ok(Math.abs(pcm.length - said.pcm.length) <= 1, `${pcm.length} samples of ${said.pcm.length}`);
    const [request] = server.requests;
    assert.deepEqual(
      { text: request!.text, voice: request!.voice, state: request!.state },
      { text: TEXT, voice: spec.voice, state: 'done' },
    );
    if (!spec.timed) return assert.deepEqual(words, []);
    assert.deepEqual(
      words.map(({ text }) => text),
      said.words.map(({ text }) => text),
    );
    for (const [i, { startMs }] of said.words.entries())
      assert.ok(
        Math.abs(words[i]!.start / 8 - startMs) <= 20,
        `${words[i]!.text}: ${words[i]!.start / 8} ms`,
      );
    // Google tells where words begin; a word's end is the next one's beginning there.
    if (vendor !== 'google')
      for (const [i, { endMs }] of said.words.entries())
        assert.ok(
          Math.abs(words[i]!.end / 8 - endMs) <= 20,
          `${words[i]!.text} ends at ${words[i]!.end / 8} ms`,
        );
  });

  test(`${vendor}: the server says what a test lets it say`, async () => {
    await using server = await disposable(start({ voice: sweep }));
    const tts = modelFor(spec, server);
    const { pcm, words } = await say(tts, requestOf(spec, TEXT, { speed: 1.1 }));
    await tts.close();
    const said = sweep(TEXT, 8000);
    assert.ok(Math.abs(pcm.length - said.length) <= 1);
    assert.ok(compare(pcm, said).correlation > 0.98);
    if (spec.timed) assert.ok(Math.abs(words.at(-1)!.end - said.length) <= 160);
  });

  test(`${vendor}: utterances side by side do not mix`, async () => {
    await using server = await disposable(start());
    const tts = modelFor(spec, server);
    const texts = ['The first of the sentences.', 'Quite another one, and longer.', 'A third, why not?'];
    const heard = await Promise.all(texts.map((text) => say(tts, requestOf(spec, text))));
    await tts.close();
    for (const [i, { pcm }] of heard.entries())
      for (const [j, text] of texts.entries()) {
        const { correlation } = compare(pcm, speechOf(text, 8000).pcm.subarray(0, 12_000));
        assert.equal(correlation > 0.95, i === j, `${i} as ${j}: ${correlation}`);
      }
  });

  test(`${vendor}: an aborted utterance stops at the vendor too, and the next one is clean`, async () => {
    await using server = await disposable(start({ fault: (n) => (n === 0 ? stalls(spec) : null) }));
    const tts = modelFor(spec, server);
    const abort = new AbortController();
    const run = faultOf(say(tts, requestOf(spec, TEXT), abort.signal));
    await until('the request', () => server.requests.length === 1);
    abort.abort();
    assert.equal((await run).fault, 'aborted');
    await until('the vendor stops', () => server.requests[0]!.state === 'stopped');
    const { pcm } = await say(tts, requestOf(spec, 'The next one.'));
    assert.ok(compare(pcm, speechOf('The next one.', 8000).pcm).correlation > 0.98);
    await tts.close();
    await until('no socket is left', () => server.open === 0);
  });

  test(`${vendor}: a listener who leaves stops the vendor`, async () => {
    await using server = await disposable(start({ fault: () => (vendor === 'google' ? null : 'stall') }));
    const tts = modelFor(spec, server);
    for await (const { pcm } of tts.speak(requestOf(spec, TEXT), never)) if (pcm.length > 0) break;
    if (vendor !== 'google') await until('the vendor stops', () => server.requests[0]!.state === 'stopped');
    await tts.close();
    await until('no socket is left', () => server.open === 0);
  });

  const faults: readonly (readonly [TtsFault, string])[] = [
    ['close', 'connectivity'],
    ['rate-limit', 'rate-limit'],
    ['malformed', 'protocol'],
    ['told', spec.told],
  ];
  for (const [fault, expected] of faults)
    test(`${vendor}: ${fault} is one ${expected}, and the model still speaks afterwards`, async () => {
      await using server = await disposable(start({ fault: (n) => (n === 0 ? fault : null) }));
      const tts = modelFor(spec, server);
      const error = await faultOf(say(tts, requestOf(spec, TEXT)));
      assert.equal(error.fault, expected, error.message);
      assert.equal(error.provider, vendor);
      const { pcm } = await say(tts, requestOf(spec, 'Once more.'));
      assert.ok(compare(pcm, speechOf('Once more.', 8000).pcm).correlation > 0.98);
      await tts.close();
      await until('no socket is left', () => server.open === 0);
    });

  test(`${vendor}: a wrong key is a fault of the key, and no message holds it`, async () => {
    await using server = await disposable(start());
    const tts = modelFor(spec, server, { apiKey: 'wrong-key-1234' });
    const error = await faultOf(say(tts, requestOf(spec, TEXT)));
    assert.equal(error.fault, 'auth');
    assert.doesNotMatch(error.message, /wrong-key-1234/);
    assert.equal(server.requests.length, 0);
    await tts.close();
  });

  test(`${vendor}: no sound within 6 s, and no more of it for 5 s, are timeouts`, async () => {
    const faults: readonly TtsFault[] = vendor === 'google' ? ['slow'] : ['slow', 'stall'];
    for (const fault of faults) {
      await using server = await disposable(start({ fault: () => fault }));
      const clock = new VirtualClock();
      const tts = modelFor(spec, server, { clock });
      const pieces: Int16Array[] = [];
      let error: unknown = null;
      const run = faultOf(
        (async () => {
          for await (const { pcm } of tts.speak(requestOf(spec, TEXT), never)) pieces.push(pcm);
        })(),
      ).then((thrown) => (error = thrown));
      const half = fault === 'stall' ? halfOf(spec.resampled) : 0;
      await until('what comes', () => server.requests.length === 1 && join(pieces).length >= half);
      const limit = fault === 'slow' ? 6000 : 5000;
      await clock.advance(limit - 1);
      assert.equal(error, null);
      await clock.advance(1);
      assert.equal((await run).fault, 'timeout');
      await until('the vendor stops', () => server.requests[0]!.state === 'stopped');
      await tts.close();
      await clock.advance(2000);
      await until('no socket is left', () => server.open === 0);
      assert.equal(clock.timers, 0);
    }
  });

  test(`${vendor}: the speed reaches the vendor in its form; one it does not take is refused before`, async () => {
    await using server = await disposable(start());
    const tts = modelFor(spec, server);
    const { pcm } = await say(tts, requestOf(spec, TEXT, { speed: 1.2 }));
    assert.equal(server.requests[0]!.speed, 1.2);
    const said = speechOf(TEXT, 8000, 1.2).pcm;
    assert.ok(Math.abs(pcm.length - said.length) <= 8, `${pcm.length} of ${said.length}`);
    await say(tts, requestOf(spec, TEXT));
    assert.ok([null, 1].includes(server.requests[1]!.speed));
    const error = await faultOf(say(tts, requestOf(spec, TEXT, { speed: spec.tooFast })));
    assert.equal(error.fault, 'bad-request');
    assert.match(error.message, /speed is/);
    assert.equal(server.requests.length, 2);
    await tts.close();
  });

  test(`${vendor}: warming never fails, and after close nothing is spoken`, async () => {
    const server = await start();
    const tts = modelFor(spec, server);
    await tts.warm!(requestOf(spec, ''));
    if (spec.socket) assert.equal(server.open, 1);
    await breath();
    await breath();
    await say(tts, requestOf(spec, 'Warm.'));
    if (!spec.socket) {
      // A connection is free again a turn after its answer.
      await breath();
      await breath();
      await say(tts, requestOf(spec, 'Still warm.'));
      assert.equal(server.connections, 1);
    }
    if (spec.socket && vendor !== 'elevenlabs') assert.equal(server.opened, 1);
    await tts.close();
    await until('no socket is left', () => server.open === 0);
    assert.equal((await faultOf(say(tts, requestOf(spec, TEXT)))).fault, 'aborted');
    await server.stop();
    const nobody = modelFor(spec, server);
    await nobody.warm!(requestOf(spec, ''));
    assert.equal((await faultOf(say(nobody, requestOf(spec, TEXT)))).fault, 'connectivity');
    await nobody.close();
  });
}

/** A rising tone, 10 ms a character: the same sound at every rate. */
function sweep(text: string, rate: number): Int16Array {
  return Int16Array.from({ length: (text.length * rate) / 100 }, (_, n) =>
    Math.round(9000 * Math.sin(2 * Math.PI * (300 + (400 * n) / rate) * (n / rate))),
  );
}

/** Samples that come of a stalled answer: those of half of its pieces, less what resampling holds back. */
function halfOf(resampled: boolean): number {
  const [rate, held] = resampled ? [24_000, 40] : [8000, 0];
  const pieces = cut(bytesOf(speechOf(TEXT, rate).pcm));
  const bytes = pieces.slice(0, Math.ceil(pieces.length / 2)).reduce((sum, { length }) => sum + length, 0);
  return Math.floor((Math.floor(bytes / 2) * 8000) / rate) - held;
}

/** Google answers whole or not at all. */
function stalls({ vendor }: { vendor: string }): TtsFault {
  return vendor === 'google' ? 'slow' : 'stall';
}

async function disposable<Server extends { stop(): Promise<void> }>(
  starting: Promise<Server>,
): Promise<Server & AsyncDisposable> {
  const server = await starting;
  return Object.assign(Object.create(server) as Server, { [Symbol.asyncDispose]: () => server.stop() });
}
