import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLogger } from '#kernel';
import type { SipTarget } from '../../contract.ts';
import { bareHost, type SipUri } from '../message/index.ts';
import type { Resolver } from '../transport/resolver.ts';
import { Hops } from './hops.ts';

const resolver = {
  resolve: async ({ host, port = 5060 }: SipUri): Promise<SipTarget> => ({
    ...{ transport: 'UDP', host: bareHost(host), port },
  }),
} as unknown as Resolver;
const at = (host: string): SipTarget => ({ transport: 'UDP', host, port: 7 });

for (const [contact, first, goes] of [
  ['192.168.1.5', '203.0.113.9', '203.0.113.9'],
  ['10.0.0.5', '203.0.113.9', '203.0.113.9'],
  ['100.64.3.3', '203.0.113.9', '203.0.113.9'],
  ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['0.0.0.0', '203.0.113.9', '203.0.113.9'],
  ['[fd00::5]', '2001:4860::1', '2001:4860::1'],
  ['[::ffff:10.0.0.5]', '203.0.113.9', '203.0.113.9'],
  // In our own network, or told by somebody who is reached from everywhere.
  ['10.0.0.5', '10.0.0.9', '10.0.0.5'],
  ['127.0.0.1', '192.168.0.2', '127.0.0.1'],
  ['203.0.113.77', '203.0.113.9', '203.0.113.77'],
  ['203.0.113.77', '10.0.0.9', '203.0.113.77'],
] as const)
  test(`a Contact of ${contact} in a dialog with ${first} leads to ${goes}`, async () => {
    const hops = new Hops(resolver, silentLogger);
    const sent: string[] = [];
    hops.send(`sip:a@${contact}:5070`, at(first), ({ host }) => sent.push(host));
    hops.send(`sip:a@${contact}:5070`, undefined, ({ host }) => sent.push(host));
    await hops.sent;
    assert.deepEqual(sent, [goes, bareHost(contact)]);
  });
