/** Must hold for every trunk: what comes before the answer is heard, acknowledged, and never taken for the answer. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SipCallEvents, SipEndpoint } from '#telephony';
import { ladder } from '../peers/sip-message.ts';
import { callsReliably, forksAndAnswers, ringsReliably, wantsLonger } from '../peers/sipp-early.ts';
import { startSipp, type SippOptions, type SippPeer } from '../peers/sipp.ts';
import { openPhone, place, SDP, watch } from './phone.ts';

let phone: SipEndpoint;
before(async () => void (phone = await openPhone()));
after(() => phone.close());

/** Runs `act` against that scenario, which must then have gone as written. */
async function against(options: SippOptions, act: (peer: SippPeer) => Promise<void>): Promise<void> {
  const peer = await startSipp({ timeoutS: 15, ...options });
  try {
    await act(peer);
    const { code, errors } = await peer.done;
    assert.equal(code, 0, errors);
  } finally {
    await peer.stop();
  }
}

function early(call: ReturnType<typeof place>): SipCallEvents['provisional'][] {
  const told: SipCallEvents['provisional'][] = [];
  call.call.events.on('provisional', (event) => event.status > 100 && told.push(event));
  return told;
}

test('before the answer', { concurrency: true }, async (t) => {
  await Promise.all([
    t.test('reliable 183 and 180 are acknowledged; the 200 needs no description of its own', () =>
      against({ scenario: ringsReliably() }, async (callee) => {
        const placed = place(phone, callee.address);
        const told = early(placed);
        let sdp: string | undefined;
        placed.call.events.on('answered', (event) => (sdp = event.sdp));
        await placed.answered;
        placed.call.hangUp();
        await placed.ended;
        assert.deepEqual(
          told.map(({ status, leg, sdp: description }) => [status, leg, description?.slice(0, 3)]),
          [
            [183, 'rel', 'v=0'],
            [180, 'rel', undefined],
          ],
        );
        assert.equal(sdp, told[0]!.sdp);
        const { messages } = await callee.done;
        const racks = messages
          .filter(({ method }) => method === 'PRACK')
          .map((message) => [message.header('RAck'), message.header('CSeq')]);
        assert.deepEqual(racks, [
          ['7 1 INVITE', '2 PRACK'],
          ['8 1 INVITE', '3 PRACK'],
        ]);
        assert.equal(messages.find(({ method }) => method === 'BYE')!.header('CSeq'), '4 BYE');
      }),
    ),
    t.test('two forks with early media, one winner', () =>
      against({ scenario: forksAndAnswers() }, async (callee) => {
        const placed = place(phone, callee.address);
        const told = early(placed);
        await placed.answered;
        placed.call.hangUp();
        assert.deepEqual(await placed.ended, { kind: 'bye', by: 'us' });
        assert.deepEqual(
          told.map(({ status, leg }) => `${status} ${leg}`),
          ['183 one', '183 two', '199 one'],
        );
        const last = (await callee.done).messages.findLast(({ method }) => method === 'BYE');
        assert.match(last!.header('To') ?? '', /tag=two/);
      }),
    ),
    t.test('422: the INVITE once more with Min-SE, in the same attempt', () =>
      against({ scenario: wantsLonger(3_600) }, async (callee) => {
        const { ended, heard } = place(phone, callee.address, { sessionExpiresS: 1_800 });
        assert.equal((await ended).status, 486);
        assert.deepEqual(heard, ['sent', 'ended']);
        const invites = (await callee.done).messages.filter(({ method }) => method === 'INVITE');
        assert.deepEqual(
          invites.map((invite) => [
            ...['CSeq', 'Session-Expires', 'Min-SE'].map((name) => invite.header(name)),
            invite.header('Call-ID') === invites[0]!.header('Call-ID'),
          ]),
          [
            ['1 INVITE', '1800', undefined, true],
            ['2 INVITE', '3600', '3600', true],
          ],
        );
      }),
    ),
    t.test('a caller that requires 100rel gets our 183 reliably, and the 200 after its PRACK', async () => {
      const came = Promise.withResolvers<ReturnType<typeof watch>>();
      phone.onInvite((call) => {
        came.resolve(watch(call));
        call.ring(SDP);
        void call.accept(SDP, () => Promise.resolve());
      });
      await against({ scenario: callsReliably('agent'), target: phone.address }, async (caller) => {
        const refused = caller.done.then(({ errors }) => assert.fail(`no call came: ${errors}`));
        const { ended, heard } = await Promise.race([came.promise, refused]);
        assert.equal((await ended).by, 'peer');
        assert.deepEqual(heard, ['answered', 'ended']);
        const { messages } = await caller.done;
        assert.deepEqual(ladder(messages), [
          ...['INVITE sent', '100', '183', 'PRACK sent', '200', '200', 'ACK sent', 'BYE sent', '200'],
        ]);
        const [, , ringing, , , ok] = messages;
        assert.match(ringing!.body, /^v=0/);
        assert.equal(ok!.body.trim(), '');
      });
    }),
  ]);
});
