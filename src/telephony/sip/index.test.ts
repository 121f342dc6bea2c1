/** The front door, on real sockets of the loopback. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { realClock, realRandom, silentLogger } from '#kernel';
import type { DialogRecord } from '../contract.ts';
import { createSipEndpoint, type SipEndpointOptions } from './index.ts';

const SDP = 'v=0\r\n';
const open = (options: Partial<SipEndpointOptions> = {}): ReturnType<typeof createSipEndpoint> =>
  createSipEndpoint({
    bind: { address: '127.0.0.1', port: 0 },
    clock: realClock,
    random: realRandom,
    logger: silentLogger,
    userAgent: 'Test',
    ...options,
  });

test('two endpoints; the caller behind an advertised address that nobody can reach', async () => {
  const [callee, caller] = await Promise.all([open(), open({ advertise: '192.0.2.77:5099' })]);
  try {
    assert.equal(caller.address, '192.0.2.77:5099');
    callee.onInvite((call) => void call.accept(SDP, () => Promise.resolve()));
    const records: DialogRecord[] = [];
    const call = caller.invite({
      identity: caller.newIdentity(),
      requestUri: 'sip:bob@trunk.example',
      proxy: `sip:${callee.address}`,
      from: 'sip:ann@h',
      to: 'sip:bob@trunk.example',
      offer: SDP,
      ringTimeoutMs: 5_000,
      store: async (record) => void records.push(record),
    });
    // The responses come back by rport and received (RFC 3581), not to the address in Via.
    await new Promise<void>((resolve) => call.events.on('answered', () => resolve()));
    assert.equal(records[0]!.localAddress, '192.0.2.77:5099');
    assert.equal(records[0]!.nextHop, callee.address);
    call.hangUp();
    const ending = await new Promise<string>((resolve) =>
      call.events.on('ended', ({ kind }) => resolve(kind)),
    );
    assert.equal(ending, 'bye');
  } finally {
    await Promise.all([callee.close(), caller.close(), caller.close()]);
  }
});

test('IPv6', async () => {
  const [callee, caller] = await Promise.all([
    open({ bind: { address: '::1', port: 0 } }),
    open({ bind: { address: '::1', port: 0 } }),
  ]);
  try {
    assert.match(callee.address, /^\[::1\]:\d+$/);
    callee.onInvite((call) => call.reject(486));
    const call = caller.invite({
      identity: caller.newIdentity(),
      requestUri: `sip:bob@${callee.address}`,
      from: 'sip:ann@h',
      to: 'sip:bob@h',
      offer: SDP,
      ringTimeoutMs: 5_000,
      store: () => Promise.resolve(),
    });
    const status = await new Promise((resolve) =>
      call.events.on('ended', (ending) => resolve(ending.status)),
    );
    assert.equal(status, 486);
  } finally {
    await Promise.all([callee.close(), caller.close()]);
  }
});

test('what cannot be bound or told to peers is named', async () => {
  const cases: [Partial<SipEndpointOptions>, string][] = [
    [{ bind: { address: 'localhost', port: 0 } }, 'bind-invalid'],
    [{ bind: { address: '192.0.2.250', port: 0 } }, 'bind-failed'],
    [{ bind: { address: '0.0.0.0', port: 0 } }, 'advertise-missing'],
    [{ advertise: 'not a host' }, 'advertise-invalid'],
  ];
  for (const [options, code] of cases) await assert.rejects(open(options), { code });
});
