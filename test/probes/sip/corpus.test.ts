/** The corpus: what is to be taken is taken, what is broken is refused by its name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMessage } from '../../../src/telephony/sip/message/index.ts';
import { parseSdp } from '../../../src/telephony/sdp/index.ts';
import { sdpCorpus, sipCorpus } from './corpus.ts';
import { judgeMessage, judgeSdp } from './judge.ts';

for (const folder of ['valid', 'peers'] as const)
  test(`every message of ${folder} is taken, and is the same when printed`, () => {
    for (const { name, bytes } of sipCorpus(folder)) {
      const result = parseMessage(bytes);
      assert.ok(result.ok, `${name}: ${result.ok ? '' : result.problem}`);
      judgeMessage(bytes);
    }
  });

/** What the refusal says. */
const SAYS: Readonly<Record<string, string>> = {
  'bracket-never-ends': 'To is malformed.',
  'call-id-empty': 'Call-ID is malformed.',
  'control-character': 'Header field 7 is malformed.',
  'cseq-negative': 'CSeq is malformed.',
  'cseq-of-another-method': 'The method of CSeq is another one.',
  'cseq-too-large': 'CSeq is malformed.',
  'folded-line-too-long': 'Header field 7 is too long.',
  'length-beyond-body': 'Content-Length is greater than the body.',
  'length-huge': 'Content-Length is malformed.',
  'length-negative': 'Content-Length is malformed.',
  'length-twice': 'Content-Length is there twice, with two values.',
  'line-too-long': 'Header field 7 is too long.',
  'line-without-colon': 'Header field 7 is malformed.',
  'method-with-quote': 'The start line is malformed.',
  'name-with-space': 'Header field 7 is malformed.',
  'no-call-id': 'Call-ID is missing.',
  'no-empty-line': 'There is no empty line after the header fields.',
  'no-from': 'From is missing.',
  'no-via': 'Via is missing.',
  'null-in-value': 'Header field 7 is malformed.',
  'only-a-start-line': 'Via is missing.',
  'port-out-of-range': 'Via is malformed.',
  'quote-never-ends': 'To is malformed.',
  'space-behind-version': 'The start line is malformed.',
  'spaces-between-parts': 'The start line is malformed.',
  'status-seven-hundred': 'The start line is malformed.',
  'status-too-high': 'The start line is malformed.',
  'tls-hello': 'There is no empty line after the header fields.',
  'too-many-fields': 'There are too many header fields.',
  'too-many-parameters': 'From is malformed.',
  'too-many-routes': 'Route has too many values.',
  'too-many-vias': 'Via has too many values.',
  'two-froms': 'From is there twice.',
  'two-to': 'To is there twice.',
  'uri-in-brackets': 'The start line is malformed.',
  'uri-with-spaces': 'The start line is malformed.',
  'version-7': 'Only SIP/2.0 is spoken here.',
  'via-malformed': 'Via is malformed.',
  'via-of-another-protocol': 'Via is malformed.',
  http: 'The start line is malformed.',
};

test('every broken message is refused with its reason', () => {
  const said = Object.fromEntries(
    sipCorpus('broken').map(({ name, bytes }) => {
      const result = parseMessage(bytes);
      return [name, result.ok ? 'taken' : result.problem];
    }),
  );
  assert.deepEqual(said, SAYS);
});

test('finds of the fuzzer stay mended', () => {
  for (const { bytes } of sipCorpus('finds')) judgeMessage(bytes);
  for (const { bytes } of sdpCorpus()) judgeSdp(bytes);
});

test('descriptions: read or refused with the line', () => {
  const refused = sdpCorpus().flatMap(({ name, bytes }) => {
    const parsed = parseSdp(bytes.toString());
    return parsed.ok ? [] : [`${name}: ${parsed.detail}`];
  });
  assert.deepEqual(refused, [
    'broken-lines: Line 2 of the SDP: "o=" needs six fields: username id version IN IP4|IP6 address.',
  ]);
});
