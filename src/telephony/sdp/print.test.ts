/** Printing: what is printed is read back as it was. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { SdpAttribute, SdpConnection, SdpDescription, SdpMedia } from './index.ts';
import { parseSdp, printSdp } from './index.ts';

const word = fc.stringMatching(/^[A-Za-z0-9._+-]{1,12}$/);
/** A value: anything on one line that neither begins nor ends with a space. */
const text = fc.stringMatching(/^[!-~]([ -~é日]{0,20}[!-~])?$/);
const connection: fc.Arbitrary<SdpConnection> = fc.oneof(
  fc.ipV4().map((address) => ({ family: 'IP4' as const, address })),
  fc.constantFrom('2001:db8::1', '::1').map((address) => ({ family: 'IP6' as const, address })),
);
const attribute: fc.Arbitrary<SdpAttribute> = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/), fc.option(text, { nil: undefined }))
  .map(([name, value]) => ({ name, ...(value === undefined ? {} : { value }) }));
const attributes = fc.array(attribute, { maxLength: 6 });
const media: fc.Arbitrary<SdpMedia> = fc
  .record({
    kind: fc.constantFrom('audio', 'video', 'application'),
    port: fc.integer({ min: 0, max: 65_535 }),
    protocol: fc.constantFrom('RTP/AVP', 'RTP/SAVP', 'UDP/TLS/RTP/SAVPF'),
    formats: fc.array(word, { minLength: 1, maxLength: 8 }),
    attributes,
    own: fc.option(connection, { nil: undefined }),
  })
  .map(({ own, ...rest }) => ({ ...rest, ...(own ? { connection: own } : {}) }));
const description: fc.Arbitrary<SdpDescription> = fc.record({
  origin: fc.record({
    username: word,
    sessionId: fc.stringMatching(/^[0-9]{1,18}$/),
    version: fc.stringMatching(/^[0-9]{1,18}$/),
    connection,
  }),
  sessionName: text,
  connection,
  attributes,
  media: fc.array(media, { maxLength: 4 }),
});

test('parse(print(description)) is the description (RFC 8866, 5)', () => {
  fc.assert(
    fc.property(description, (sent) => {
      const parsed = parseSdp(printSdp(sent));
      assert.ok(parsed.ok, parsed.ok ? '' : parsed.detail);
      assert.deepEqual(parsed.description, JSON.parse(JSON.stringify(sent)));
    }),
    { numRuns: 300 },
  );
});
