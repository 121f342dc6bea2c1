import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { parseSdp } from './parse.ts';
import { printSdp } from './print.ts';

const word = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
const connection = fc.ipV4().map((address) => ({ family: 'IP4' as const, address }));
const attributes = fc.array(
  fc.oneof(
    word.map((name) => ({ name })),
    fc.record({ name: word, value: fc.stringMatching(/^[!-~]{1,20}$/) }),
  ),
  { maxLength: 5 },
);

test('what is printed is read back', () => {
  const description = fc.record({
    origin: fc.record({
      username: word,
      sessionId: fc.nat().map(String),
      version: fc.nat().map(String),
      connection,
    }),
    sessionName: word,
    connection,
    attributes,
    media: fc.array(
      fc.record({
        kind: fc.constantFrom('audio', 'video'),
        port: fc.integer({ min: 0, max: 65_535 }),
        protocol: fc.constantFrom('RTP/AVP', 'RTP/SAVP'),
        formats: fc.array(fc.integer({ min: 0, max: 127 }).map(String), { minLength: 1, maxLength: 5 }),
        attributes,
      }),
      { maxLength: 4 },
    ),
  });
  fc.assert(
    fc.property(description, (original) => {
      const parsed = parseSdp(printSdp(original));
      assert.ok(parsed.ok);
      assert.deepEqual(parsed.description, structuredClone(original));
    }),
    { numRuns: 200 },
  );
});

test('any text gives a description or a reason, never an exception', () => {
  const line = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom(
      'v=0',
      'o=- 1 1 IN IP4 127.0.0.1',
      'c=IN IP4 127.0.0.1',
      'm=audio 1 RTP/AVP 0',
      'a=',
      'm=',
      'c=IN',
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const parsed = parseSdp(lines.join('\r\n'));
      assert.ok(parsed.ok || parsed.detail.length > 0);
    }),
    { numRuns: 500 },
  );
});
