import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { AppError } from '#kernel';
import { guardAddress, parseNetworks } from './guarded-address.ts';

test('public addresses pass', () => {
  for (const address of [
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])
    assert.equal(guardAddress(address, []), null, address);
});

test('inner and special addresses do not, in any spelling', () => {
  const guarded = [
    // Loopback, unspecified, broadcast, this network
    ...['127.0.0.1', '127.255.0.9', '::1', '0.0.0.0', '0.1.2.3', '::', '255.255.255.255'],
    // Private, link-local (cloud metadata), carrier-grade NAT, unique local, site-local
    ...['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
    ...['100.127.255.255', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1'],
    // Multicast, reserved, benchmarking, documentation, protocol assignments
    ...['224.0.0.1', '239.1.1.1', 'ff02::1', '240.0.0.1', '198.18.0.1', '192.0.2.1', '198.51.100.7'],
    ...['203.0.113.9', '192.0.0.8', '2001:db8::1', '3fff::1', '100::1', '192.88.99.1', '5f00::1'],
    // IPv4 inside IPv6: mapped, compatible, NAT64, 6to4, Teredo
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::127.0.0.1', '64:ff9b::7f00:1'],
    ...['64:ff9b:1::1', '2002:7f00:1::', '2002:a00:1::1', '2001:0:1::1', '::ffff:0:127.0.0.1'],
    ...['localhost', '', '1.2.3', 'x::1'],
  ];
  for (const address of guarded) assert.notEqual(guardAddress(address, []), null, address);
  assert.equal(guardAddress('169.254.169.254', []), 'link-local');
});

test('a public IPv4 address inside a mapped one is judged as itself', () => {
  assert.equal(guardAddress('::ffff:8.8.8.8', []), null);
});

test('no private IPv4 address passes, whatever its last digits', () => {
  const prefix = fc.constantFrom(
    [10],
    [127],
    [192, 168],
    [169, 254],
    [100, 64],
    [172, 20],
    [0],
    [224],
    [198, 19],
  );
  fc.assert(
    fc.property(prefix, fc.uint8Array({ minLength: 4, maxLength: 4 }), (start, rest) => {
      const address = [...start, ...rest].slice(0, 4).join('.');
      assert.notEqual(guardAddress(address, []), null, address);
      assert.notEqual(guardAddress(`::ffff:${address}`, []), null, address);
    }),
  );
});

test('the operator opens networks, and only those', () => {
  const allowed = parseNetworks(['10.1.0.0/16', 'fd00:1::/32']);
  assert.equal(guardAddress('10.1.2.3', allowed), null);
  assert.equal(guardAddress('::ffff:10.1.2.3', allowed), null);
  assert.equal(guardAddress('fd00:1::5', allowed), null);
  for (const address of ['10.2.0.1', 'fd00:2::5', '127.0.0.1'])
    assert.notEqual(guardAddress(address, allowed), null, address);
  for (const cidr of ['10.0.0.0', '10.0.0.0/33', 'inside'])
    assert.throws(
      () => parseNetworks([cidr]),
      (thrown) => thrown instanceof AppError && thrown.message.includes(cidr),
    );
});
