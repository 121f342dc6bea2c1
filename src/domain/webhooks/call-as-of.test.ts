import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../calls/call.ts';
import { callAsOf } from './call-as-of.ts';

const ended = {
  ...{
    status: 'ended',
    outcome: { code: 'completed' },
    answeredAt: 20,
    endedAt: 30,
    notBefore: null,
    lastSeq: 9,
  },
  ...{ turns: [{ who: 'agent' }], latencies: [{}], cost: {}, recording: {}, analysis: { created_at: 31 } },
} as unknown as Call;

test('a late event tells nothing of what came after it', () => {
  const rang = callAsOf(ended, { type: 'call.ringing', at: 10, sequence: 3 });
  assert.deepEqual(
    [rang.status, rang.outcome, rang.answeredAt, rang.endedAt, rang.turns, rang.lastSeq],
    ['ringing', null, null, null, [], 3],
  );
  assert.equal(callAsOf(ended, { type: 'call.answered', at: 20, sequence: 4 }).answeredAt, 20);
  assert.equal(
    callAsOf({ ...ended, notBefore: 99 }, { type: 'call.accepted', at: 1, sequence: 1 }).status,
    'scheduled',
  );
});

const analysed = (type: string, at: number) => callAsOf(ended, { type, at, sequence: 8 }).analysis !== null;

test('the end tells an analysis that was there, the next event one that came later', () => {
  assert.deepEqual(
    [analysed('call.ended', 30), analysed('call.ended', 31), analysed('call.analyzed', 31)],
    [false, true, true],
  );
});
