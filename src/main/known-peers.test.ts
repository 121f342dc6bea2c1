import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Trunk } from '#domain';
import { silentLogger, VirtualClock } from '#kernel';
import type { Admission, SipTarget } from '#telephony';
import { KnownPeers } from './known-peers.ts';

const at = (host: string): SipTarget => ({ transport: 'UDP', host, port: 5060 });
const trunk = (uri: string, settings: object = {}): Trunk => ({ uri, settings }) as Trunk;
const sip = {
  targets: (uri: string): Promise<readonly SipTarget[]> =>
    uri.includes('gone')
      ? Promise.reject(new TypeError('no address'))
      : Promise.resolve([at('198.51.100.1')]),
};

test('gateways of trunks and their networks are served, others get what is set; new trunks are found', async () => {
  const clock = new VirtualClock();
  let active = [trunk('sip:carrier.example'), trunk('sip:gone.example', { addresses: ['203.0.113.0/24'] })];
  const peers = new KnownPeers({
    ...{ strangers: 'ignore', clock, logger: silentLogger },
    trunks: { listActive: () => Promise.resolve(active) },
  });
  const admitted = (...hosts: string[]): Admission[] => hosts.map((host) => peers.admits(at(host)));
  assert.deepEqual(admitted('192.0.2.9'), ['serve']);
  await peers.start(sip);
  assert.deepEqual(admitted('198.51.100.1', '203.0.113.77', '192.0.2.9', '2001:db8::1'), [
    ...['serve', 'serve', 'ignore', 'ignore'],
  ] as Admission[]);
  active = [trunk('sip:gone.example', { addresses: ['2001:db8::1'] })];
  await clock.advance(30_000);
  assert.deepEqual(admitted('198.51.100.1', '2001:db8::1'), ['ignore', 'serve']);
  await peers.close();
  assert.equal(clock.timers, 0);
});
