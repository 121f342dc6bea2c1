/** A second leg tries the trunk's targets as a first leg does: each an attempt of its own, after a verdict of its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TransferWish } from '#conversation';
import type { Call, DialFacts, TrunkSettings } from '#domain';
import { createIdSource, Emitter, idAt, seededRandom, silentLogger, VirtualClock } from '#kernel';
import type { SipEnding } from '#telephony';
import { dialFacts, memoryCalls, memoryTelephone } from '../dial/testing.ts';
import { TransferDesk, type DeskParts } from './desk.ts';

const DESK = '+34600999888';
const wish: TransferWish = {
  ...{ run: 'r1', to: DESK, mode: 'blind', briefing: null, confirm: false, ringTimeoutMs: 30_000 },
};
const refused = (status: number): SipEnding => ({ kind: 'rejected', by: 'peer', status, reason: '' });

/** @param later what the verdicts after the first read */
function rig(settings: Partial<TrunkSettings> = {}, later: Partial<DialFacts> = {}) {
  const clock = new VirtualClock();
  const facts = dialFacts(settings);
  const phone = memoryTelephone();
  const calls = memoryCalls(facts, { ...facts, ...later });
  const told: string[] = [];
  const tapped: string[] = [];
  const offers: boolean[] = [];
  const leg = {
    ...{ events: new Emitter(), start: () => told.push('started'), stats: async () => null },
    ...{ close: async () => {}, cut: () => {}, bridge: () => {}, unbridge: () => {} },
    offer: ({ secure = false } = {}) => (offers.push(secure), 'our offer'),
    takeAnswer: (sdp: string) => ({ ok: sdp !== '', problem: 'malformed-sdp', detail: '' }),
  };
  const options = {
    ...{ clock, nodeId: 'n', logger: silentLogger, limits: { mediaLostMs: 1000 }, sip: phone.sip },
    ...{ ids: createIdSource(clock, seededRandom(1)), random: seededRandom(1) },
    store: { notify: () => {}, attempts: { setDialog: async () => {} } },
    media: { open: async () => leg },
  };
  const call = {
    ...{ id: idAt(9), organizationId: idAt(1), to: '+34600111222', from: '+34910000001' },
    ...{ direction: 'outbound', test: false, numberId: null, trunkId: null },
    plan: { agentId: null, variables: {} },
  } as unknown as Call;
  const callee = { unbridge: () => {}, ringing: () => {}, cut: () => {}, bridge: () => {} };
  const parts = {
    ...{ call, models: {}, options, callee: () => null, turns: () => [] },
    media: { ...callee, events: new Emitter() },
    log: {
      note: () => {},
      transaction: (work: (tx: unknown) => Promise<unknown>) => work(calls.tx),
    },
    tap: {
      attach: ({ identity }: { identity: { callId: string } }) => tapped.push(identity.callId),
      hear: () => () => {},
    },
    ...{ onJoined: () => {}, onLeft: () => {} },
  } as unknown as DeskParts;
  const desk = new TransferDesk(parts);
  desk.start(wish, ({ state, detail }) => void told.push(detail ? `${state}: ${detail}` : state));
  const types = () => calls.events.map(({ type, data }) => data['stage'] ?? type);
  return { ...calls, phone, desk, told, tapped, offers, types };
}

test('503 of the first gateway: the second is called, the first attempt ended in the same transaction', async () => {
  const { phone, told, types, started, ended, tapped, events } = rig();
  const first = await phone.until(1);
  assert.equal(first.request.target?.host, 'one.example');
  first.events.emit('ended', refused(503));
  const second = await phone.until(2);
  assert.equal(second.request.target?.host, 'two.example');
  assert.deepEqual(types(), [
    ...['transfer', 'attempt-started', 'attempt-ended', 'next-target', 'attempt-started'],
  ]);
  assert.deepEqual(
    started.map(({ attempt, person }) => [attempt.number, person === `transfer:${attempt.id}`]),
    [
      [2, true],
      [3, true],
    ],
  );
  assert.deepEqual(ended, [started[0]!.attempt.id]);
  assert.deepEqual(tapped, ['dialog-1', 'dialog-2'], 'a capture has both');
  second.events.emit('answered', { sdp: 'theirs', at: 1 });
  assert.deepEqual(told, ['started', 'answered', 'joined']);
  assert.equal(events.filter(({ type }) => type === 'attempt-ended').length, 1);
});

test('what may have rung somebody is the end of it', async () => {
  const { phone, desk, told, ended, started } = rig();
  const { events } = await phone.until(1);
  events.emit('provisional', { status: 180, reason: 'Ringing' });
  events.emit('ended', refused(503));
  await desk.close();
  assert.equal(phone.sent.length, 1);
  assert.deepEqual([told.length, told[0]], [2, 'ringing: 180']);
  assert.deepEqual(ended, [started[0]!.attempt.id]);
});

test('an answer without a description is what was described before it', async () => {
  const { phone, told } = rig();
  const { events } = await phone.until(1);
  events.emit('provisional', { status: 183, reason: 'Session Progress', sdp: 'theirs' });
  events.emit('answered', { at: 1 });
  assert.deepEqual(told, ['ringing: 183', 'started', 'answered', 'joined']);
});

test('without the leave of the authority nobody else is called', async () => {
  const { phone, desk, told, ended, types } = rig({}, { suppressed: true });
  (await phone.until(1)).events.emit('ended', refused(503));
  await desk.close();
  assert.equal(phone.sent.length, 1);
  assert.match(told[0]!, /^failed: suppression/);
  assert.deepEqual(types(), ['transfer', 'attempt-started', 'attempt-ended', 'next-target']);
  assert.equal(ended.length, 1);
});

test('a gateway that leads nowhere is passed over', async () => {
  const { phone } = rig({ gateways: [{ uri: 'sip:nowhere' }, { uri: 'sip:two.example' }] } as never);
  assert.equal((await phone.until(1)).request.target?.host, 'two.example');
});

test('withdrawn between two targets: no INVITE leaves, and the attempt that was begun is ended', async () => {
  const { phone, desk, told, ended, started } = rig();
  (await phone.until(1)).events.emit('ended', refused(503));
  await desk.close();
  assert.equal(phone.sent.length, 1);
  assert.deepEqual([started.length, ended.length, told.length], [2, 2, 1]);
});

test('488 to keys beside plain RTP: the same target is offered RTP/SAVP, once', async () => {
  const { phone, desk, offers, told } = rig({ srtp: 'optional' });
  (await phone.until(1)).events.emit('ended', refused(488));
  const second = await phone.until(2);
  assert.deepEqual([second.request.target?.host, offers], ['one.example', [false, true]]);
  second.events.emit('ended', refused(488));
  await desk.close();
  assert.deepEqual([phone.sent.length, told.length], [2, 1]);
});

test('a late offer: nothing is offered, what they offered has been answered', async () => {
  const { phone, told } = rig({ late_offer: true, srtp: 'optional' });
  const { request, events } = await phone.until(1);
  assert.equal(request.delayedOffer, true);
  events.emit('answered', { at: 1 });
  assert.deepEqual(told, ['started', 'answered', 'joined']);
});
