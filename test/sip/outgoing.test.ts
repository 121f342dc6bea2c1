/** Parley calls sipp. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SipEndpoint } from '#telephony';
import { digestFaults } from '../peers/digest.ts';
import { ladder } from '../peers/sip-message.ts';
import {
  answers,
  answersAfterCancel,
  answersTwice,
  asksInside,
  challenges,
  refuses,
  repeatsItsAnswer,
  ringsForEver,
} from '../peers/sipp-callees.ts';
import { startSipp, type SippPeer } from '../peers/sipp.ts';
import { openPhone, place } from './phone.ts';

/** Runs `act` against a callee with that scenario, which must then have gone as written. */
async function against(
  scenario: string,
  act: (phone: SipEndpoint, callee: SippPeer) => Promise<void>,
): Promise<void> {
  const [phone, callee] = await Promise.all([openPhone(), startSipp({ scenario, timeoutS: 20 })]);
  try {
    await act(phone, callee);
    const { code, errors } = await callee.done;
    assert.equal(code, 0, errors);
  } finally {
    await callee.stop();
    await phone.close();
  }
}

test('an answer at once, ended by us', () =>
  against(answers(), async (phone, { address }) => {
    const { call, answered, ended, heard, records } = place(phone, address);
    await answered;
    call.hangUp({ text: 'Done', q850: 16 });
    assert.deepEqual(await ended, { kind: 'bye', by: 'us' });
    assert.deepEqual(heard, ['sent', 'answered', 'ended']);
    assert.deepEqual(
      records.map(({ phase }) => phase),
      ['inviting', 'confirmed', 'confirmed'],
    );
  }));

test('180 then an answer', () =>
  against(answers({ ringMs: 100 }), async (phone, { address }) => {
    const { call, answered, ended, heard } = place(phone, address);
    await answered;
    call.hangUp();
    await ended;
    assert.deepEqual(heard, ['sent', 'provisional 180', 'answered', 'ended']);
  }));

for (const status of [401, 407] as const)
  for (const algorithm of ['MD5', 'SHA-256', 'SHA-512-256'] as const)
    test(`a ${status} challenge with ${algorithm}`, () =>
      against(challenges({ status, algorithm, nonce: 'abc' }), async (phone, callee) => {
        const credentials = { username: 'ann', password: 'secret' };
        const { call, answered, ended, records } = place(phone, callee.address, { credentials });
        await answered;
        call.hangUp();
        await ended;
        const messages = (await callee.done).messages.filter(({ direction }) => direction === 'received');
        const [first, ack, second] = messages;
        assert.ok(first && ack && second);
        assert.deepEqual(
          digestFaults(second, {
            header: status === 401 ? 'Authorization' : 'Proxy-Authorization',
            realm: 'peer.test',
            nonce: 'abc',
            ...credentials,
          }),
          [],
        );
        // 17.1.1.3: the ACK of the challenge keeps the branch; 22.2: the resend has its own, and a CSeq one higher.
        assert.equal(ack.header('Via'), first.header('Via'));
        assert.notEqual(second.header('Via'), first.header('Via'));
        assert.equal(second.header('CSeq'), '2 INVITE');
        assert.equal(second.header('Call-ID'), first.header('Call-ID'));
        assert.deepEqual(
          records.map(({ cseq, phase }) => [cseq, phase]),
          [
            [1, 'inviting'],
            [2, 'inviting'],
            [2, 'confirmed'],
            [2, 'confirmed'],
          ],
        );
      }));

// oxlint-disable-next-line unicorn/no-thenable -- an option of the peer's, not a promise
const CHALLENGE_TWICE = { status: 401, secondly: 'challenge' } as const;

test('challenged again after our credentials', () =>
  against(challenges(CHALLENGE_TWICE), async (phone, { address }) => {
    const { ended } = place(phone, address, { credentials: { username: 'ann', password: 'wrong' } });
    const { kind, status } = await ended;
    assert.deepEqual([kind, status], ['auth-failed', 401]);
  }));

