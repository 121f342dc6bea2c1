import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom, VirtualClock } from '#kernel';
import type { SipTarget } from '../../contract.ts';
import { parseUri } from '../message/index.ts';
import type { NameService, NaptrRecord, SrvRecord } from './names.ts';
import { createResolver, LOOKUP_LIMIT_MS, type Resolver } from './resolver.ts';

interface Table {
  readonly addresses?: Readonly<Record<string, readonly string[]>>;
  readonly srv?: Readonly<Record<string, readonly SrvRecord[]>>;
  readonly naptr?: Readonly<Record<string, readonly NaptrRecord[]>>;
}

function namesOf(table: Table, asked: string[] = []): NameService {
  return {
    addresses: (host) => {
      asked.push(host);
      const found = table.addresses?.[host];
      return found ? Promise.resolve(found) : Promise.reject(new TypeError('ENOTFOUND'));
    },
    srv: (name) => (asked.push(name), Promise.resolve(table.srv?.[name] ?? [])),
    naptr: (name) => (asked.push(`naptr ${name}`), Promise.resolve(table.naptr?.[name] ?? [])),
  };
}

function open(
  table: Table,
  asked?: string[],
  family: 4 | 6 = 4,
): { resolver: Resolver; clock: VirtualClock } {
  const clock = new VirtualClock();
  const names = namesOf(table, asked);
  return { clock, resolver: createResolver({ family, clock, random: seededRandom(1), names }) };
}

const text = ({ transport, host, port, serverName, explicit }: SipTarget): string =>
  [transport, `${host}:${port}`, serverName, explicit && 'explicit'].filter(Boolean).join(' ');

async function leads(resolver: Resolver, uri: string): Promise<string[]> {
  return (await resolver.targets(parseUri(uri)!)).map(text);
}

const TABLE: Table = {
  addresses: {
    'plain.example': ['198.51.100.1', '198.51.100.2'],
    'a.example': ['198.51.100.10'],
    'b.example': ['198.51.100.11'],
    'secure.example': ['198.51.100.12'],
  },
  srv: {
    '_sip._udp.srv.example': [
      { name: 'b.example', port: 5_062, priority: 20, weight: 0 },
      { name: 'a.example', port: 5_061, priority: 10, weight: 0 },
    ],
    '_sip._tcp.srv.example': [{ name: 'a.example', port: 5_063, priority: 1, weight: 1 }],
    '_sips._tcp.srv.example': [{ name: 'secure.example', port: 5_064, priority: 1, weight: 1 }],
    '_sip._udp.gone.example': [{ name: '.', port: 0, priority: 0, weight: 0 }],
    'tls.naptr.example': [{ name: 'secure.example', port: 5_070, priority: 1, weight: 1 }],
    'tcp.naptr.example': [{ name: 'a.example', port: 5_071, priority: 1, weight: 1 }],
  },
  naptr: {
    'naptr.example': [
      ...['SIP+D2T tcp', 'SIPS+D2T tls', 'SIP+D2S sctp'].map((line, index) => {
        const [service, name] = line.split(' ') as [string, string];
        const order = index === 1 ? 10 : 20;
        return { service, order, preference: index, flags: 's', replacement: `${name}.naptr.example` };
      }),
    ],
  },
};

