import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { idAt, type Id } from '#kernel';
import type { PhoneNumber } from '../trunks/trunk.ts';
import { callingCode, parseAddress } from './address.ts';
import { decideDial, describeVerdict } from './authority.ts';
import type { DialFacts, DialRequest } from './facts.ts';

const NOW = 1_750_000_000_000;
const id = (n: number): Id => idAt(NOW + n);

const request: DialRequest = {
  organizationId: id(1),
  callId: id(2),
  to: '+34600000001',
  person: '+34600000001',
  test: false,
  requestedFrom: null,
  requestedNumberId: null,
  requestedTrunkId: null,
  agentId: id(3),
  agentNumberId: null,
};
const trunk: DialFacts['trunks'][number] = {
  id: id(10),
  organizationId: id(1),
  name: 'main',
  uri: 'sip:127.0.0.1:5080',
  username: null,
  password: null,
  concurrency: 10,
  callsPerSecond: 10,
  active: true,
  createdAt: NOW,
  updatedAt: NOW,
  liveCalls: 0,
  recentStarts: 0,
  nextStartAt: NOW,
};
const phone = (n: number, e164: string, more: Partial<PhoneNumber> = {}): PhoneNumber => ({
  id: id(20 + n),
  organizationId: id(1),
  e164,
  trunkId: trunk.id,
  agentId: null,
  name: '',
  active: true,
  reservedForAgents: [],
  ownerOrganizationId: null,
  routes: null,
  lastUsedAt: null,
  createdAt: NOW,
  updatedAt: NOW,
  ...more,
});
const facts: DialFacts = {
  suppressed: false,
  livePersonCallId: null,
  organization: {
    concurrency: 5,
    callsPerSecond: 5,
    destinationAllow: [],
    defaultNumberId: null,
    liveCalls: 0,
    recentStarts: 0,
    nextStartAt: NOW + 300,
  },
  numbers: [phone(1, '+34910000001')],
  trunks: [trunk],
};
const organization = (patch: Partial<DialFacts['organization']>): DialFacts => ({
  ...facts,
  organization: { ...facts.organization, ...patch },
});

const refusals: [string, DialRequest, DialFacts, string, string, number?][] = [
  ['no plus', { ...request, to: '34600000001' }, facts, 'deny', 'address'],
  ['a leading zero', { ...request, to: '+0600000001' }, facts, 'deny', 'address'],
  ['six digits', { ...request, to: '+346000' }, facts, 'deny', 'address'],
  ['sixteen digits', { ...request, to: '+3460000000000000' }, facts, 'deny', 'address'],
  ['a mail address', { ...request, to: 'anna@example.org' }, facts, 'deny', 'address'],
  ['suppressed', request, { ...facts, suppressed: true }, 'deny', 'suppression'],
  [
    'suppressed and busy: the denial wins',
    request,
    { ...facts, suppressed: true, livePersonCallId: id(9) },
    'deny',
    'suppression',
  ],
  [
    'a country that is not allowed',
    request,
    organization({ destinationAllow: ['+1', '+44'] }),
    'deny',
    'destination',
  ],
  [
    'a country that is not allowed, in a SIP URI',
    { ...request, to: 'sip:00491701234567@gw.example' },
    organization({ destinationAllow: ['+1', '+44'] }),
    'deny',
    'destination',
  ],
  [
    'the person is on the line',
    request,
    { ...facts, livePersonCallId: id(9) },
    'defer',
    'one-live-call',
    NOW + 5000,
  ],
  [
    'the organization is full',
    request,
    organization({ liveCalls: 5 }),
    'defer',
    'organization-concurrency',
    NOW + 5000,
  ],
  [
    'the organization is fast',
    request,
    organization({ recentStarts: 5 }),
    'defer',
    'organization-calls-per-second',
    NOW + 300,
  ],
  ['no number at all', request, { ...facts, numbers: [] }, 'deny', 'no-usable-caller-number'],
  ['a number without trunk', request, { ...facts, trunks: [] }, 'deny', 'no-usable-caller-number'],
  [
    'a foreign caller number',
    { ...request, requestedFrom: '+15550001' },
    facts,
    'deny',
    'no-usable-caller-number',
  ],
  [
    'an inactive caller number',
    { ...request, requestedFrom: '+34910000001' },
    { ...facts, numbers: [phone(1, '+34910000001', { active: false })] },
    'deny',
    'no-usable-caller-number',
  ],
  [
    'a SIP URI through an inactive trunk',
    { ...request, to: 'sip:a@127.0.0.1', requestedTrunkId: trunk.id },
    { ...facts, trunks: [{ ...trunk, active: false }] },
    'deny',
    'trunk-inactive',
  ],
  [
    'the trunk is full',
    request,
    { ...facts, trunks: [{ ...trunk, liveCalls: 10 }] },
    'defer',
    'trunk-concurrency',
    NOW + 5000,
  ],
  [
    'the trunk is fast',
    request,
    { ...facts, trunks: [{ ...trunk, recentStarts: 10, nextStartAt: NOW + 70 }] },
    'defer',
    'trunk-calls-per-second',
    NOW + 70,
  ],
];
for (const [name, asked, known, kind, rule, until] of refusals)
  test(`${kind}: ${name}`, () => {
    const verdict = decideDial(asked, known, NOW);
    assert.equal(verdict.kind, kind);
    assert.ok(verdict.kind !== 'allow');
    assert.equal(verdict.rule, rule);
    assert.ok(verdict.detail.length > 20);
    if (until !== undefined) assert.equal(verdict.kind === 'defer' && verdict.until, until);
    assert.equal(describeVerdict(verdict, known)['rule'], rule);
  });

