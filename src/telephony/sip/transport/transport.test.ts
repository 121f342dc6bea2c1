import assert from 'node:assert/strict';
import { test } from 'node:test';
import { param, parseUri, type SipRequest } from '../message/index.ts';
import { markReceived, responseAddress } from './received.ts';
import { createResolver, type NameService } from './resolver.ts';

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
const source = { host: '198.51.100.7', port: 31_000 };

test('received and rport on the way in, and where the response goes (18.2; RFC 3581)', () => {
  const plain = markReceived(from([], 5_070), source);
  assert.equal(param(plain.via[0]!.params, 'received'), '198.51.100.7');
  assert.deepEqual(responseAddress(plain.via[0]!, source), { host: '198.51.100.7', port: 5_070 });
  const bare = markReceived(from([]), source);
  assert.deepEqual(responseAddress(bare.via[0]!, source), { host: '198.51.100.7', port: 5_060 });
  const rport = markReceived(from([{ name: 'rport' }], 5_070), source);
  assert.equal(param(rport.via[0]!.params, 'rport'), '31000');
  assert.deepEqual(responseAddress(rport.via[0]!, source), source);
  // A received that the client wrote itself is not believed.
  const forged = markReceived(from([{ name: 'received', value: '203.0.113.1' }]), source);
  assert.equal(param(forged.via[0]!.params, 'received'), '198.51.100.7');
});

test('next hops: numbers as they are, names by SRV, then by address', async () => {
  const asked: string[] = [];
  const names: NameService = {
    lookup: (host) => {
      asked.push(host);
      return Promise.resolve('198.51.100.1');
    },
    srv: (name) => {
      asked.push(name);
      return Promise.resolve(
        name.includes('trunk')
          ? [
              { name: 'b.example', port: 5_062, priority: 20, weight: 100 },
              { name: 'light.example', port: 5_063, priority: 10, weight: 1 },
              { name: 'heavy.example', port: 5_064, priority: 10, weight: 9 },
            ]
          : [],
      );
    },
  };
  const resolver = createResolver(4, names);
  const at = (uri: string): Promise<unknown> => resolver.resolve(parseUri(uri)!);
  assert.deepEqual(await at('sip:a@192.0.2.1'), { host: '192.0.2.1', port: 5_060 });
  assert.deepEqual(await at('sip:a@192.0.2.1:5080'), { host: '192.0.2.1', port: 5_080 });
  assert.deepEqual(asked, []);
  assert.deepEqual(await at('sip:a@trunk.example:5090'), { host: '198.51.100.1', port: 5_090 });
  assert.deepEqual(await at('sip:a@trunk.example'), { host: '198.51.100.1', port: 5_064 });
  assert.deepEqual(await at('sip:a@plain.example'), { host: '198.51.100.1', port: 5_060 });
  assert.deepEqual(asked, [
    'trunk.example',
    '_sip._udp.trunk.example',
    'heavy.example',
    '_sip._udp.plain.example',
    'plain.example',
  ]);
  await assert.rejects(at('sip:a@[2001:db8::1]'), { code: 'sip-unresolved' });
  assert.deepEqual(await createResolver(6, names).resolve(parseUri('sip:a@[2001:db8::1]:5070')!), {
    host: '2001:db8::1',
    port: 5_070,
  });
});
