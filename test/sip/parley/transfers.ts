/** What the other side of a call does with it while the agent talks: hold, REFER both ways, attended transfer. */
import assert from 'node:assert/strict';
import type { IncomingSipCall } from '#telephony';
import { asker } from '../../journeys/parley.ts';
import { answers } from '../../peers/sipp-callees.ts';
import { refers, takesRefer } from '../../peers/sipp-dialogs.ts';
import { startSipp } from '../../peers/sipp.ts';
import { openPhone, place, SDP, watch } from '../phone.ts';
import { calling, phoneFor, type Journey, type Talk, type World } from './world.ts';

/** A call to that number through a trunk at that address, answered; the agent asks, and reminds whoever says nothing. */
async function talking(
  world: World,
  to: string,
  address: string,
  settings: Record<string, unknown> = {},
): Promise<Talk> {
  const agent = asker('Is everything all right with your order so far?', {
    silence: { reminder_after_s: 1, max_reminders: 1 },
  });
  const talk = await calling(world, to, address, { agent, ...settings });
  await talk.has('call-answered');
  return talk;
}

export const transfers: readonly Journey[] = [
  [
    'a trunk that transfers by itself: REFER, its NOTIFYs, our BYE',
    async (world) => {
      const trunk = await startSipp({ scenario: takesRefer(['100 Trying', '200 OK']), timeoutS: 30 });
      const talk = await talking(world, '+34600000201', trunk.address, { transfer: 'refer' });
      const answer = await world.running.client.post(`/v1/calls/${talk.id}/transfer`, { to: '+34600000299' });
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
    },
  ],
  [
    'held by the callee, nobody is reminded of anything; back, the agent goes on',
    async (world, context) => {
      const phone = await phoneFor(context, { user: '+34600000202' });
      const talk = await talking(world, '+34600000202', phone.address);
      await talk.has('utterance-ended');
      await phone.hold();
      await talk.has('callee-held');
      await phone.resume();
      await talk.has('callee-resumed');
      await talk.has('reminder-given');
      await phone.hangUp();
      const { outcome } = await talk.ended();
      assert.equal(outcome.end_reason.code, 'callee-hung-up');
      const log = await talk.events();
      const order = log.map(({ type }) => type);
      const [held, resumed] = [order.indexOf('callee-held'), order.indexOf('callee-resumed')];
      assert.ok(!order.slice(held, resumed).includes('reminder-given'));
      const at = (type: string): number => Date.parse(log.find((event) => event.type === type)!.at);
      // Its second begins anew, or it would come sooner by all that went before.
      const waited = at('reminder-given') - at('callee-resumed');
      assert.ok(waited > 950, `${waited} ms`);
    },
  ],
  [
    'the callee refers us to somebody, whom the agent goes on with',
    async (world, context) => {
      const [phone, other] = await Promise.all([
        phoneFor(context, { user: '+34600000203' }),
        phoneFor(context, { user: 'other' }),
      ]);
      const talk = await talking(world, '+34600000203', phone.address, { referrals: 'follow' });
      await phone.transfer(other.uri);
      await other.event('CALL_ESTABLISHED');
      await talk.has('callee-replaced');
      await phone.event('CALL_CLOSED');
      await other.hangUp();
      const { outcome } = await talk.ended();
      assert.equal(outcome.end_reason.code, 'callee-hung-up');
      const log = await talk.events();
      assert.equal(log.filter(({ type }) => type === 'attempt-ended').length, 2);
    },
  ],
  [
    'a trunk that may not refer: 603, and the call goes on',
    async (world, context) => {
      const phone = await phoneFor(context, { user: '+34600000204' });
      const talk = await talking(world, '+34600000204', phone.address);
      await phone.transfer('sip:nobody@127.0.0.1:9');
      assert.match((await phone.event('TRANSFER_FAILED')).param ?? '', /603/);
      await talk.has('referral-received');
      await phone.hangUp();
      assert.equal((await talk.ended())['outcome'].end_reason.code, 'callee-hung-up');
    },
  ],
  [
    'an INVITE with Replaces takes the callee’s place; the former dialog gets our BYE',
    async (world) => {
      const [callee, other] = await Promise.all([openPhone(), openPhone()]);
      try {
        const came = Promise.withResolvers<IncomingSipCall>();
        callee.onInvite((call) => {
          came.resolve(call);
          void call.accept(SDP, () => Promise.resolve());
        });
        const talk = await talking(world, '+34600000205', callee.address);
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
    },
  ],
  [
    'the callee’s exchange moves us into another dialog: REFER with Replaces, our INVITE names it',
    async (world) => {
      const other = await startSipp({ scenario: answers({ byeAfterMs: 200 }), timeoutS: 30 });
      const named = 'desk@exchange;to-tag=a;from-tag=b';
      const callee = await startSipp({
        ...{
          scenario: refers(`sip:desk@${other.address}?Replaces=${encodeURIComponent(named)}`),
          timeoutS: 30,
        },
      });
      const talk = await talking(world, '+34600000206', callee.address, { referrals: 'follow' });
      assert.equal((await talk.ended())['outcome'].end_reason.code, 'callee-hung-up');
      for (const { code, errors } of await Promise.all([callee.done, other.done]))
        assert.equal(code, 0, errors);
      const invite = (await other.done).messages.find(({ method }) => method === 'INVITE')!;
      assert.match(invite.startLine, new RegExp(`^INVITE sip:desk@${other.address} `));
      assert.deepEqual(
        [invite.header('Replaces'), invite.header('Referred-By')],
        [named, `<sip:sipp@127.0.0.1>`],
      );
      const told = (await callee.done).messages.filter(({ method }) => method === 'NOTIFY');
      assert.deepEqual(
        told.map(({ body }) => body.trim()),
        ['SIP/2.0 100 Trying', 'SIP/2.0 200 OK'],
      );
      const log = await talk.events();
      assert.equal(log.find(({ type }) => type === 'callee-replaced')?.data['by'], 'refer');
      assert.equal(log.filter(({ type }) => type === 'attempt-ended').length, 2);
    },
  ],
];