const french = phone(2, '+33100000001');
const spanish = phone(1, '+34910000001', { lastUsedAt: NOW - 10 });
const rested = phone(3, '+34910000002', { lastUsedAt: NOW - 1000 });
const choices: [string, Partial<DialRequest>, DialFacts, string | null][] = [
  [
    "the request's, though it is foreign",
    { requestedFrom: '+33100000001' },
    { ...facts, numbers: [french, spanish] },
    '+33100000001',
  ],
  [
    "the request's id",
    { requestedNumberId: french.id },
    { ...facts, numbers: [french, spanish] },
    '+33100000001',
  ],
  ["the agent's", { agentNumberId: french.id }, { ...facts, numbers: [french, spanish] }, '+33100000001'],
  [
    'the one bound to the agent',
    {},
    { ...facts, numbers: [spanish, { ...french, agentId: id(3) }] },
    '+33100000001',
  ],
  [
    "the organization's default",
    {},
    { ...organization({ defaultNumberId: french.id }), numbers: [french, spanish] },
    '+33100000001',
  ],
  ['same country first', {}, { ...facts, numbers: [french, spanish] }, '+34910000001'],
  ['least recently used', {}, { ...facts, numbers: [spanish, rested] }, '+34910000002'],
  ['a SIP URI needs none', { to: 'sip:anna@127.0.0.1:5070' }, { ...facts, numbers: [], trunks: [] }, null],
  ['a test call needs none', { test: true }, { ...facts, numbers: [], trunks: [] }, null],
];
for (const [name, asked, known, from] of choices)
  test(`allow, caller number: ${name}`, () => {
    const verdict = decideDial({ ...request, ...asked }, known, NOW);
    assert.equal(verdict.kind, 'allow');
    assert.equal(verdict.kind === 'allow' && verdict.from, from);
  });

test('a number whose trunk is full is passed over for one that is free', () => {
  const other = { ...trunk, id: id(11) };
  const known = {
    ...facts,
    numbers: [rested, phone(4, '+33100000009', { trunkId: other.id })],
    trunks: [{ ...trunk, liveCalls: 10 }, other],
  };
  const verdict = decideDial(request, known, NOW);
  assert.equal(verdict.kind === 'allow' && verdict.from, '+33100000009');
});

test('law: an allowed call breaks no limit, whatever the facts', () => {
  const count = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(
      count,
      count,
      fc.boolean(),
      fc.boolean(),
      count,
      count,
      (live, recent, suppressed, busy, trunkLive, trunkRecent) => {
        const known: DialFacts = {
          ...organization({ liveCalls: live, recentStarts: recent }),
          suppressed,
          livePersonCallId: busy ? id(9) : null,
          trunks: [
            { ...trunk, concurrency: 4, callsPerSecond: 4, liveCalls: trunkLive, recentStarts: trunkRecent },
          ],
        };
        const verdict = decideDial(request, known, NOW);
        const free = !suppressed && !busy && live < 5 && recent < 5 && trunkLive < 4 && trunkRecent < 4;
        assert.equal(verdict.kind === 'allow', free);
        if (verdict.kind === 'defer') assert.ok(verdict.until > NOW);
      },
    ),
  );
});

test('addresses: the same person is the same person', () => {
  assert.equal(parseAddress('sip:Anna@Example.ORG;transport=udp')?.person, 'sip:Anna@example.org');
  assert.equal(parseAddress('sip:[::1]:5070')?.person, 'sip:[::1]:5070');
  for (const bad of [
    'sip:',
    'sip:a b@c',
    'sip:a@c?Subject=x',
    'tel:+34600',
    'sip:a@c:65536',
    'sip:a@c\r\nVia: x',
  ])
    assert.equal(parseAddress(bad), null, bad);
  assert.deepEqual(['+15550001', '+34600000001', '+35212345678'].map(callingCode), ['1', '34', '352']);
});
