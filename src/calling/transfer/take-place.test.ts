import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attempt, Repositories, Trunk } from '#domain';
import { Emitter, seededRandom, silentLogger, VirtualClock } from '#kernel';
import type { IncomingSipCall, MediaSession, SipCall, SipCallEvents } from '#telephony';
import type { EngineOptions } from '../options.ts';
import { takePlace, takeReferral, type TalkingCall } from './take-place.ts';

type Happening = 'store' | 'accept' | 'never';

/** A call that talks, and somebody who wants its callee's place and withdraws in a given moment. */
function world(withdraws: Happening, trunk: Partial<Trunk> | null = null) {
  const said: string[] = [];
  const clock = new VirtualClock();
  const events = new Emitter<SipCallEvents>();
  const withdraw = (when: Happening): void => {
    if (when === withdraws) events.emit('ended', { kind: 'canceled', by: 'peer' });
  };
  const sip = {
    ...{ events, identity: { callId: 'c' }, source: '192.0.2.1:5060', offer: 'theirs', from: '<sip:a@b>' },
    prove: () => said.push('challenged') === 0,
    reject: (status: number) => void said.push(`rejected ${status}`),
    hangUp: () => void said.push('new hung up'),
    accept: async () => {
      said.push('accepted');
      withdraw('accept');
    },
  } as unknown as IncomingSipCall;
  const callee = {
    hangUp: () => void said.push('callee hung up'),
    reoffer: async (sdp: string) => (said.push(`asked ${sdp}`), { ok: true, sdp: 'callee’s' }),
  } as unknown as SipCall;
  const media = {
    takeOffer: (sdp: string) => (said.push(`heard ${sdp}`), { ok: true, answer: 'ours' }),
    offerAgain: () => 'ours',
    takeAnswer: (sdp: string) => (said.push(`heard ${sdp}`), { ok: true }),
  } as unknown as MediaSession;
  const tx = {
    attempts: {
      ofCall: async () => [],
      start: async () => withdraw('store'),
      end: async () => void said.push('attempt ended'),
    },
    calls: { append: async () => 1 },
  } as unknown as Repositories;
  const over = Promise.withResolvers<void>();
  const live = {
    ...{ call: { id: 'call' }, media, trunk, isTalking: true, dialog: callee, ended: over.promise },
    log: { transaction: (work: (tx: Repositories) => Promise<unknown>) => work(tx), note: () => undefined },
    isOn: (other: SipCall) => other === callee,
    adopt: () => (said.push('adopted'), { sip: callee, attempt: { id: 'former' } as Attempt }),
  } as unknown as TalkingCall;
  const options = {
    ...{ clock, logger: silentLogger, random: seededRandom(1), nodeId: 'n', ids: { next: () => 'a' } },
    store: { notify: () => undefined, attempts: { setDialog: async () => undefined } },
  } as unknown as EngineOptions;
  return { said, sip, live, options, over };
}

test('another dialog takes the callee’s place', async () => {
  const { said, sip, live, options } = world('never');
  await takePlace(sip, live, options);
  assert.deepEqual(said, ['heard theirs', 'accepted', 'adopted', 'callee hung up', 'attempt ended']);
});

test('withdrawn before its answer was made, it changes nothing', async () => {
  const { said, sip, live, options } = world('store');
  await takePlace(sip, live, options);
  assert.deepEqual(said, ['rejected 481', 'attempt ended']);
});

test('withdrawn while its answer is kept, the callee stays and is heard again', async () => {
  const { said, sip, live, options } = world('accept');
  await takePlace(sip, live, options);
  assert.deepEqual(said, [
    ...['heard theirs', 'accepted', 'new hung up'],
    ...['asked ours', 'heard callee’s', 'attempt ended'],
  ]);
});

test('a trunk whose callers must prove themselves asks it of those who want a callee’s place too', async () => {
  const trunk = { uri: 'sip:h', username: 'u', password: 'p', settings: { challenge: true } } as const;
  const { said, sip, live, options } = world('never', trunk);
  await takePlace(sip, live, options);
  assert.deepEqual(said, ['challenged']);
});

test('whoever is called because of a REFER is let go with the call that it was for', async () => {
  const { said, live, options, over } = world('never', { uri: 'sip:h', settings: { referrals: 'follow' } });
  const ringing = new Emitter<SipCallEvents>();
  const verdict = { kind: 'allow', number: null, trunk: null, from: null, why: '' };
  const referral = {
    to: 'sip:bob@192.0.2.9',
    accept: () => void said.push('202'),
    reject: (status: number) => void said.push(`${status}`),
    progress: (status: number) => void said.push(`told ${status}`),
  };
  const target = { events: ringing, hangUp: () => void said.push('target let go') };
  const withSip = {
    ...options,
    sip: { address: 'us:5060', newIdentity: () => ({ callId: 'd' }), invite: () => target },
    limits: { ringTimeoutMs: 1 },
  } as unknown as EngineOptions;
  const judged = {
    ...live,
    log: {
      ...{ note: () => undefined },
      transaction: async () => ({ kind: 'dial', attempt: { id: 'a' }, identity: {}, verdict }),
    },
  } as unknown as TalkingCall;
  takeReferral(referral, judged, live.trunk, withSip);
  await new Promise(setImmediate);
  assert.deepEqual(said, ['202']);
  over.resolve();
  await new Promise(setImmediate);
  assert.deepEqual(said, ['202', 'target let go']);
});
