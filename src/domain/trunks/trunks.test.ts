import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { orderGateways } from './order-gateways.ts';
import { isTakenFrom } from './source-address.ts';
import { trunkFaults } from './trunk-faults.ts';
import { callingNumber, translated } from './trunk-numbers.ts';
import { gatewayParts, settingsOf, withFirstGateway } from './trunk-settings.ts';

const uri = 'sip:a.example';
const account = { uri, username: 'ann' };

test('an old trunk has one gateway and what is usual', () => {
  const { gateways, codecs, failover } = settingsOf({ uri });
  assert.deepEqual(
    [gateways, codecs, failover],
    [[{ uri, priority: 0, weight: 1 }], ['PCMU', 'PCMA'], 'safe'],
  );
  assert.equal(settingsOf({ uri, settings: { caller_id: { format: 'national' } } }).caller_id.header, 'from');
});

test('another address for the first gateway leaves the others', () => {
  const gateways = ['sip:a', 'sip:b'].map((each) => ({ uri: each, priority: 0, weight: 1 }));
  const changed = withFirstGateway({ gateways, redirects: 1 }, 'sip:c');
  assert.deepEqual([changed.gateways?.map((each) => each.uri), changed.redirects], [['sip:c', 'sip:b'], 1]);
});

test('the parts of an address', () => {
  assert.deepEqual(gatewayParts('sips:[::1]:5061;transport=tls'), {
    ...{ scheme: 'sips', host: '[::1]', port: ':5061', parameters: ';transport=tls', transport: 'tls' },
  });
});

const gateway = (address: string) => ({ uri: address, priority: 0, weight: 1 });
for (const [what, trunk, param, rule] of [
  ['a port beyond the last', { ...account, uri: 'sip:a:99999' }, 'uri', 'port'],
  ['sips: over UDP', { ...account, uri: 'sips:a;transport=udp' }, 'uri', 'transport'],
  [
    'another first gateway',
    { ...account, settings: { gateways: [gateway('sip:b')] } },
    'uri',
    'first-gateway',
  ],
  [
    'the same gateway twice',
    { ...account, settings: { gateways: [gateway(uri), gateway('SIP:A.example')] } },
    'gateways[1].uri',
    'unique',
  ],
  [
    'nobody to register',
    { uri, username: null, settings: { registration: { enabled: true, expires_s: 60 } } },
    'registration.username',
    'required',
  ],
  [
    'a header of our own',
    { ...account, settings: { headers: [{ name: 'P-Asserted-Identity', value: 'x' }] } },
    'headers[0].name',
    'reserved',
  ],
  ['no network', { ...account, settings: { addresses: ['10.0.0.0/33'] } }, 'addresses[0]', 'network'],
  [
    'a session too short',
    { ...account, settings: { session_expires_s: 60 } },
    'session_expires_s',
    'minimum',
  ],
  [
    'Opus in 30 ms',
    { ...account, settings: { codecs: ['opus' as const], ptime_ms: 30 as const } },
    'ptime_ms',
    'codec',
  ],
] as const)
  test(`a fault names field and rule: ${what}`, () => {
    assert.deepEqual(
      trunkFaults(trunk as never).map((fault) => [fault.param, fault.rule]),
      [[param, rule]],
    );
  });

test('gateways: the living before the dead, then priority; weight only within one', () => {
  const gateways = fc.uniqueArray(
    fc.record({ uri: fc.nat(50).map(String), priority: fc.nat(2), weight: fc.nat(3) }),
    { selector: (each) => each.uri, minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(gateways, fc.func(fc.boolean()), fc.nat(), (given, isDown, seed) => {
      const health = (each: string) => (isDown(each) ? 'down' : 'up') as 'down' | 'up';
      const order = orderGateways(given, health, seededRandom(seed));
      assert.deepEqual(order.toSorted(byUri), given.toSorted(byUri), 'each once');
      const ranks = order.map((each) => [health(each.uri) === 'down' ? 1 : 0, each.priority] as const);
      for (const [index, rank] of ranks.entries()) {
        const before = ranks[index - 1];
        if (before) assert.ok(before[0] < rank[0] || (before[0] === rank[0] && before[1] <= rank[1]));
      }
    }),
    { numRuns: 60 },
  );
});
const byUri = (a: { uri: string }, b: { uri: string }) => a.uri.localeCompare(b.uri);

test('weights are shares', () => {
  const random = seededRandom(7);
  const pair = [
    { uri: 'light', priority: 0, weight: 1 },
    { uri: 'heavy', priority: 0, weight: 3 },
  ];
  let heavy = 0;
  for (let i = 0; i < 2000; i++)
    heavy += Number(orderGateways(pair, () => 'unknown', random)[0]!.uri === 'heavy');
  assert.ok(heavy > 1400 && heavy < 1600, `${heavy} of 2000, 1500 expected`);
});

test('numbers: the first rule that matches; what it changed has its own form', () => {
  const rules = [
    { match: '+49', strip: 3, prepend: '0' },
    { match: '+', strip: 1, prepend: '' },
  ];
  assert.equal(translated('+4930123456', rules), '030123456');
  assert.equal(translated('+34910000001', rules), '34910000001');
  assert.equal(translated('+34910000001', []), '+34910000001');
  const shown = (format: 'national' | 'international', calling = rules.slice(0, 1)) =>
    callingNumber(
      '+34910000001',
      settingsOf({ uri, settings: { caller_id: { format }, number_translation: { calling } } }),
    );
  assert.deepEqual([shown('national'), shown('international')], ['910000001', '0034910000001']);
  assert.equal(shown('national', rules), '34910000001');
});

test('calls are taken from the networks that are named', () => {
  const networks = ['192.0.2.0/24', '2001:db8::/32', '127.0.0.1'];
  for (const source of ['192.0.2.255:5060', '[2001:db8:1::7]:5060', '127.0.0.1:9', '[::ffff:192.0.2.9]:5060'])
    assert.ok(isTakenFrom(source, networks), source);
  for (const source of ['192.0.3.1:5060', '[2001:db9::7]:5060', '127.0.0.2:9', 'nonsense:1'])
    assert.ok(!isTakenFrom(source, networks), source);
  assert.ok(isTakenFrom('203.0.113.9:5060', []), 'no networks: everybody');
});
