/** Calls that come in while something of ours is broken: refused or ended, and never the end of the process. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Emitter, createIdSource, realRandom, silentLogger, VirtualClock } from '#kernel';
import type { IncomingSipCall, SipCallEvents } from '#telephony';
import { takeIncomingCall } from './incoming-call.ts';
import { DEFAULT_LIMITS, type EngineOptions } from './options.ts';

function rig(calledUser: string, more: object) {
  const clock = new VirtualClock();
  const ids = createIdSource(clock, realRandom);
  const rejected: number[] = [];
  const sip = {
    ...{ events: new Emitter<SipCallEvents>(), calledUser, from: '<sip:+15550200002@127.0.0.1>' },
    ...{ to: `<sip:${calledUser}@127.0.0.1>`, header: () => undefined },
    ...{
      source: '127.0.0.1:5080',
      offer: 'v=0',
      ring: () => {},
      onOffer: () => {},
      onOfferWanted: () => {},
      hangUp: () => {},
    },
    ...{ identity: { callId: 'c', localTag: 't', branch: 'z9hG4bKb', cseq: 1 } },
    reject: (status: number) => void rejected.push(status),
  } as unknown as IncomingSipCall;
  const options = {
    ...{ ids, clock, nodeId: ids.next(), logger: silentLogger, limits: DEFAULT_LIMITS },
    ...more,
  } as unknown as EngineOptions;
  const watcher = { begun: () => assert.fail('it runs'), ended: () => {} };
  return { clock, ids, rejected, take: () => takeIncomingCall(sip, options, watcher) };
}

test('a called number whose escapes cannot be read twice is unknown', async () => {
  const { rejected, take } = rig('%zz', { store: { numbers: { findAnywhere: () => assert.fail('asked') } } });
  await take();
  assert.deepEqual(rejected, [404]);
});

test('a database that is gone refuses the call and nothing else', async () => {
  const numbers = { findAnywhere: () => Promise.reject(new Error('gone')) };
  const { rejected, take } = rig('+15550100001', { store: { numbers } });
  await take();
  assert.deepEqual(rejected, [503]);
});
