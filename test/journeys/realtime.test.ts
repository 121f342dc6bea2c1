/** Agents of a speech-to-speech model, against local servers that speak three vendors' protocols, over real calls. */
import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { readClip } from '../../fixtures/speech/clips.ts';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { findClip, speechLevel } from '../peers/listen.ts';
import {
  REALTIME_KEY,
  realtimeVendors,
  startRealtimeServer,
  type RealtimeReply,
  type RealtimeScript,
  type RealtimeServer,
  type RealtimeVendor,
} from '../vendors/realtime/index.ts';
import { runParley, type Client } from './parley.ts';
import { eventsOf, findPieces, spoken, until } from './recorded.ts';

const END = { name: 'end_call', arguments: {} };
const GREETING = 'Hello, this is the practice. How can I help you?';
/** Twice as fast as it is spoken. */
const PACE_MS = 50;

interface Stage {
  readonly client: Client;
  readonly server: RealtimeServer;
  readonly phone: BaresipPeer;
  call(agent?: Record<string, unknown>): Promise<string>;
  /** The agent has said so many things. */
  said(id: string, count: number): Promise<void>;
}

async function stage(context: TestContext, vendor: RealtimeVendor, script: RealtimeScript): Promise<Stage> {
  const server = await startRealtimeServer(
    vendor,
    script.paceMs === undefined ? { paceMs: PACE_MS, ...script } : script,
  );
  context.after(() => server.stop());
  const phone = await startBaresip({ codec: 'PCMU' });
  context.after(() => phone.stop());
  const running = await runParley({ vendors: { [vendor]: { key: REALTIME_KEY, url: server.url } } });
  context.after(() => running.close());
  const { client } = running;
  return {
    client,
    server,
    phone,
    async call(agent = {}) {
      const body = {
        name: 'Live',
        language: 'en-US',
        prompt: 'You help {{name}}.',
        realtime: { provider: vendor },
        // On a machine under load the phone may take its time.
        silence: { reminder_after_s: 60 },
        tools: [{ type: 'end_call' }],
        ...agent,
      };
      const made = await client.post('/v1/calls', {
        agent: body,
        to: phone.uri,
        variables: { name: 'Anna' },
      });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      return made.body['id'];
    },
    said: (id, count) =>
      until(
        async () => (await eventsOf(client, id)).filter(({ type }) => type === 'agent-said').length >= count,
      ),
  };
}

/** The first answer of all is this one; every session after it is a good one. */
function onceBad(bad: RealtimeReply): RealtimeScript {
  let asked = 0;
  return {
    paceMs: PACE_MS,
    get replies() {
      return asked++ === 0 ? [bad] : [{ text: 'Goodbye.', calls: [END] }];
    },
  };
}

const texts = (call: Record<string, any>): string[] =>
  call['turns'].map(({ who, text }: { who: string; text: string }) => `${who}: ${text}`);

/** How much of the clip the phone heard, ms: where in the clip its last sound is. Holds and stalls are no part of it. */
function heardMs(clip: Int16Array, audio: Int16Array): number {
  let last = audio.length;
  while (last > 0 && Math.abs(audio[last - 1]!) < 300) last--;
  const end = audio.subarray(Math.max(0, last - 2_400), last);
  const { offset, correlation } = findClip(end, clip);
  assert.ok(correlation > 0.8, `the last sound is of the clip (${correlation})`);
  return (offset + end.length) / 8;
}

