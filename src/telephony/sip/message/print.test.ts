/** Printing: what is printed is read back as it was. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { parseMessage, parseUri, printMessage, printUri } from './index.ts';
import type { NameAddr, Param, SipMessage, Via } from './index.ts';

const token = fc.stringMatching(/^[A-Za-z0-9\-.!%*_+`'~]{1,12}$/);
const host = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9]{0,8}(\.[a-z]{2,5})?$/),
  fc.ipV4(),
  fc.constantFrom('[2001:db8::1]', '[::1]'),
);
const port = fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: undefined });
const quoted = fc.stringMatching(/^"[ -!#-[\]-~]{0,10}"$/);
const params: fc.Arbitrary<Param[]> = fc.uniqueArray(
  fc
    .tuple(token, fc.option(fc.oneof(token, quoted), { nil: undefined }))
    .map(([name, value]) => ({ name, ...(value === undefined ? {} : { value }) })),
  { maxLength: 4, selector: ({ name }) => name.toLowerCase() },
);
const uri = fc
  .tuple(fc.stringMatching(/^[a-z0-9+;?]{1,10}$/), host, port)
  .map(([user, name, at]) =>
    printUri({ scheme: 'sip', user, host: name, ...(at === undefined ? {} : { port: at }), params: [] }),
  );
const display = fc.option(
  fc
    .string({ unit: fc.constantFrom(...'aZ ,;<>"\\é日'), minLength: 1, maxLength: 10 })
    .filter((text) => text.trim() === text && !text.includes('  ')),
  { nil: undefined },
);
const address: fc.Arbitrary<NameAddr> = fc.tuple(display, uri, params).map(([name, target, rest]) => ({
  ...(name === undefined ? {} : { display: name }),
  uri: target,
  params: rest,
}));
const via: fc.Arbitrary<Via> = fc
  .tuple(fc.constantFrom('UDP', 'TCP', 'TLS'), host, port, params)
  .map(([transport, name, at, rest]) => ({
    transport,
    host: name,
    ...(at === undefined ? {} : { port: at }),
    params: rest,
  }));
const core = {
  via: fc.array(via, { minLength: 1, maxLength: 3 }),
  from: address,
  to: address,
  callId: fc.stringMatching(/^[A-Za-z0-9@.-]{1,20}$/),
  headers: fc.array(
    fc.record({
      name: fc.constantFrom('Contact', 'Subject', 'X-Own', 'Record-Route', 'Max-Forwards'),
      value: fc.stringMatching(/^([!-~]([ -~]{0,20}[!-~])?)?$/),
    }),
    { maxLength: 5 },
  ),
  body: fc.string({ unit: 'grapheme', maxLength: 30 }),
};
const number = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const message: fc.Arbitrary<SipMessage> = fc.oneof(
  fc
    .record({ ...core, kind: fc.constant('request' as const), method: token, uri, number })
    .map(({ number: count, ...rest }) => ({ ...rest, cseq: { number: count, method: rest.method } })),
  fc.record({
    ...core,
    kind: fc.constant('response' as const),
    status: fc.integer({ min: 100, max: 699 }),
    reason: fc.stringMatching(/^([!-~]([ -~]{0,15}[!-~])?)?$/),
    cseq: fc.record({ number, method: token }),
  }),
);

test('parse(print(message)) is the message', () => {
  fc.assert(
    fc.property(message, (sent) => {
      const result = parseMessage(printMessage(sent));
      assert.ok(result.ok, result.ok ? '' : result.problem);
      assert.deepEqual(result.message, JSON.parse(JSON.stringify(sent)));
    }),
    { numRuns: 500 },
  );
});

test('a URI printed is the URI read', () => {
  fc.assert(fc.property(uri, (text) => assert.equal(printUri(parseUri(text)!), text)));
});

test('a value from outside cannot end its line', () => {
  const bytes = printMessage({
    kind: 'response',
    status: 200,
    reason: 'OK\r\nX-Evil: 1',
    via: [{ transport: 'UDP', host: 'h', params: [] }],
    from: { display: 'a\r\nX-Evil: 2', uri: 'sip:a@b', params: [] },
    to: { uri: 'sip:a@b\r\nX-Evil: 3', params: [] },
    callId: 'c',
    cseq: { number: 1, method: 'INVITE' },
    headers: [{ name: 'Subject', value: 'x\r\n\r\nbody' }],
    body: '',
  });
  assert.ok(!/^X-Evil/m.test(Buffer.from(bytes).toString()));
});
