import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lateAnswer } from './late-answer.ts';

const media = {
  takeAnswer: (sdp: string) =>
    sdp === 'theirs'
      ? ({ ok: true, codec: 'PCMU', telephoneEvent: true, srtp: null, held: false } as const)
      : ({ ok: false, problem: 'malformed-sdp', detail: sdp } as const),
};

test('our offer must be answered in the ACK (RFC 3261, 13.2.1)', () => {
  assert.equal(lateAnswer(undefined, 'theirs', media)?.ok, true);
  assert.equal(lateAnswer(undefined, undefined, media)?.ok, false, 'no call without audio');
  assert.equal(lateAnswer('theirs', undefined, media), null);
  assert.equal(lateAnswer('theirs', 'again', media), null);
});