/** What goes wrong, and the end reason. */
const faults = (): readonly (readonly [string, RealtimeScript, RegExp])[] => [
  ['refused with 429', { replies: [], handshake: { status: 429 } }, /model-failed/],
  [
    'cut in the middle of each answer',
    { replies: [{ text: 'One two three four five six.', fault: 'close' }] },
    /model-failed/,
  ],
  ['a malformed frame', onceBad({ text: 'One two three four.', fault: 'malformed' }), /agent-hung-up/],
  ['cut in the middle once', onceBad({ text: 'One two three four.', fault: 'close' }), /agent-hung-up/],
  ['a slow first byte', { replies: [{ text: 'Goodbye.', calls: [END] }], paceMs: 2_000 }, /agent-hung-up/],
];
describe('a realtime agent', { concurrency: 2 }, () => {
  for (const vendor of realtimeVendors)
    test(`${vendor}: greets, hears, calls a tool, hangs up`, { timeout: 60_000 }, async (context) => {
      const greeting = await spoken(GREETING, 'rms');
      const { client, server, phone, call, said } = await stage(context, vendor, {
        replies: [
          { text: GREETING, pcm: greeting },
          { calls: [{ name: 'set_variable', arguments: { day: 'Tuesday' } }] },
          { text: 'Tuesday it is. Goodbye.', calls: [END] },
        ],
        heard: ['No, thanks.'],
      });
      const id = await call({
        greeting: GREETING,
        turns: { endpoint_ms: 1_000 },
        tools: [{ type: 'end_call' }, { type: 'set_variable', names: ['day'] }],
      });
      await said(id, 1);
      await phone.say(readClip('no_thanks_slt'));
      const ended = await client.settled(id, 40_000);
      assert.equal(ended['outcome'].end_reason.code, 'agent-hung-up', JSON.stringify(ended['outcome']));
      assert.deepEqual(texts(ended), [
        `agent: ${GREETING}`,
        'callee: No, thanks.',
        'agent: Tuesday it is. Goodbye.',
      ]);
      const [session] = server.requests;
      assert.deepEqual(session!.violations, []);
      assert.match(
        JSON.stringify(session!.messages),
        /Say exactly the following.*Hello, this is the practice/,
      );
      assert.deepEqual(
        session!.toolResults.map(({ result }) => result),
        ['{"status":"kept"}'],
      );
      // The callee's words reached the model as they were spoken.
      assert.equal(session!.turns.length, 1);
      const turn = findPieces(readClip('no_thanks_slt'), session!.turns[0]!);
      assert.ok(turn.correlation > 0.9, `the model heard the callee (${turn.correlation})`);
      await phone.event('CALL_CLOSED');
      const greeted = findPieces(greeting, phone.heard());
      assert.ok(greeted.correlation > 0.95, `the phone heard the greeting (${greeted.correlation})`);
      let answered: Record<string, any> | undefined;
      // Facts are committed in groups, the last ones a moment after the end.
      await until(async () => {
        answered = (await eventsOf(client, id)).find(({ type }) => type === 'turn-measured')?.data;
        return answered !== undefined;
      });
      const { endpoint_ms: endpoint, total_ms: total } = answered!;
      context.diagnostic(`${vendor}: endpoint ${endpoint} ms, answer ${total} ms after the speech`);
      await server.idle();
    });

  for (const vendor of realtimeVendors)
    test(`${vendor}: talked over, its history is what was heard`, { timeout: 60_000 }, async (context) => {
      const offer =
        'Let me tell you about our offer, which has quite a number of parts that I shall name one after the other until you have heard them all.';
      const clip = await spoken(offer, 'rms');
      const { client, server, phone, call } = await stage(context, vendor, {
        replies: [{ text: offer, pcm: clip }, { calls: [END] }],
        heard: ['No, thanks.'],
      });
      const id = await call();
      await until(async () => (await eventsOf(client, id)).some(({ type }) => type === 'utterance-started'));
      await delay(1_500);
      await phone.say(readClip('talkover_slt'));
      const ended = await client.settled(id, 40_000);
      assert.equal(ended['outcome'].end_reason.code, 'agent-hung-up', JSON.stringify(ended['outcome']));
      const [agent, callee] = ended['turns'];
      assert.deepEqual(
        [agent.interrupted, callee.text],
        [true, 'No, thanks.'],
        JSON.stringify(ended['turns']),
      );
      assert.ok(offer.startsWith(agent.text) && agent.text.length < offer.length, agent.text);
      await phone.event('CALL_CLOSED');
      const heard = heardMs(clip, phone.heard());
      const [session] = server.requests;
      assert.deepEqual(session!.violations, []);
      if (vendor === 'openai') {
        const [cut] = session!.truncations;
        context.diagnostic(`truncated at ${cut?.heardMs} ms, the phone heard ${heard} ms`);
        assert.ok(cut && Math.abs(cut.heardMs - heard) <= 100, `${cut?.heardMs} ${heard}`);
      } else {
        assert.deepEqual(session!.truncations, []);
        assert.ok(JSON.stringify(session!.messages).includes(`heard only: \\"${agent.text}`), agent.text);
      }
    });

  for (const vendor of realtimeVendors)
    test(
      `${vendor}: each fault ends in speech or in a clear reason`,
      { timeout: 150_000 },
      async (context) => {
        for (const [name, script, reason] of faults()) {
          const { client, server, call } = await stage(context, vendor, script);
          const ended = await client.settled(await call(), 40_000);
          const { code, provider } = ended['outcome'].end_reason;
          assert.match(code, reason, `${name}: ${JSON.stringify(ended['outcome'])}`);
          if (code === 'model-failed') assert.equal(provider.name, vendor, name);
          else assert.match(texts(ended).at(-1)!, /Goodbye/, name);
          await server.idle();
        }
      },
    );

  test(
    'what stands beside realtime is refused; say is refused plainly, inform is answered',
    { timeout: 60_000 },
    async (context) => {
      const { client, server, phone, call, said } = await stage(context, 'openai', {
        replies: [{ text: GREETING }, { text: 'We open at nine.' }, { text: 'Bye.', calls: [END] }],
      });
      const beside = {
        name: 'x',
        prompt: 'y',
        realtime: { provider: 'openai' },
        stt: { provider: 'openai' },
      };
      const refused = await client.post('/v1/calls', { agent: beside, to: phone.uri });
      assert.equal(refused.status, 400);
      assert.match(JSON.stringify(refused.body), /agent\.stt.*cannot stand beside realtime/);
      const id = await call();
      await said(id, 1);
      const say = await client.post(`/v1/calls/${id}/say`, { text: 'Hello.' });
      assert.deepEqual([say.status, say.body['code']], [409, 'call-can-not'], JSON.stringify(say.body));
      const inform = await client.post(`/v1/calls/${id}/inform`, { text: 'We open at nine.', respond: true });
      assert.ok(inform.status < 300, JSON.stringify(inform.body));
      await said(id, 2);
      assert.match(JSON.stringify(server.requests[0]!.messages), /We open at nine\./);
      await phone.say(readClip('no_thanks_slt'));
      const ended = await client.settled(id, 40_000);
      assert.equal(ended['outcome'].code, 'completed', JSON.stringify(ended['outcome']));
      await phone.event('CALL_CLOSED');
      assert.ok(speechLevel(phone.heard()).activeMs > 1_000);
    },
  );
});
