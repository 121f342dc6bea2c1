/** Messages in the spirit of RFC 4475, our own: strange but valid, and broken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  header,
  headerValues,
  parseMessage,
  param,
  parseNameAddrs,
  tagOf,
  type SipMessage,
} from './index.ts';

const text = (lines: readonly string[], body = ''): Buffer =>
  Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
const BASE = [
  'OPTIONS sip:bob@192.0.2.2 SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1',
  'From: <sip:ann@192.0.2.1>;tag=a',
  'To: <sip:bob@192.0.2.2>',
  'Call-ID: x@y',
  'CSeq: 1 OPTIONS',
];
const changed = (index: number, line: string): string[] => BASE.map((old, at) => (at === index ? line : old));
const read = (bytes: Uint8Array): SipMessage => {
  const result = parseMessage(bytes);
  assert.ok(result.ok, result.ok ? '' : result.problem);
  return result.message;
};

test('compact names, odd case, folded lines, spaces before colons', () => {
  const message = read(
    text(
      [
        'INVITE sip:bob@192.0.2.2;transport=udp SIP/2.0',
        'v:  SIP  / 2.0 /UDP   192.0.2.9 : 5080 ; branch = z9hG4bKx ; rport',
        'vIA: SIP/2.0/UDP [2001:db8::1]:5061;branch=z9hG4bKy, SIP/2.0/TCP proxy.example;branch=z9hG4bKz',
        'f : "Ann, \\"the\\" <caller>" <sip:ann@192.0.2.1;x=1>;tag = abc;y="a;b,c"',
        't: sip:bob@192.0.2.2 ; z=1',
        'i: a%b@c',
        'CSEQ:',
        '   0009',
        '\tINVITE',
        'm: <sip:a@192.0.2.1>;q=0.5, <sip:b@192.0.2.1>',
        'k: timer,, 100rel ,',
        'NewFangled: "quoted, and" more',
        'l: 4',
      ],
      'v=0\nrest that is cut',
    ),
  );
  assert.deepEqual(
    message.via.map(({ transport, host, port }) => [transport, host, port]),
    [
      ['UDP', '192.0.2.9', 5080],
      ['UDP', '[2001:db8::1]', 5061],
      ['TCP', 'proxy.example', undefined],
    ],
  );
  assert.equal(param(message.via[0]!.params, 'branch'), 'z9hG4bKx');
  assert.equal(param(message.via[0]!.params, 'rport'), '');
  assert.equal(message.from.display, 'Ann, "the" <caller>');
  assert.equal(message.from.uri, 'sip:ann@192.0.2.1;x=1');
  assert.equal(tagOf(message.from), 'abc');
  assert.equal(message.to.uri, 'sip:bob@192.0.2.2');
  assert.deepEqual(message.cseq, { number: 9, method: 'INVITE' });
  assert.equal(parseNameAddrs(header(message, 'contact') ?? '')?.length, 2);
  assert.deepEqual(headerValues(message, 'Supported'), ['timer', '100rel']);
  assert.equal(message.body, 'v=0\n');
});

const valid: Record<string, Buffer> = {
  'bare line feeds': Buffer.from(`${BASE.join('\n')}\n\n`),
  'CRLFs before the start': Buffer.concat([Buffer.from('\r\n\r\n'), text(BASE)]),
  'an unknown scheme': text(changed(0, 'OPTIONS nobody:knows SIP/2.0')),
  'an unknown method': text(['NEW!x sip:b@c SIP/2.0', ...BASE.slice(1, 5), 'CSeq: 1 NEW!x']),
  'a long value': text([...BASE, `Subject: ${'x'.repeat(8_000)}`]),
  'an empty value': text([...BASE, 'Subject:']),
  'UTF-8 in a display name': text(changed(2, 'From: "Änn 日本" <sip:ann@h>;tag=a')),
  'a reason phrase that is empty': text(['SIP/2.0 200 ', ...BASE.slice(1)]),
  'a user with semicolons and a question mark': text(changed(0, 'OPTIONS sip:a;b=c?d@h SIP/2.0')),
  'no Max-Forwards': text(BASE),
};
for (const [name, bytes] of Object.entries(valid)) test(`taken: ${name}`, () => void read(bytes));

const broken: Record<string, [Buffer, number?]> = {
  'no empty line': [Buffer.from(BASE.join('\r\n'))],
  'no Via': [text(BASE.filter((line) => !line.startsWith('Via')))],
  'no From': [text(BASE.filter((line) => !line.startsWith('From')))],
  'two Call-IDs': [text([...BASE, 'i: other'])],
  'CSeq beyond 31 bits': [text(changed(5, 'CSeq: 2147483648 OPTIONS'))],
  'CSeq of another method': [text(changed(5, 'CSeq: 1 INVITE')), 400],
  'Content-Length beyond the body': [text([...BASE, 'Content-Length: 9'], 'short'), 400],
  'a negative Content-Length': [text([...BASE, 'Content-Length: -9'], 'short'), 400],
  'two Content-Lengths': [text([...BASE, 'l: 0', 'Content-Length: 1'], 'x'), 400],
  'SIP/7.0': [text(changed(0, 'OPTIONS sip:b@c SIP/7.0')), 505],
  'a Request-URI in brackets': [text(changed(0, 'OPTIONS <sip:b@c> SIP/2.0'))],
  'spaces in the Request-URI': [text(changed(0, 'OPTIONS sip:b@c; lr SIP/2.0'))],
  'a quote that never ends': [text(changed(3, 'To: "Bob <sip:bob@c>'))],
  'a URI without end': [text(changed(3, 'To: <sip:bob@c'))],
  'a status of seven hundred': [text(['SIP/2.0 700 Odd', ...BASE.slice(1)])],
  'a port beyond 16 bits': [text(changed(1, 'Via: SIP/2.0/UDP h:70000;branch=z9hG4bK1'))],
  'a control character': [text([...BASE, 'Subject: a\u0001b'])],
  'a line without colon': [text([...BASE, 'nonsense'])],
  'too many fields': [text([...BASE, ...Array.from({ length: 250 }, () => 'X: y')])],
  'a line too long': [text([...BASE, `X: ${'y'.repeat(9_000)}`])],
  'too many parameters': [text(changed(2, `From: <sip:a@b>;tag=a${';p=1'.repeat(100)}`))],
  'nothing but an empty line': [Buffer.from('\r\n\r\n')],
};
for (const [name, [bytes, status]] of Object.entries(broken))
  test(`refused: ${name}`, () => {
    const result = parseMessage(bytes);
    assert.ok(!result.ok);
    // Whole enough to be answered, or not.
    assert.equal(result.request === undefined ? undefined : result.status, status);
  });

test('no bytes make the parser throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      parseMessage(bytes);
    }),
  );
  const sample = text([...BASE, 'Record-Route: <sip:a;lr>, "b" <sip:c>'], 'v=0');
  fc.assert(
    fc.property(fc.nat(sample.length - 1), fc.nat(255), fc.nat(40), (at, byte, cut) => {
      const mutated = Buffer.from(sample);
      mutated[at] = byte;
      parseMessage(
        Buffer.concat([mutated.subarray(0, at), mutated.subarray(Math.min(at + cut, sample.length))]),
      );
      parseMessage(mutated);
    }),
  );
});
