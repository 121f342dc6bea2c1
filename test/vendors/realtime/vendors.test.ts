/** Each speech-to-speech model against a local server that speaks its vendor's protocol: answers, tools, every fault. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { assertItems, openSession } from './hearing.ts';
import {
  audioOf,
  REALTIME_KEY,
  REALTIME_USAGE,
  realtimeVendors,
  startRealtimeServer,
  type RealtimeFault,
  type RealtimeScript,
} from './index.ts';

const tokens = { inputTokens: REALTIME_USAGE.input, outputTokens: REALTIME_USAGE.output };
const greeting = { text: 'Hello, this is the practice.' };

const broken = (fault: RealtimeFault): RealtimeScript => ({ replies: [{ ...greeting, fault }] });

for (const vendor of realtimeVendors) {
  test(`${vendor}: a greeting asked for before the session is ready, then a turn of the callee`, async (context) => {
    const script: RealtimeScript = {
      replies: [greeting, { text: 'Tuesday it is.' }],
      heard: ['Tuesday, please.'],
    };
    const { server, session, events, of, answered, speak, until, quiet } = await openSession(
      context,
      vendor,
      script,
    );
    session.respond('Greet them.');
    await answered(1);
    assert.equal(events[0]!.type, 'ready');
    assert.match(
      server.requests[0]!.asked[0] || JSON.stringify(server.requests[0]!.messages),
      /Greet them\./,
    );
    const text = (): string =>
      of('agent-text')
        .map((event) => event.text)
        .join('');
    assert.equal(text(), greeting.text);
    const samples = of('audio').reduce((sum, { pcm }) => sum + pcm.length, 0);
    assert.equal(samples, audioOf(greeting).length);
    assert.ok(of('audio').every(({ pcm }) => pcm.some((sample) => Math.abs(sample) > 1000)));
    assert.deepEqual(of('response-finished'), [
      { type: 'response-finished', status: 'completed', ...tokens },
    ]);

    speak();
    session.respond();
    await answered(2);
    await until(() => of('callee-text').length === 1);
    assert.equal(of('callee-text')[0]!.text, 'Tuesday, please.');
    assert.equal(text(), `${greeting.text}Tuesday it is.`);
    // The second of speech, half a second before it and what followed; not the whole silence.
    const [turn] = server.requests[0]!.turns;
    assert.equal(turn!.length, 4000 + 8000 + 1600);
    assert.deepEqual(server.requests[0]!.violations, []);
    assertItems(events);
    session.close();
    await quiet();
  });

  test(`${vendor}: a tool call, its result, the answer to it; what it should know goes along`, async (context) => {
    const call = { name: 'book', arguments: { day: 2 } };
    const script = { replies: [{ text: 'One moment.', calls: [call] }, { text: 'It is booked.' }] };
    const { server, session, events, of, answered, speak, quiet } = await openSession(
      context,
      vendor,
      script,
    );
    speak();
    session.respond();
    await answered(1);
    const made = of('tool-call').map((event) => event.call);
    assert.deepEqual(
      made.map(({ name, arguments: text }) => [name, JSON.parse(text)]),
      [['book', { day: 2 }]],
    );
    session.toolResult(made[0]!, 'done');
    session.inform('It rains there.');
    session.instruct('Be kind.');
    session.respond();
    await answered(2);
    const [received] = server.requests;
    assert.deepEqual(received!.toolResults, [{ id: made[0]!.id, result: 'done' }]);
    assert.match(JSON.stringify(received!.messages), /It rains there\..*Be kind\./);
    assert.deepEqual(received!.violations, []);
    assertItems(events);
    session.close();
    await quiet();
  });

  test(`${vendor}: an interruption stops the answer, cuts the item, and is answered`, async (context) => {
    const script = { replies: [{ ...greeting, stalls: true }, { text: 'Yes?' }], heard: ['Wait.'] };
    const { server, session, model, events, of, until, answered, speak, quiet } = await openSession(
      context,
      vendor,
      script,
    );
    session.cancel();
    session.respond();
    await until(() => of('audio').length >= 4);
    const { item } = of('audio')[0]!;
    speak();
    session.cancel();
    session.truncate(item, 150.4);
    session.respond();
    await answered(2);
    assert.deepEqual(
      of('response-finished').map(({ status }) => status),
      ['cancelled', 'completed'],
    );
    const [received] = server.requests;
    assert.deepEqual(received!.truncations, model.capabilities.truncate ? [{ item, heardMs: 150 }] : []);
    assert.equal(model.capabilities.truncate, vendor === 'openai');
    assert.equal(received!.turns.length, 1);
    assert.deepEqual(received!.violations, []);
    assertItems(events);
    session.cancel();
    await model.close();
    await quiet();
  });

  test(`${vendor}: a sound during the answer does not stop it, and is part of the next turn`, async (context) => {
    const script = { replies: [greeting, { text: 'Good.' }], heard: ['Uh-huh. Yes.'] };
    const { server, session, events, of, until, answered, speak, quiet } = await openSession(
      context,
      vendor,
      script,
    );
    session.respond();
    await until(() => of('audio').length >= 2);
    speak();
    await answered(1);
    speak();
    session.respond();
    await answered(2);
    assert.deepEqual(
      of('response-finished').map(({ status }) => status),
      ['completed', 'completed'],
    );
    assert.ok(server.requests[0]!.turns[0]!.length > 2 * 8000);
    assert.deepEqual(server.requests[0]!.violations, []);
    assertItems(events);
    session.close();
    await quiet();
  });

  test(`${vendor}: every fault is one failure of its kind, and leaves nothing open`, async (context) => {
    for (const [script, kind] of [
      [{ replies: [], handshake: { status: 429 } }, 'rate-limit'],
      [{ replies: [], handshake: { status: 503 } }, 'unavailable'],
      [broken('close'), 'connectivity'],
      [broken('malformed'), 'protocol'],
      [broken('error-event'), 'unavailable'],
      [{ replies: [{ fails: 'quota' as const }] }, 'quota'],
    ] as const) {
      const { session, failure } = await openSession(context, vendor, script);
      session.respond();
      assert.equal((await failure()).fault, kind, JSON.stringify(script));
    }
    const wrong = await openSession(context, vendor, { replies: [] }, { apiKey: 'wrong-key' });
    assert.equal((await wrong.failure()).fault, 'auth');
  });

  test(`${vendor}: a handshake or a session that does not begin in time`, async (context) => {
    const silent = await openSession(context, vendor, { replies: [], handshake: 'silence' });
    await silent.server.until((requests) => requests.length === 1);
    await silent.clock.advance(5000);
    assert.equal((await silent.failure()).fault, 'timeout');
    const unready = await openSession(context, vendor, { replies: [], neverReady: true });
    unready.session.respond();
    await unready.server.until(([received]) => received?.messages.length === 1);
    await unready.clock.advance(8000);
    assert.equal((await unready.failure()).fault, 'timeout');
    assert.equal(unready.server.requests[0]!.messages.length, 1, 'nothing but the setup goes before it');
  });

  test(`${vendor}: closed while it opens or while it speaks, it tells nothing more`, async (context) => {
    const early = await openSession(context, vendor, { replies: [] });
    early.session.close();
    await early.quiet();
    assert.deepEqual(early.events, []);
    const late = await openSession(context, vendor, { replies: [{ ...greeting, stalls: true }] });
    late.session.respond();
    await late.until(() => late.of('audio').length > 0);
    const told = late.events.length;
    late.session.close();
    await late.quiet();
    assert.equal(late.events.length, told);
  });

  test(`${vendor}: the local server refuses what the protocol forbids`, async (context) => {
    const server = await startRealtimeServer(vendor, { replies: [] });
    context.after(() => server.stop());
    const service = 'google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';
    const path = vendor === 'gemini' ? `/ws/${service}` : '/realtime?model=some';
    const headers = { authorization: `Bearer ${REALTIME_KEY}`, 'x-goog-api-key': REALTIME_KEY };
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, { headers });
    await once(socket, 'open');
    socket.send('{"type":"response.begin"}');
    await server.until(([received]) => received!.violations.length === 1);
    if (vendor === 'gemini') assert.equal((await once(socket, 'close'))[0], 1007);
    else socket.close();
    await server.idle();
  });
}

test('a response that reached a limit has failed, and the session goes on', async (context) => {
  for (const vendor of ['openai', 'xai'] as const) {
    const script: RealtimeScript = { replies: [{ fails: 'rate-limit' }, greeting] };
    const { session, of, answered, quiet } = await openSession(context, vendor, script);
    session.respond();
    await answered(1);
    session.respond();
    await answered(2);
    assert.deepEqual(
      of('response-finished').map(({ status }) => status),
      ['failed', 'completed'],
    );
    assert.deepEqual(of('failed'), []);
    session.close();
    await quiet();
  }
});
