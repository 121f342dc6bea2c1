/** Reserved numbers and pools: who may show what, and which first. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { idAt, type Id } from '#kernel';
import type { NumberPool } from '../trunks/number-pool.ts';
import type { PhoneNumber } from '../trunks/trunk.ts';
import { chooseCallerNumber } from './caller-number.ts';
import type { DialFacts, DialRequest } from './facts.ts';

const NOW = 1_750_000_000_000;
const id = (n: number): Id => idAt(NOW + n);
const [AGENT, OTHER] = [id(3), id(4)];
const TO = '+34600000001';
const request = {
  ...{ organizationId: id(1), callId: id(2), to: TO, person: TO, test: false, agentId: AGENT },
  ...{ requestedFrom: null, requestedNumberId: null, requestedTrunkId: null, agentNumberId: null },
} as DialRequest;
const trunk = (n: number, liveCalls = 0) => ({
  ...{ id: id(10 + n), active: true, concurrency: 5, callsPerSecond: 5, liveCalls },
  ...{ recentStarts: 0, nextStartAt: NOW },
});
const number = (n: number, e164: string, more: Partial<PhoneNumber> = {}) =>
  ({
    ...{ id: id(20 + n), organizationId: id(1), e164, trunkId: id(11), agentId: null, active: true },
    ...{ reservedForAgents: [], lastUsedAt: null, ...more },
  }) as PhoneNumber;
const facts = (numbers: readonly PhoneNumber[], more: object = {}) =>
  ({ organization: { defaultNumberId: null }, numbers, trunks: [trunk(1)], ...more }) as unknown as DialFacts;
const told = (asked: Partial<DialRequest>, known: DialFacts) => {
  const verdict = chooseCallerNumber({ ...request, ...asked }, known, NOW);
  return verdict.kind === 'allow' ? [verdict.from, verdict.why] : [verdict.kind, verdict.rule];
};

const reserved = number(1, '+34910000001', { reservedForAgents: [OTHER] });
const free = number(9, '+34910000002', { lastUsedAt: NOW });

test('a reserved number is shown by those it is reserved for, and by nobody else, whoever names it', () => {
  const both = facts([reserved, free]);
  assert.equal(told({}, both)[0], free.e164, 'though it was used later');
  assert.equal(told({ agentId: OTHER }, both)[0], reserved.e164);
  for (const named of [
    { requestedNumberId: reserved.id },
    { requestedFrom: reserved.e164 },
    { agentNumberId: reserved.id },
    { requestedNumberId: reserved.id, agentId: null },
  ]) {
    assert.deepEqual(told(named, both), ['deny', 'no-usable-caller-number'], JSON.stringify(named));
    if (!('agentId' in named)) assert.equal(told({ ...named, agentId: OTHER }, both)[0], reserved.e164);
  }
  const standard = facts([reserved, free], { organization: { defaultNumberId: reserved.id } });
  assert.equal(told({}, standard)[0], free.e164, 'no default for others');
  assert.deepEqual(told({}, facts([reserved])), ['deny', 'no-usable-caller-number']);
  const bound = number(3, '+34910000003', { agentId: AGENT, reservedForAgents: [OTHER] });
  assert.equal(told({}, facts([bound, free]))[0], free.e164, 'nor by an agent that it is bound to');
});

const members = [
  number(1, '+34910000001', { lastUsedAt: NOW - 1 }),
  number(2, '+14155550100', { lastUsedAt: NOW - 3 }),
  number(3, '+34910000003', { lastUsedAt: NOW - 2 }),
];
const pool = (rule: NumberPool['rule'], weights: readonly number[] = [1, 1, 1]) =>
  ({
    rule,
    members: members.map(({ id: numberId }, index) => ({ numberId, weight: weights[index]! })),
  }) as unknown as NumberPool;
const pooled = (rule: NumberPool['rule'], more: object = {}) =>
  facts([free, ...members], { pool: pool(rule), ...more });

test('a pool gives its members alone, by its rule', () => {
  assert.deepEqual(told({}, pooled('first')), ['+34910000001', 'first of the pool']);
  assert.deepEqual(told({}, pooled('least_recently_used')), [
    '+14155550100',
    'least recently used of the pool',
  ]);
  assert.deepEqual(told({}, pooled('same_country')), ['+34910000003', 'same country, of the pool']);
  assert.deepEqual(told({ to: '+4915112345678' }, pooled('same_country')), [
    '+14155550100',
    'least recently used of the pool',
  ]);
  assert.equal(
    told({ requestedNumberId: free.id }, pooled('first'))[0],
    free.e164,
    'unless another is named',
  );
});

test('a member that is off, reserved or on a full trunk is passed over; when all are busy the call waits', () => {
  const [one, two, three] = members as [PhoneNumber, PhoneNumber, PhoneNumber];
  const busy = facts(
    [
      { ...one, active: false },
      { ...two, reservedForAgents: [OTHER] },
      { ...three, trunkId: id(12) },
    ],
    { pool: pool('first'), trunks: [trunk(1), trunk(2)] },
  );
  assert.equal(told({}, busy)[0], three.e164);
  assert.deepEqual(told({}, { ...busy, trunks: [trunk(1), trunk(2, 5)] } as unknown as DialFacts), [
    'defer',
    'trunk-concurrency',
  ]);
  assert.deepEqual(told({}, facts([free], { pool: pool('first') })), ['deny', 'no-usable-caller-number']);
});

test('law: by weight each call has one number for ever, and over many calls the weights show', () => {
  const known = pooled('weighted', { pool: pool('weighted', [1, 2, 7]) });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (n) => {
      assert.deepEqual(told({ callId: id(n) }, known), told({ callId: id(n) }, known));
    }),
    { numRuns: 50 },
  );
  const counts = new Map<string, number>();
  for (let n = 0; n < 2_000; n++) {
    const from = told({ callId: id(n) }, known)[0]!;
    counts.set(from, (counts.get(from) ?? 0) + 1);
  }
  for (const [index, share] of [0.1, 0.2, 0.7].entries()) {
    const found = counts.get(members[index]!.e164)! / 2_000;
    assert.ok(Math.abs(found - share) < 0.05, `${members[index]!.e164}: ${found}`);
  }
});
