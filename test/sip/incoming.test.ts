/** sipp calls Parley. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncomingSipCall, SipEndpoint, SipEnding } from '#telephony';
import { ladder } from '../peers/sip-message.ts';
import { callsAndCancels, callsAndIsRefused, callsIn, pings } from '../peers/sipp-callers.ts';
import { startSipp, type SippResult } from '../peers/sipp.ts';
import { openPhone, SDP, watch } from './phone.ts';

const store = (): Promise<void> => Promise.resolve();

/** Lets sipp call in with that scenario, which must go as written. */
async function from(
  scenario: string,
  onInvite: (call: IncomingSipCall) => void,
): Promise<{ result: SippResult; ending?: SipEnding; heard: readonly string[] }> {
  const phone: SipEndpoint = await openPhone();
  let ended: Promise<SipEnding> | undefined;
  let heard: readonly string[] = [];
  phone.onInvite((call) => {
    ({ ended, heard } = watch(call));
    onInvite(call);
  });
  const caller = await startSipp({ scenario, target: phone.address, timeoutS: 20 });
  try {
    const result = await caller.done;
    assert.equal(result.code, 0, result.errors);
    return { result, heard, ...(ended ? { ending: await ended } : {}) };
  } finally {
    await caller.stop();
    await phone.close();
  }
}

test('rung, answered, ended by the caller', async () => {
  const { result, ending, heard } = await from(callsIn({ user: 'agent', byeAfterMs: 100 }), (call) => {
    assert.equal(call.calledUser, 'agent');
    assert.match(call.offer ?? '', /^v=0/);
    call.ring();
    void call.accept(SDP, store);
  });
  assert.deepEqual(ending, { kind: 'bye', by: 'peer' });
  assert.deepEqual(heard, ['answered', 'ended']);
  assert.deepEqual(ladder(result.messages).slice(1, 4), ['100', '180', '200']);
});

test('answered, ended by us', async () => {
  const { ending } = await from(callsIn({ user: 'agent' }), (call) => {
    call.events.on('answered', () => call.hangUp({ text: 'Done' }));
    void call.accept(SDP, store);
  });
  assert.deepEqual(ending, { kind: 'bye', by: 'us' });
});

test('canceled by the caller while it rings', async () => {
  const { ending } = await from(callsAndCancels('agent'), (call) => call.ring());
  assert.equal(ending?.kind, 'canceled');
  assert.equal(ending.by, 'peer');
});

test('refused by us', async () => {
  const { ending } = await from(callsAndIsRefused('agent', 486), (call) => call.reject(486));
  assert.deepEqual(ending, { kind: 'rejected', by: 'us', status: 486, reason: 'Busy Here' });
});

test('the record could not be kept', async () => {
  const { ending } = await from(callsAndIsRefused('agent', 500), (call) => {
    const failing = call.accept(SDP, () => Promise.reject(new Error('disk full')));
    assert.rejects(failing, /disk full/);
  });
  assert.deepEqual([ending?.kind, ending?.detail], ['internal', 'disk full']);
});

test('OPTIONS outside any dialog', async () => {
  const { result } = await from(pings('agent'), () => undefined);
  const ok = result.messages.find(({ status }) => status === 200);
  assert.match(ok?.header('Allow') ?? '', /INVITE/);
});