test('challenged without credentials', () =>
  against(refuses('407 Proxy Authentication Required'), async (phone, { address }) => {
    const { kind, status } = await place(phone, address).ended;
    assert.deepEqual([kind, status], ['auth-failed', 407]);
  }));

for (const line of [
  '302 Moved Temporarily',
  '404 Not Found',
  '480 Temporarily Unavailable',
  '486 Busy Here',
  '488 Not Acceptable Here',
  '503 Service Unavailable',
  '603 Decline',
])
  test(`refused: ${line}`, () =>
    against(
      refuses(line, { ringMs: 50, headers: ['Reason: Q.850;cause=17;text="said so"'] }),
      async (phone, { address }) => {
        const [status, reason] = [Number(line.slice(0, 3)), line.slice(4)];
        assert.deepEqual(await place(phone, address).ended, {
          kind: 'rejected',
          by: 'peer',
          status,
          reason,
          q850: 17,
          detail: 'said so',
          // 8.1.3.4: where it may be tried instead.
          ...(status === 302 ? { contacts: [`sip:sipp@${address}`] } : {}),
          // What was refused, so that a secure offer may follow.
          ...(status === 488 ? { offered: 'plain' } : {}),
        });
      },
    ));

test('ringing is capped by us', () =>
  against(ringsForEver(), async (phone, callee) => {
    const ending = await place(phone, callee.address, { ringTimeoutMs: 300 }).ended;
    assert.deepEqual([ending.kind, ending.by, ending.status], ['ring-timeout', 'us', 487]);
    const { messages } = await callee.done;
    assert.deepEqual(ladder(messages), ['INVITE', '180 sent', 'CANCEL', '200 sent', '487 sent', 'ACK']);
  }));

test('a 2xx that crosses our CANCEL gets ACK and BYE', () =>
  against(answersAfterCancel(), async (phone, { address }) => {
    const { call, ended, heard } = place(phone, address);
    await new Promise<void>((resolve) => call.events.on('provisional', () => resolve()));
    call.hangUp();
    assert.deepEqual(await ended, { kind: 'canceled', by: 'us', status: 200 });
    assert.ok(!heard.includes('answered'));
  }));

test('each repeated 200 is acknowledged', () =>
  against(repeatsItsAnswer(3), async (phone, callee) => {
    const { call, answered, ended, heard } = place(phone, callee.address);
    await answered;
    const acks = (): number => callee.seen().filter(({ method }) => method === 'ACK').length;
    while (acks() < 4) await new Promise((resolve) => setTimeout(resolve, 20));
    call.hangUp();
    await ended;
    assert.deepEqual(heard, ['sent', 'answered', 'ended']);
  }));

test('the second of two phones that answer gets ACK and BYE', () =>
  against(answersTwice(), async (phone, callee) => {
    const { call, answered, ended } = place(phone, callee.address);
    await answered;
    while (!callee.seen().some(({ method }) => method === 'BYE'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    call.hangUp();
    await ended;
    const byes = (await callee.done).messages.filter(({ method }) => method === 'BYE');
    assert.match(byes[0]!.header('To') ?? '', /tag=second/);
    assert.match(byes.at(-1)!.header('To') ?? '', /tag=first/);
  }));

test('BYE right after the ACK', () =>
  against(answers({ byeAfterMs: 0 }), async (phone, { address }) => {
    const { ended, heard } = place(phone, address);
    assert.deepEqual(await ended, { kind: 'bye', by: 'peer' });
    assert.deepEqual(heard, ['sent', 'answered', 'ended']);
  }));

for (const request of ['OPTIONS', 'INVITE'] as const)
  test(`${request} inside the dialog is answered`, () =>
    against(asksInside(request), async (phone, { address }) => {
      const { call, ended } = place(phone, address);
      call.onOffer((sdp) => sdp);
      assert.deepEqual(await ended, { kind: 'bye', by: 'peer' });
    }));
