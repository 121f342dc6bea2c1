import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAddress, type Trunk } from '#domain';
import { calleeOf, isOfTrunk } from './redirected.ts';
import { dialTarget } from './target.ts';

const CALLED = '+34600000001';
const carrier = (more: object = {}) =>
  ({ uri: 'sip:carrier.example', username: 'ann', password: 'secret', settings: more }) as Trunk;
const national = carrier({
  number_translation: {
    called: [
      { match: '+34', strip: 3 },
      { match: '+', prepend: '00', strip: 1 },
    ],
  },
});

for (const [contact, trunk, judged] of [
  ['sip:+34600000777@h', carrier(), '+34600000777'],
  ['sip:%2B34600000777@h', carrier(), '+34600000777'],
  ['sip:%2b34%360%30000777@h', carrier(), '+34600000777'],
  ['sip:+34-600-000-777;phone-context=x@h;user=phone', carrier(), '+34600000777'],
  ['tel:+34-600.000(777)', carrier(), '+34600000777'],
  ['sip:0034600000777@h', carrier(), '+34600000777'],
  ['sip:600000777@h', national, '+34600000777'],
  ['sip:0044600000777@h', national, '+44600000777'],
  // The same number as it was dialled, or without its plus: the callee is somewhere else, not somebody else.
  ['sip:34600000001@other.example', carrier(), CALLED],
  ['sip:600000001@other.example;transport=tcp', national, CALLED],
  ['sip:alice@other.example;transport=tcp?X-A=1', carrier(), 'sip:alice@other.example;transport=tcp'],
  // Whose it is nobody can tell: no address, so that nobody may call it.
  ['sip:600000777@h', carrier(), '600000777'],
  ['sip:112@h', carrier(), '112'],
  ['sip:*31*600000777@h', carrier(), '*31*600000777'],
] as const)
  test(`a redirection to ${contact} is judged as ${judged}`, () => {
    assert.equal(calleeOf(contact, CALLED, trunk), judged);
    assert.equal(parseAddress(judged) === null, /^[\d*]/.test(judged));
  });

test('who names us elsewhere gets neither our account nor whom we vouch for', () => {
  const trunk = carrier({
    caller_id: { privacy: 'id' },
    headers: [{ name: 'X-Account', value: '7' }],
  });
  const allow = { kind: 'allow', number: null, trunk, from: '+34910000001', why: '' } as const;
  const to = (uri: string) =>
    dialTarget({ to: CALLED, plan: { variables: {} } } as never, allow, null, 'us', {
      uri,
      redirected: true,
    });
  const known = to('sip:+34600000777@Carrier.example:5070;transport=tcp');
  assert.deepEqual(
    [known.credentials?.username, known.headers, known.assertedIdentity],
    ['ann', [{ name: 'X-Account', value: '7' }], '<sip:+34910000001@carrier.example>'],
  );
  for (const uri of [
    'sip:+34600000777@evil.example',
    'sip:carrier.example;x=1@evil.example',
    'sip:carrier.example:x@evil.example',
    'sip:bob@evil.example;maddr=carrier.example',
  ]) {
    const { credentials, headers, assertedIdentity, requestUri } = to(uri);
    assert.deepEqual([credentials, headers, assertedIdentity], [undefined, undefined, undefined], uri);
    assert.equal(requestUri, uri);
    assert.equal(isOfTrunk(uri, trunk), false);
  }
});
