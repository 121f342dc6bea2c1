/** What of a REFER counts as connected, refused or failed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SipCall } from '#telephony';
import { handOver, type HandOver } from './hand-over.ts';

const progress = (status: number, final = true) => ({ status, reason: '', final });
const CASES: [string, ReturnType<typeof progress>[], HandOver['kind']][] = [
  ['answered', [progress(202, false), progress(180, false), progress(200)], 'connected'],
  ['told nothing more (RFC 4488)', [progress(200)], 'connected'],
  ['gone with the callee', [progress(202, false), progress(0)], 'connected'],
  ['busy', [progress(202, false), progress(486)], 'failed'],
  ['nothing told', [progress(202, false), progress(408)], 'failed'],
  ['refused', [progress(603)], 'refused'],
  ['not known', [progress(405)], 'refused'],
  ['over before it was taken', [progress(0)], 'refused'],
];

test('the last word of a REFER', () => {
  for (const [what, told, kind] of CASES) {
    const heard: number[] = [];
    const callee: Pick<SipCall, 'refer'> = {
      refer: (to, options, tell) => {
        assert.deepEqual([to, options], ['sip:carol@host', { referredBy: '<sip:us@host>' }]);
        for (const each of told) tell(each);
      },
    };
    const results: HandOver[] = [];
    const wish = {
      ...{ to: 'sip:carol@host', by: '<sip:us@host>' },
      told: ({ status }: { readonly status: number }) => void heard.push(status),
    };
    handOver(callee, wish, (result) => results.push(result));
    assert.deepEqual(
      results.map((result) => result.kind),
      [kind],
      what,
    );
    assert.deepEqual(
      heard,
      told.map(({ status }) => status),
    );
  }
});
