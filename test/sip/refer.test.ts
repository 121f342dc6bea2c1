/** REFER both ways (RFC 3515), and the attended transfer between two telephones (RFC 3891, RFC 5589). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ReferralProgress, SipCall, SipEndpoint } from '#telephony';
import { refers, takesRefer } from '../peers/sipp-dialogs.ts';
import { answers } from '../peers/sipp-callees.ts';
import { startSipp, type SippPeer } from '../peers/sipp.ts';
import { openPhone, place } from './phone.ts';

let phone: SipEndpoint;
before(async () => void (phone = await openPhone()));
after(() => phone.close());

const CAROL = 'sip:carol@127.0.0.1:9';

test('REFER by us and by the peer', { concurrency: true }, async (t) => {
  await Promise.all([
    t.test('we refer; its NOTIFYs tell how it goes, then we hang up', () =>
      against(takesRefer(['100 Trying', '180 Ringing', '200 OK']), async (callee) => {
        const { call, answered, ended } = place(phone, callee.address);
        await answered;
        assert.deepEqual(await referred(call, { referredBy: '<sip:parley@127.0.0.1>' }), [
          '202',
          '100',
          '180',
          '200 final',
        ]);
        call.hangUp();
        await ended;
        const { messages } = await callee.done;
        const refer = messages.find(({ method }) => method === 'REFER')!;
        assert.equal(refer.header('Refer-To'), `<${CAROL}>`);
        assert.equal(refer.header('Referred-By'), '<sip:parley@127.0.0.1>');
      }),
    ),
    t.test('the one whom we named refuses', () =>
      against(takesRefer(['486 Busy Here']), async (callee) => {
        const { call, answered } = place(phone, callee.address);
        await answered;
        assert.deepEqual(await referred(call), ['202', '486 final']);
        call.hangUp();
      }),
    ),
    t.test('the peer refuses to call anybody; the call goes on', () =>
      against(takesRefer(null), async (callee) => {
        const { call, answered } = place(phone, callee.address);
        await answered;
        assert.deepEqual(await referred(call), ['603 final']);
        call.hangUp();
      }),
    ),
    t.test('attended: the peer is to take our place with another one (RFC 5589, 7)', () =>
      against(takesRefer(['200 OK']), (first) =>
        against(answers(), async (second) => {
          const one = place(phone, first.address);
          const other = place(phone, second.address);
          await Promise.all([one.answered, other.answered]);
          assert.deepEqual(await referred(one.call, { replaces: other.call }), ['202', '200 final']);
          const { callId, localTag } = other.call.identity;
          const refer = first.seen().find(({ method }) => method === 'REFER')!;
          const { remoteTag } = other.records.at(-1)!;
          assert.equal(
            refer.header('Refer-To'),
            `<sip:sipp@${second.address}?Replaces=${callId}%3Bto-tag%3D${remoteTag}%3Bfrom-tag%3D${localTag}>`,
          );
          one.call.hangUp();
          other.call.hangUp();
        }),
      ),
    ),
    t.test('the peer refers us: 202, NOTIFY of the beginning and of the end', () =>
      against(refers(`${CAROL}?Replaces=x%3Bto-tag%3Da%3Bfrom-tag%3Db`), async (callee) => {
        const { call, answered, ended } = place(phone, callee.address);
        const asked: unknown[] = [];
        call.events.on('referral', (referral) => {
          const { to, replaces, by } = referral;
          asked.push({ to, replaces, by });
          referral.accept();
          referral.progress(200, 'OK');
        });
        await answered;
        assert.equal((await ended).by, 'peer');
        const by = asked.length === 1 ? (asked[0] as { by: string }).by : '';
        assert.deepEqual(asked, [{ to: CAROL, replaces: 'x;to-tag=a;from-tag=b', by }]);
        const { messages } = await callee.done;
        const told = messages.filter(({ method }) => method === 'NOTIFY');
        assert.deepEqual(
          told.map((notify) => [notify.body.trim(), notify.header('Event')]),
          [
            ['SIP/2.0 100 Trying', 'refer;id=1'],
            ['SIP/2.0 200 OK', 'refer;id=1'],
          ],
        );
      }),
    ),
  ]);
});

/** What we hear of a REFER until its last word. */
function referred(
  call: SipCall,
  options: Parameters<SipCall['refer']>[1] = {},
  to = CAROL,
): Promise<string[]> {
  const told: string[] = [];
  return new Promise((resolve) => {
    call.refer(to, options, ({ status, final }: ReferralProgress) => {
      told.push(`${status}${final ? ' final' : ''}`);
      if (final) resolve(told);
    });
  });
}

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
