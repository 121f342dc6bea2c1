import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '#kernel';
import type { SipTarget } from '../../contract.ts';
import type { SipRequest } from '../message/index.ts';
import type { Transport } from '../transport/transport.ts';
import { Clients } from './clients.ts';
import { DEFAULT_TIMERS } from './index.ts';

const invite: SipRequest = {
  ...{ kind: 'request', method: 'INVITE', uri: 'sip:b@192.0.2.9', callId: 'c', headers: [], body: '' },
  via: [{ transport: 'UDP', host: '192.0.2.1', port: 5060, params: [{ name: 'branch', value: 'z9hG4bKx' }] }],
  from: { uri: 'sip:a@192.0.2.1', params: [{ name: 'tag', value: '1' }] },
  to: { uri: 'sip:b@192.0.2.9', params: [] },
  cseq: { number: 1, method: 'INVITE' },
};

for (const transport of ['UDP', 'TCP', 'TLS'] as const)
  test(`a target that is silent over ${transport} comes last for a while, and its connection is doubted (RFC 3263, 4.3)`, async () => {
    const clock = new VirtualClock();
    const to: SipTarget = { transport, host: '192.0.2.9', port: 5060, explicit: true };
    const said: string[] = [];
    const wire: Transport = {
      addresses: { UDP: '192.0.2.1:5060', TCP: '192.0.2.1:5060' },
      send: () => undefined,
      probe: () => undefined,
      unanswered: ({ host }) => said.push(`doubted ${host}`),
      alias: () => undefined,
      keep: () => undefined,
      onMessage: () => undefined,
      close: () => Promise.resolve(),
    };
    const clients = new Clients(wire, clock, DEFAULT_TIMERS, {
      works: ({ host }) => said.push(`works ${host}`),
      fails: ({ host }) => said.push(`fails ${host}`),
      failing: () => false,
    });
    clients.request(invite, to, {
      response: () => undefined,
      failed: ({ problem, unsent }) => said.push(`${problem} ${unsent}`),
    });
    await clock.advance(32_000);
    assert.deepEqual(said, ['fails 192.0.2.9', 'doubted 192.0.2.9', 'timeout false']);
    assert.equal(clock.timers, 0);
  });
