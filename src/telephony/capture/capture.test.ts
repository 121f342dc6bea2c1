/** Captures: what stands in the file, what never does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RtpTrace, SipPacket } from '../contract.ts';
import { CallCapture } from './capture.ts';
import { redact } from './redact.ts';
import { readPcap } from './testing.ts';

const at = 1_750_000_000_123;
const message = (head: string, body = ''): Buffer =>
  Buffer.from(
    `${head.replaceAll('\n', '\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
const INVITE = message(
  'INVITE sip:bob@192.0.2.2 SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1\nFrom: <sip:ann@192.0.2.1>;tag=a\n' +
    'To: <sip:bob@192.0.2.2>\nCall-ID: c\nCSeq: 1 INVITE',
);
const packet = (more: Partial<SipPacket> = {}): SipPacket => ({
  at,
  direction: 'sent',
  transport: 'UDP',
  local: '192.0.2.1:5060',
  remote: '192.0.2.2:5070',
  bytes: INVITE,
  ...more,
});
const rtp = (more: Partial<RtpTrace> = {}): RtpTrace => ({
  at: at + 20,
  direction: 'received',
  kind: 'rtp',
  remote: { address: '192.0.2.2', port: 4_000 },
  localPort: 6_000,
  header: Buffer.from('8000000100000000deadbeef', 'hex'),
  length: 172,
  ...more,
});

test('signalling whole, RTP its header with the length that it had', () => {
  const capture = new CallCapture();
  capture.sip(packet());
  capture.sip(packet({ direction: 'received', at: at + 5 }));
  capture.rtp(rtp());
  capture.rtp(rtp({ direction: 'sent' }));
  const [sent, received, heard, said] = readPcap(capture.bytes());
  assert.deepEqual(
    [sent!.at, sent!.from, sent!.to, sent!.payload.toString()],
    [at, '192.0.2.1:5060', '192.0.2.2:5070', INVITE.toString()],
  );
  assert.deepEqual([received!.from, received!.to], ['192.0.2.2:5070', '192.0.2.1:5060']);
  assert.deepEqual([heard!.from, heard!.to], ['192.0.2.2:4000', '192.0.2.1:6000']);
  assert.deepEqual([heard!.payload.length, heard!.length], [12, 172]);
  assert.deepEqual([said!.from, said!.to], ['192.0.2.1:6000', '192.0.2.2:4000']);
});

test('IPv6', () => {
  const capture = new CallCapture();
  capture.sip(packet({ local: '[2001:db8::1]:5060', remote: '[::1]:5070' }));
  const [only] = readPcap(capture.bytes());
  assert.equal(only!.from, '20010db8000000000000000000000001:5060');
  assert.equal(only!.to, '00000000000000000000000000000001:5070');
});

test('it has a bound, and media leaves room for the signalling of the end', () => {
  const capture = new CallCapture({ mediaBytes: 1_000, signallingBytes: 1_000 });
  for (let i = 0; i < 100; i++) capture.rtp(rtp());
  capture.sip(packet());
  assert.ok(capture.bytes().length < 2_100);
  assert.ok(capture.leftOut > 50);
  assert.ok(readPcap(capture.bytes()).at(-1)!.payload.includes('INVITE'));
  for (let i = 0; i < 100; i++) capture.sip(packet());
  assert.ok(capture.bytes().length < 2_100);
});

test('no credentials, no keys of SRTP, no pressed keys; bodies keep their length', () => {
  const body = [
    'v=0',
    'k=clear:geheim',
    'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20|1:4',
    'Signal=7',
    '',
  ].join('\r\n');
  const head =
    'INFO sip:b@h SIP/2.0\nAuthorization: Digest username="ann",\n response="0123456789abcdef"\n' +
    'proxy-authorization : Digest nonce="n", response="f00d"\nTo: <sip:authorization@h>';
  const blanked = redact(message(head, body)).toString();
  for (const secret of ['ann', '0123456789abcdef', 'f00d', 'd0RmdmcmVCsp', 'geheim', 'Signal=7'])
    assert.ok(!blanked.includes(secret), secret);
  assert.match(
    blanked,
    /\r\nAuthorization: \(blanked\)\r\nproxy-authorization : \(blanked\)\r\nTo: <sip:authorization@h>/,
  );
  assert.match(blanked, /inline:x+\|2\^20\|1:4/);
  assert.equal(blanked.split('\r\n\r\n')[1]!.length, body.length);
  const digits = redact(message('INFO sip:b@h SIP/2.0\nContent-Type: application/dtmf', '5\r\n')).toString();
  assert.ok(digits.endsWith('\r\n\r\nx\r\n'));
  const bare = Buffer.from('no message at all');
  assert.deepEqual(redact(bare), bare);
});
