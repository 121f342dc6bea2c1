import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call, Trunk } from '#domain';
import { dialTarget, shownAs } from './target.ts';

const trunk = { uri: 'sip:carrier.example:5080;transport=udp', username: 'ann', password: 'secret' } as Trunk;
const call = (to: string) => ({ to }) as Call;
const allow = (more: object) =>
  ({ kind: 'allow', number: null, trunk: null, from: null, why: '', ...more }) as const;

test('a number goes through the trunk, with its credentials and its domain', () => {
  assert.deepEqual(
    dialTarget(call('+34600000001'), allow({ trunk, from: '+34910000001' }), null, '10.0.0.1:5060'),
    {
      requestUri: 'sip:+34600000001@carrier.example:5080;transport=udp',
      to: '<sip:+34600000001@carrier.example>',
      from: '<sip:+34910000001@carrier.example>',
      credentials: { username: 'ann', password: 'secret' },
    },
  );
});

test('a SIP URI is called as it stands, from our own address; a named trunk is only the next hop', () => {
  const to = 'sip:anna@127.0.0.1:5070';
  const direct = { requestUri: to, to: `<${to}>`, from: '<sip:parley@10.0.0.1:5060>' };
  assert.deepEqual(dialTarget(call(to), allow({}), null, '10.0.0.1:5060'), direct);
  const { proxy, requestUri } = dialTarget(call(to), allow({ trunk }), null, '10.0.0.1:5060');
  assert.deepEqual([proxy, requestUri], [trunk.uri, to]);
});

test('a test call rings the built-in callee, whatever number it names', () => {
  const { requestUri, credentials } = dialTarget(
    call('+34600000001'),
    allow({}),
    'sip:human@127.0.0.1:9',
    '10.0.0.1:5060',
  );
  assert.deepEqual([requestUri, credentials], ['sip:human@127.0.0.1:9', undefined]);
});

test('who is to be kept from the callee is, by number and by URI', () => {
  const hidden = { ...trunk, settings: { caller_id: { privacy: 'id' } } } as Trunk;
  for (const [from, ours] of [
    ['+34910000001', '<sip:+34910000001@carrier.example>'],
    ['sip:ann@us.example', '<sip:ann@us.example>'],
  ] as const)
    for (const to of ['+34600000001', 'sip:bob@127.0.0.1']) {
      const target = dialTarget(call(to), allow({ trunk: hidden, from }), null, '10.0.0.1:5060');
      assert.deepEqual(
        [target.from, target.assertedIdentity, target.privacy],
        ['"Anonymous" <sip:anonymous@anonymous.invalid>', ours, 'id'],
      );
    }
});

test('in the name of the person in the call, our own number is what we vouch for', () => {
  const target = dialTarget(
    call('+34600000001'),
    allow({ trunk, from: '+34910000001' }),
    null,
    '10.0.0.1:5060',
  );
  const person = { direction: 'outbound', to: '+34600000009', from: '+34910000001' } as const;
  const ours = '<sip:+34910000001@carrier.example>';
  assert.deepEqual(shownAs(person, target), {
    ...target,
    from: '<sip:+34600000009@carrier.example>',
    assertedIdentity: ours,
  });
  const caller = { direction: 'inbound', to: '+34910000001', from: 'sip:ann@10.0.0.9' } as const;
  assert.equal(shownAs(caller, target).from, '<sip:ann@10.0.0.9>');
  assert.equal(shownAs({ ...caller, from: null }, target), target);
});

const rpid = (caller_id: object): Trunk => ({
  ...trunk,
  settings: { caller_id: { header: 'remote_party_id', ...caller_id } },
});

test('our number in Remote-Party-ID, where the carrier takes it there; no stranger is told', () => {
  const dial = (caller_id = {}, hop?: { uri: string; redirected: true }) =>
    dialTarget(
      { to: '+34600000001', plan: { variables: {} } } as Call,
      allow({ trunk: rpid(caller_id), from: '+34910000001' }),
      null,
      'us',
      hop,
    );
  const ours = '<sip:+34910000001@carrier.example>';
  const shown = dial();
  assert.deepEqual(
    [shown.from, shown.assertedIdentity, shown.headers],
    [
      '<sip:ann@carrier.example>',
      undefined,
      [{ name: 'Remote-Party-ID', value: `${ours};party=calling;screen=yes;privacy=off` }],
    ],
  );
  const hidden = dial({ privacy: 'id' });
  assert.match(hidden.from, /anonymous\.invalid/);
  assert.equal(hidden.headers?.[0]?.value, `${ours};party=calling;screen=yes;privacy=full`);
  assert.equal(dial({}, { uri: 'sip:+34600000001@evil.example', redirected: true }).headers, undefined);
  const person = { direction: 'outbound', to: '+34600000009', from: '+34910000001' } as const;
  const diverted = shownAs(person, shown, rpid({ diversion: true }));
  assert.deepEqual(
    [diverted.from, diverted.assertedIdentity, diverted.diversion, diverted.headers],
    [
      '<sip:+34600000009@carrier.example>',
      undefined,
      `${ours};reason=unconditional;counter=1`,
      shown.headers,
    ],
  );
});
