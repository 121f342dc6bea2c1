/** Must hold for every trunk: each final status from 300 to 699, met once, gives one end reason; none is unknown. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { END_CODES, FINAL_STATUSES, outcomeOfWire, type EndCode } from '#domain';
import type { SipEndpoint, SipEnding } from '#telephony';
import { refusesAsCalled } from '../peers/sipp-callees.ts';
import { startSipp, type SippPeer } from '../peers/sipp.ts';
import { openPhone, place } from './phone.ts';

/** One of each class that nobody registered. */
const UNREGISTERED = {
  399: 'redirected',
  499: 'carrier-refused',
  599: 'carrier-error',
  699: 'carrier-refused',
};
const EXPECTED = new Map<number, string>([
  ...Object.entries(FINAL_STATUSES).map(([status, [, code]]) => [Number(status), code] as const),
  ...Object.entries(UNREGISTERED).map(([status, code]) => [Number(status), code] as const),
]);

let phone: SipEndpoint;
let callee: SippPeer;
before(async () => {
  [phone, callee] = await Promise.all([
    openPhone(),
    startSipp({ scenario: refusesAsCalled([...EXPECTED.keys()]), calls: EXPECTED.size, timeoutS: 20 }),
  ]);
});
after(async () => {
  await callee.stop();
  await phone.close();
});

test(`${EXPECTED.size} final statuses of one sipp, all at once`, async () => {
  const endings = await Promise.all(
    [...EXPECTED.keys()].map(async (status): Promise<[number, SipEnding]> => {
      const requestUri = `sip:${status}@${callee.address}`;
      return [status, await place(phone, callee.address, { requestUri }).ended];
    }),
  );
  for (const [status, ending] of endings) {
    const { kind, by } = ending;
    const isChallenge = status === 401 || status === 407;
    assert.deepEqual([kind, by, ending.status], [isChallenge ? 'auth-failed' : 'rejected', 'peer', status]);
    const { code, end_reason } = outcomeOfWire(ending, 'ringing');
    assert.equal(end_reason.code, EXPECTED.get(status), String(status));
    assert.ok(END_CODES.includes(end_reason.code as EndCode));
    assert.deepEqual([end_reason.phase, end_reason.sip], ['ringing', { status, reason: 'As called' }]);
    assert.ok(['busy', 'no_answer', 'canceled', 'failed'].includes(code));
    const redirects = (status < 400 && status !== 305 && status !== 380) || status === 485;
    assert.deepEqual(ending.contacts, redirects ? [`sip:sipp@${callee.address}`] : undefined, String(status));
  }
  const { code, errors } = await callee.done;
  assert.equal(code, 0, errors);
});
