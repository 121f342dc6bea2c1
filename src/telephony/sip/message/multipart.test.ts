import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { sdpOf } from './fields.ts';
import type { MessageCore } from './types.ts';

const SDP = 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\n';
const message = (type: string, body: string) =>
  ({ headers: [{ name: 'Content-Type', value: type }], body }) as unknown as MessageCore;
const part = (head: string, body: string): string => `--b1\r\n${head}\r\n\r\n${body}\r\n`;
const ISUP = part(
  'Content-Type: application/isup;version=itu-t92+\r\nContent-Disposition: signal',
  '\u0001x',
);

for (const [what, type, body, found] of [
  [
    'beside ISUP',
    'multipart/mixed;boundary=b1',
    `${ISUP}${part('Content-Type: application/sdp', SDP)}--b1--\r\n`,
    SDP,
  ],
  [
    'quoted boundary, a preamble, compact name',
    'Multipart/Mixed; boundary="b1"',
    `read me\r\n${part('c: APPLICATION/SDP; x=1', SDP)}--b1--`,
    SDP,
  ],
  [
    'line feeds alone',
    'multipart/mixed;boundary=b1',
    part('Content-Type: application/sdp', 'v=0\r\n').replaceAll('\r', '') + '--b1--',
    'v=0\n',
  ],
  [
    'no closing delimiter',
    'multipart/mixed;boundary=b1',
    `--b1\r\nContent-Type: application/sdp\r\n\r\n${SDP}`,
    SDP,
  ],
  [
    'of early media only',
    'multipart/mixed;boundary=b1',
    `${part('Content-Type: application/sdp\r\nContent-Disposition: early-session', SDP)}--b1--`,
    undefined,
  ],
  ['none', 'multipart/mixed;boundary=b1', `${ISUP}--b1--`, undefined],
  [
    'behind the end',
    'multipart/mixed;boundary=b1',
    `${ISUP}--b1--\r\n${part('Content-Type: application/sdp', SDP)}`,
    undefined,
  ],
  ['no boundary', 'multipart/mixed', part('Content-Type: application/sdp', SDP), undefined],
  ['plain', 'application/sdp', SDP, SDP],
  ['another type', 'text/plain', SDP, undefined],
] as const)
  test(`a description in a body: ${what}`, () => assert.equal(sdpOf(message(type, body)), found));

test('whatever a multipart body holds, it is read without a throw', () => {
  const piece = fc.constantFrom(
    '--b1',
    '--b1--',
    '\r\n',
    '\n',
    ' ',
    'Content-Type: application/sdp',
    'v=0',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      sdpOf(message('multipart/mixed;boundary=b1', pieces.join('')));
    }),
  );
});
