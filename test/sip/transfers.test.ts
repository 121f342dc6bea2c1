/** What the other side of a call does with it while the agent talks: hold, REFER both ways, attended transfer. */
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import type { IncomingSipCall } from '#telephony';
import { asker, runParley, type Running } from '../journeys/parley.ts';
import { eventsOf, until, type CallEventView } from '../journeys/recorded.ts';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { takesRefer } from '../peers/sipp-dialogs.ts';
import { startSipp } from '../peers/sipp.ts';
import { openPhone, place, SDP, watch } from './phone.ts';

let running: Running;
before(async () => void (running = await runParley()));
after(() => running.close());

interface Talk {
  readonly id: string;
  events(): Promise<CallEventView[]>;
  /** When the log holds it. */
  has(type: string): Promise<void>;
  ended(): Promise<Record<string, any>>;
}

/** A call to that number through a trunk at that address, answered. */
async function talking(to: string, address: string, settings: Record<string, unknown> = {}): Promise<Talk> {
  const { client } = running;
  const trunk = await client.post('/v1/trunks', {
    name: `Trunk of ${to}`,
    gateways: [{ uri: `sip:${address}` }],
    ...settings,
  });
  assert.equal(trunk.status, 201, JSON.stringify(trunk.body));
  const from = to.replace('+346', '+349');
  await client.post('/v1/numbers', { e164: from, trunk_id: trunk.body['id'] });
  const agent = asker('Is everything all right with your order so far?', {
    silence: { reminder_after_s: 1, max_reminders: 1 },
  });
  const made = await client.post('/v1/calls', { agent, to, from });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const id = made.body['id'] as string;
  const events = (): Promise<CallEventView[]> => eventsOf(client, id);
  const has = (type: string): Promise<void> =>
    until(async () => (await events()).some((event) => event.type === type));
  await has('call-answered');
  return { id, events, has, ended: () => client.settled(id, 40_000) };
}

async function phoneFor(context: TestContext, user: string): Promise<BaresipPeer> {
  const phone = await startBaresip({ codec: 'PCMU', user });
  context.after(() => phone.stop());
  return phone;
}

test('hold, REFER, attended transfer', { concurrency: true, timeout: 40_000 }, async (t) => {
  await Promise.all([
    t.test('a trunk that transfers by itself: REFER, its NOTIFYs, our BYE', async () => {
      const trunk = await startSipp({ scenario: takesRefer(['100 Trying', '200 OK']), timeoutS: 30 });
      const talk = await talking('+34600000201', trunk.address, { transfer: 'refer' });
      const answer = await running.client.post(`/v1/calls/${talk.id}/transfer`, { to: '+34600000299' });
      assert.ok(answer.status < 300, JSON.stringify(answer.body));
      const { outcome } = await talk.ended();
      const { code, errors, messages } = await trunk.done;
      assert.equal(code, 0, errors);
      assert.deepEqual([outcome.code, outcome.end_reason.code], ['completed', 'transferred']);
      const refer = messages.find(({ method }) => method === 'REFER')!;
      assert.equal(refer.header('Refer-To'), `<sip:+34600000299@${trunk.address}>`);
      const log = await talk.events();
      assert.deepEqual(
        log.filter(({ type }) => type === 'refer-progress').map(({ data }) => data['status']),
        [202, 100, 200],
      );
      assert.deepEqual(
        log.filter(({ type }) => type === 'dial-decided').map(({ data }) => data['stage']),
        ['acceptance', 'attempt', 'transfer'],
      );
      assert.equal(log.filter(({ type }) => type === 'invite-sent').length, 1, 'no leg of ours');
      assert.equal(log.filter(({ type }) => type === 'attempt-ended').length, 2);
    }),
    t.test('held by the callee, nobody is reminded of anything; back, the agent goes on', async (context) => {
      const phone = await phoneFor(context, '+34600000202');
      const talk = await talking('+34600000202', phone.address);
      await talk.has('utterance-ended');
      await phone.hold();
      await talk.has('callee-held');
      await phone.resume();
      await talk.has('callee-resumed');
      await talk.has('reminder-given');
      await phone.hangUp();
      const { outcome } = await talk.ended();
      assert.equal(outcome.end_reason.code, 'callee-hung-up');
      const order = (await talk.events()).map(({ type }) => type);
      const [held, resumed] = [order.indexOf('callee-held'), order.indexOf('callee-resumed')];
      assert.ok(!order.slice(held, resumed).includes('reminder-given'));
    }),
    t.test('the callee refers us to somebody, whom the agent goes on with', async (context) => {
      const [phone, other] = await Promise.all([
        phoneFor(context, '+34600000203'),
        phoneFor(context, 'other'),
      ]);
      const talk = await talking('+34600000203', phone.address, { referrals: 'follow' });
      await phone.transfer(other.uri);
      await other.event('CALL_ESTABLISHED');
      await talk.has('callee-replaced');
      await phone.event('CALL_CLOSED');
      await other.hangUp();
      const { outcome } = await talk.ended();
      assert.equal(outcome.end_reason.code, 'callee-hung-up');
      const log = await talk.events();
      assert.equal(log.filter(({ type }) => type === 'attempt-ended').length, 2);
    }),
    t.test('a trunk that may not refer: 603, and the call goes on', async (context) => {
      const phone = await phoneFor(context, '+34600000204');
      const talk = await talking('+34600000204', phone.address);
      await phone.transfer('sip:nobody@127.0.0.1:9');
      await talk.has('referral-received');
      await phone.hangUp();
      assert.equal((await talk.ended())['outcome'].end_reason.code, 'callee-hung-up');
    }),
    t.test('an INVITE with Replaces takes the callee’s place; the former dialog gets our BYE', async () => {
      const [callee, other] = await Promise.all([openPhone(), openPhone()]);
      try {
        const came = Promise.withResolvers<IncomingSipCall>();
        callee.onInvite((call) => {
          came.resolve(call);
          void call.accept(SDP, () => Promise.resolve());
        });
        const talk = await talking('+34600000205', callee.address);
        const call = await came.promise;
        const released = watch(call).ended;
        const tag = /;tag=([^;>]+)/.exec(call.from)![1]!;
        const { callId, localTag } = call.identity;
        const named = (to: string): string => `${callId};to-tag=${to};from-tag=${localTag}`;
        // A dialog that Parley does not have.
        const stranger = place(other, call.source, { replaces: named('none') });
        assert.equal((await stranger.ended).status, 481);
        const taking = place(other, call.source, { replaces: named(tag) });
        await taking.answered;
        assert.deepEqual([(await released).kind, (await released).by], ['bye', 'peer']);
        await talk.has('callee-replaced');
        taking.call.hangUp();
        assert.equal((await talk.ended())['outcome'].end_reason.code, 'callee-hung-up');
      } finally {
        await Promise.all([callee.close(), other.close()]);
      }
    }),
  ]);
});
