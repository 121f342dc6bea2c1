/** Session timers (RFC 4028) with sipp at the other end. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { IncomingSipCall, SipEndpoint } from '#telephony';
import { callsTooBriefly, forgetsToRefresh, refreshedByCaller } from '../peers/sipp-dialogs.ts';
import { startSipp, type SippPeer } from '../peers/sipp.ts';
import { openPhone, place, SDP, watch } from './phone.ts';

let phone: SipEndpoint;
before(async () => void (phone = await openPhone()));
after(() => phone.close());

const UPDATES = 'INVITE, ACK, BYE, CANCEL, UPDATE';
const OLD = 'INVITE, ACK, BYE, CANCEL';

test('refreshed by us and by the peer, given up, refused', { concurrency: true }, async (t) => {
  await Promise.all([
    ...([UPDATES, OLD] as const).map((allow) =>
      t.test(`we refresh a peer that allows ${allow}`, () =>
        against({ scenario: refreshedByCaller(allow) }, async (callee) => {
          const { answered, ended } = place(phone, callee.address, { sessionExpiresS: 1_800 });
          await answered;
          assert.equal((await ended).by, 'peer');
          const { messages } = await callee.done;
          const refreshes = messages.filter(
            ({ direction, method }) =>
              direction === 'received' && (method === 'UPDATE' || method === 'INVITE'),
          );
          const last = refreshes.at(-1)!;
          assert.equal(refreshes.length, 3, 'the INVITE and two refreshes');
          assert.equal(refreshes[0]!.header('Session-Expires'), '1800');
          assert.equal(last.header('Session-Expires'), '2;refresher=uac');
          // RFC 4028, 7.4: the same description, to the letter of its version; UPDATE needs none.
          assert.equal(last.body.trim(), allow === OLD ? refreshes[0]!.body.trim() : '');
        }),
      ),
    ),
    t.test('a peer that stops refreshing is released in time', () =>
      against({ scenario: forgetsToRefresh() }, async (callee) => {
        const { answered, ended } = place(phone, callee.address, { sessionExpiresS: 1_800 });
        await answered;
        const { kind, by } = await ended;
        assert.deepEqual([kind, by], ['session-expired', 'network']);
      }),
    ),
    t.test('too small a wish is 422, the next one is taken', async () => {
      const came = Promise.withResolvers<IncomingSipCall>();
      phone.onInvite((call) => {
        came.resolve(call);
        void call.accept(SDP, () => Promise.resolve());
      });
      await against({ scenario: callsTooBriefly(), target: phone.address }, async (caller) => {
        const call = await came.promise;
        assert.equal((await watch(call).ended).by, 'peer');
        const { messages } = await caller.done;
        const said = messages.filter(({ direction }) => direction === 'received');
        assert.equal(said.find(({ startLine }) => startLine.includes('422'))!.header('Min-SE'), '90');
        const oks = said.filter(({ status }) => status === 200);
        assert.deepEqual(
          oks.map((ok) => [ok.header('CSeq'), ok.header('Session-Expires'), ok.header('Require')]),
          [
            ['2 INVITE', '90;refresher=uac', 'timer'],
            ['3 UPDATE', '120;refresher=uac', 'timer'],
            ['4 BYE', undefined, undefined],
          ],
        );
      });
    }),
  ]);
});

async function against(
  options: Parameters<typeof startSipp>[0],
  act: (peer: SippPeer) => Promise<void>,
): Promise<void> {
  const peer = await startSipp({ timeoutS: 20, ...options });
  try {
    await act(peer);
    const { code, errors } = await peer.done;
    assert.equal(code, 0, errors);
  } finally {
    await peer.stop();
  }
}
