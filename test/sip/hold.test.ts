/** Offers inside a call, either way: hold, unhold, other ports, crossing offers; keys by INFO. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SipEndpoint } from '#telephony';
import { crosses, holdsAndMoves, isHeld, pressesByInfo } from '../peers/sipp-dialogs.ts';
import { startSipp, type SippPeer } from '../peers/sipp.ts';
import { openPhone, place, SDP } from './phone.ts';

let phone: SipEndpoint;
before(async () => void (phone = await openPhone()));
after(() => phone.close());

const direction = (sdp: string): string => /^a=(send\w*|recv\w*|inactive)/m.exec(sdp)?.[1] ?? 'none';
const HOLD = `${SDP.replace('o=- 1 1', 'o=- 1 2')}a=sendonly\r\n`;

test('hold, unhold, 491, crossing offers, INFO', { concurrency: true }, async (t) => {
  await Promise.all([
    t.test('the peer holds, takes back, asks for our offer, and goes silent by UPDATE', () =>
      against(holdsAndMoves(), async (callee) => {
        const { call, answered, ended } = place(phone, callee.address);
        const told: string[] = [];
        const settled = Promise.withResolvers<void>();
        call.onOffer((sdp) => {
          told.push(`offer ${direction(sdp)}`);
          if (direction(sdp) === 'inactive') queueMicrotask(settled.resolve);
          return SDP;
        });
        call.onOfferWanted(() => HOLD.replace('sendonly', 'sendrecv'));
        call.events.on('described', ({ sdp }) => told.push(`answer ${direction(sdp)}`));
        await answered;
        await settled.promise;
        call.hangUp();
        await ended;
        assert.deepEqual(told, ['offer sendonly', 'offer sendrecv', 'answer sendrecv', 'offer inactive']);
        const { messages } = await callee.done;
        const offered = messages.find(
          ({ status, header }) => status === 200 && header('CSeq') === '3 INVITE',
        )!;
        assert.match(offered.body, /o=- 1 2 /, 'a fresh offer, not the last answer');
      }),
    ),
    t.test('we hold: again after a 491, then refused: the session stays as it was', () =>
      against(isHeld(), async (callee) => {
        const { call, answered, ended } = place(phone, callee.address);
        await answered;
        const begun = performance.now();
        const [held, refused] = await Promise.all([call.reoffer(HOLD), call.reoffer(SDP)]);
        assert.ok(held.ok && direction(held.sdp) === 'recvonly');
        // 14.1: we made the Call-ID. The longest wait is judged in virtual time.
        const waited = performance.now() - begun;
        assert.ok(waited >= 2_100, `${waited} ms`);
        assert.deepEqual(refused.ok ? null : refused.status, 488);
        call.hangUp();
        assert.equal((await ended).kind, 'bye');
      }),
    ),
    t.test('both offer at once: each hears 491', () =>
      against(crosses(), async (callee) => {
        const { call, answered, ended } = place(phone, callee.address);
        call.onOffer(() => assert.fail('ours is under way'));
        await answered;
        const result = call.reoffer(HOLD);
        const { code, errors } = await callee.done;
        assert.equal(code, 0, errors);
        call.hangUp();
        assert.equal((await result).ok, false, 'nothing hangs when the call ends');
        await ended;
      }),
    ),
    t.test('keys by INFO, both ways', () =>
      against(pressesByInfo(), async (callee) => {
        const { call, answered, ended } = place(phone, callee.address);
        const keys: string[] = [];
        const both = Promise.withResolvers<void>();
        call.events.on('key', ({ digit, durationMs }) => {
          keys.push(`${digit} ${durationMs}`);
          if (keys.length === 2) both.resolve();
        });
        await answered;
        await both.promise;
        assert.deepEqual(keys, ['5 250', '# 160']);
        assert.equal(await call.sendInfo('application/dtmf-relay', 'Signal=7\r\nDuration=160\r\n'), 200);
        call.hangUp();
        await ended;
        assert.equal(await call.sendInfo('application/dtmf', '1'), 0, 'there is no dialog any more');
      }),
    ),
  ]);
});

async function against(scenario: string, act: (peer: SippPeer) => Promise<void>): Promise<void> {
  const peer = await startSipp({ timeoutS: 20, scenario });
  try {
    await act(peer);
    const { code, errors } = await peer.done;
    assert.equal(code, 0, errors);
  } finally {
    await peer.stop();
  }
}
