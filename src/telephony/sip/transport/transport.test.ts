import assert from 'node:assert/strict';
import { test } from 'node:test';
import { param, type SipRequest } from '../message/index.ts';
import { markReceived, responseAddress } from './received.ts';
import type { Source } from './transport.ts';
import { stampVia } from './via-stamp.ts';

const from = (params: SipRequest['via'][number]['params'], port?: number): SipRequest => ({
  kind: 'request',
  method: 'OPTIONS',
  uri: 'sip:a@b',
  via: [{ transport: 'UDP', host: 'phone.example', ...(port === undefined ? {} : { port }), params }],
  from: { uri: 'sip:a@b', params: [] },
  to: { uri: 'sip:a@b', params: [] },
  callId: 'c',
  cseq: { number: 1, method: 'OPTIONS' },
  headers: [],
  body: '',
});
const source: Source = { transport: 'UDP', host: '198.51.100.7', port: 31_000 };

test('received and rport on the way in, and where the response goes (18.2; RFC 3581)', () => {
  const plain = markReceived(from([], 5_070), source);
  assert.equal(param(plain.via[0]!.params, 'received'), '198.51.100.7');
  assert.deepEqual(responseAddress(plain.via[0]!, source), { ...source, port: 5_070 });
  const bare = markReceived(from([]), source);
  assert.deepEqual(responseAddress(bare.via[0]!, source), { ...source, port: 5_060 });
  const rport = markReceived(from([{ name: 'rport' }], 5_070), source);
  assert.equal(param(rport.via[0]!.params, 'rport'), '31000');
  assert.deepEqual(responseAddress(rport.via[0]!, source), source);
  // A received that the client wrote itself is not believed.
  const forged = markReceived(from([{ name: 'received', value: '203.0.113.1' }]), source);
  assert.equal(param(forged.via[0]!.params, 'received'), '198.51.100.7');
});

test('a response goes back by its connection, and to the port of sent-by when that is gone (18.2.2)', () => {
  const stream: Source = { transport: 'TLS', host: '198.51.100.7', port: 31_000, flow: 4 };
  const rport = markReceived(from([{ name: 'rport' }]), stream);
  assert.deepEqual(responseAddress(rport.via[0]!, stream), { ...stream, port: 5_061 });
  assert.deepEqual(responseAddress(markReceived(from([], 5_099), stream).via[0]!, stream), {
    ...stream,
    port: 5_099,
  });
});

const sentBy = (host: string, port: number): SipRequest => ({
  ...from([]),
  via: [{ transport: 'UDP', host, port, params: [{ name: 'branch', value: 'z9hG4bKa' }] }],
});

test('Via says how a request leaves, in our name; an earlier process keeps its own (18.1.1, 17.2.3)', () => {
  const own = { UDP: '192.0.2.1:5060', TLS: '192.0.2.1:5061' };
  const branch = { name: 'branch', value: 'z9hG4bKa' };
  assert.deepEqual(stampVia(sentBy('192.0.2.1', 5_060), own, 'TLS').via, [
    { transport: 'TLS', host: '192.0.2.1', port: 5_061, params: [branch] },
  ]);
  // Where we do not listen the peer is asked to use the connection again (RFC 5923, 5).
  assert.deepEqual(stampVia(sentBy('192.0.2.1', 5_060), own, 'TCP').via, [
    { transport: 'TCP', host: '192.0.2.1', port: 5_060, params: [branch, { name: 'alias' }] },
  ]);
  assert.deepEqual(stampVia(sentBy('192.0.2.9', 5_060), own, 'UDP').via, sentBy('192.0.2.9', 5_060).via);
});