test('where each kind of URI leads (RFC 3263, 4.1 and 4.2)', async () => {
  const { resolver } = open(TABLE);
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['sip:a@192.0.2.1', ['UDP 192.0.2.1:5060']],
    ['sip:a@192.0.2.1:5080', ['UDP 192.0.2.1:5080']],
    ['sip:a@192.0.2.1;transport=TCP', ['TCP 192.0.2.1:5060 explicit']],
    ['sip:a@192.0.2.1;transport=tls', ['TLS 192.0.2.1:5061 192.0.2.1 explicit']],
    ['sips:a@192.0.2.1', ['TLS 192.0.2.1:5061 192.0.2.1 explicit']],
    ['sips:a@192.0.2.1:5099;transport=tcp', ['TLS 192.0.2.1:5099 192.0.2.1 explicit']],
    // An explicit port: no NAPTR, no SRV; every address of the name.
    ['sip:a@plain.example:5090', ['UDP 198.51.100.1:5090', 'UDP 198.51.100.2:5090']],
    ['sip:a@plain.example', ['UDP 198.51.100.1:5060', 'UDP 198.51.100.2:5060']],
    ['sips:a@secure.example', ['TLS 198.51.100.12:5061 secure.example explicit']],
    [
      'sip:a@srv.example',
      [
        'UDP 198.51.100.10:5061',
        'UDP 198.51.100.11:5062',
        'TCP 198.51.100.10:5063',
        'TLS 198.51.100.12:5064 srv.example',
      ],
    ],
    ['sip:a@srv.example;transport=tcp', ['TCP 198.51.100.10:5063 explicit']],
    ['sips:a@srv.example', ['TLS 198.51.100.12:5064 srv.example explicit']],
    ['sip:a@naptr.example', ['TLS 198.51.100.12:5070 naptr.example', 'TCP 198.51.100.10:5071']],
    ['sips:a@naptr.example', ['TLS 198.51.100.12:5070 naptr.example explicit']],
  ];
  for (const [uri, expected] of rows) assert.deepEqual(await leads(resolver, uri), expected, uri);
});

test('what is no target: a family that we have no socket of, an unknown transport, a name without address', async () => {
  const { resolver } = open(TABLE);
  for (const [uri, code] of [
    ['sip:a@[2001:db8::1]', 'sip-unresolved'],
    ['sip:a@nowhere.example', 'sip-unresolved'],
    ['sip:a@gone.example', 'sip-unresolved'],
    ['sip:a@plain.example;transport=sctp', 'sip-transport-unsupported'],
    ['sips:a@plain.example;transport=udp', 'sip-transport-unsupported'],
  ] as const)
    await assert.rejects(resolver.targets(parseUri(uri)!), { code }, uri);
  const six = open(TABLE, [], 6).resolver;
  assert.deepEqual(await leads(six, 'sip:a@[2001:db8::1]:5070'), ['UDP 2001:db8::1:5070']);
});

test('answers are kept for a while; a silent name service is not waited for', async () => {
  const asked: string[] = [];
  const { resolver, clock } = open(TABLE, asked);
  await leads(resolver, 'sip:a@plain.example:5060');
  await leads(resolver, 'sip:a@plain.example:5061');
  assert.deepEqual(asked, ['plain.example']);
  await clock.advance(31_000);
  await leads(resolver, 'sip:a@plain.example:5060');
  assert.deepEqual(asked, ['plain.example', 'plain.example']);
  const silent = createResolver({
    ...{ family: 4, clock, random: seededRandom(1) },
    names: { ...namesOf(TABLE), naptr: () => new Promise(() => undefined) },
  });
  const found = leads(silent, 'sip:a@plain.example');
  await clock.advance(LOOKUP_LIMIT_MS);
  assert.deepEqual(await found, ['UDP 198.51.100.1:5060', 'UDP 198.51.100.2:5060']);
});

test('a target that failed comes last for a while, and at once again when it answers (4.3)', async () => {
  const { resolver, clock } = open(TABLE);
  const [first, second] = await resolver.targets(parseUri('sip:a@plain.example')!);
  resolver.avoided.add(first!);
  assert.deepEqual(await resolver.targets(parseUri('sip:a@plain.example')!), [second, first]);
  resolver.avoided.remove(first!);
  assert.deepEqual(await resolver.resolve(parseUri('sip:a@plain.example')!), first);
  resolver.avoided.add(first!, 5_000);
  await clock.advance(4_999);
  assert.deepEqual(await resolver.resolve(parseUri('sip:a@plain.example')!), second);
  await clock.advance(1);
  assert.deepEqual(await resolver.resolve(parseUri('sip:a@plain.example')!), first);
});
