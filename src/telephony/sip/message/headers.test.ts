/** The header families of extensions: read, printed, and refused when malformed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  contactsByQ,
  minSeOf,
  parseEvent,
  parseRAck,
  parseReferTo,
  parseReplaces,
  parseRSeq,
  parseSubscriptionState,
  printEvent,
  printPrivacy,
  printRAck,
  printReferTo,
  printReplaces,
  printSessionExpires,
  printSubscriptionState,
  privacyOf,
  requires,
  retryAfterOf,
  sessionExpiresOf,
  supports,
  unknownTags,
  warningsOf,
} from './index.ts';

const fields = (name: string, ...values: string[]) => ({
  headers: values.map((value) => ({ name, value })),
});

test('Session-Expires and Min-SE (RFC 4028, 4 and 5)', () => {
  const read = (value: string) => sessionExpiresOf(fields('Session-Expires', value));
  assert.deepEqual(read('1800;refresher=UAS'), { seconds: 1800, refresher: 'uas' });
  assert.deepEqual(read('90 ;other'), { seconds: 90 });
  assert.deepEqual(read('90;refresher=proxy'), { seconds: 90 });
  for (const wrong of ['', 'soon', '-1', '1.5', '99999999999', '90 refresher=uac'])
    assert.equal(read(wrong), undefined, wrong);
  assert.equal(sessionExpiresOf({ headers: [] }), undefined);
  assert.equal(printSessionExpires({ seconds: 90 }), '90');
  assert.equal(minSeOf(fields('Min-SE', '3600;x=y')), 3600);
  // RFC 4028, 5: without the field, and below it, the default of 90 s.
  for (const least of ['', '5', 'many']) assert.equal(minSeOf(fields('Min-SE', least)), 90);
});

test('RSeq and RAck (RFC 3262, 7)', () => {
  assert.deepEqual(parseRAck('776656 1 INVITE'), { rseq: 776656, cseq: { number: 1, method: 'INVITE' } });
  assert.deepEqual(parseRAck(' 7  1  INVITE '), { rseq: 7, cseq: { number: 1, method: 'INVITE' } });
  for (const wrong of ['', '0 1 INVITE', '1 INVITE', '4294967296 1 INVITE', '1 2147483648 INVITE', '1 1 a b'])
    assert.equal(parseRAck(wrong), null, wrong);
  assert.deepEqual([parseRSeq('1'), parseRSeq('4294967295')], [1, 4_294_967_295]);
  for (const wrong of ['0', '4294967296', '', 'x', '-1']) assert.equal(parseRSeq(wrong), null, wrong);
});

test('option tags (19.2)', () => {
  const message = {
    headers: [...fields('Supported', 'timer, 100REL').headers, ...fields('Require', 'x').headers],
  };
  assert.ok(supports(message, 'timer') && supports(message, '100rel') && !supports(message, 'replaces'));
  assert.ok(!requires(message, 'timer'));
  assert.ok(
    supports(fields('Require', '100rel'), '100rel') && requires(fields('Require', '100rel'), '100rel'),
  );
  assert.deepEqual(unknownTags(fields('Require', 'Timer, foo', 'bar'), ['timer']), ['foo', 'bar']);
});

test('Replaces, Refer-To (RFC 3891, RFC 3515)', () => {
  const value = '425928@bobster.example;to-tag=7743;from-tag=6472;early-only';
  const replaces = { callId: '425928@bobster.example', toTag: '7743', fromTag: '6472', earlyOnly: true };
  assert.deepEqual(parseReplaces(value), replaces);
  assert.equal(printReplaces(replaces), '425928@bobster.example;to-tag=7743;from-tag=6472;early-only');
  for (const wrong of [
    '',
    'id',
    'id;to-tag=1',
    'id;to-tag=1;to-tag=2;from-tag=3',
    'a b;to-tag=1;from-tag=2',
    ';to-tag=1;from-tag=2',
  ])
    assert.equal(parseReplaces(wrong), null, wrong);
  const target = { uri: 'sip:bob@192.0.2.4;transport=tcp', replaces: printReplaces(replaces) };
  assert.match(printReferTo(target), /\?Replaces=425928%40bobster/);
  assert.deepEqual(parseReferTo(printReferTo(target)), target);
  assert.deepEqual(parseReferTo('"Bob" <sip:bob@b?X=y&Replaces=%zz>'), { uri: 'sip:bob@b' });
  assert.deepEqual(parseReferTo('<tel:+15550100>'), { uri: 'tel:+15550100' });
  for (const wrong of ['', '<http://a>', 'sip:a b']) assert.equal(parseReferTo(wrong), null, wrong);
});

test('Event and Subscription-State (RFC 6665, 8.2)', () => {
  assert.deepEqual(parseEvent('refer;id=93809824'), { name: 'refer', id: '93809824' });
  assert.equal(printEvent({ name: 'refer' }), 'refer');
  assert.equal(parseEvent('a b'), null);
  assert.deepEqual(parseSubscriptionState('terminated;reason=noresource'), {
    state: 'terminated',
    reason: 'noresource',
  });
  assert.deepEqual(parseSubscriptionState('Waiting;expires=x'), { state: 'active' });
  assert.equal(parseSubscriptionState(''), null);
  assert.equal(printSubscriptionState({ state: 'active', expires: 60 }), 'active;expires=60');
});

test('Privacy, q-values, Warning, Retry-After', () => {
  assert.deepEqual(privacyOf(fields('Privacy', 'Id; critical;odd')), ['id', 'critical']);
  assert.equal(printPrivacy(['id', 'critical']), 'id;critical');
  assert.deepEqual(
    contactsByQ(fields('Contact', '<sip:c@c>;q=0.5, <sip:a@a>', 'sip:b@b;q=1.0', '<sip:c@c>;q=0.1', '*')),
    ['sip:a@a', 'sip:b@b', 'sip:c@c'],
  );
  assert.deepEqual(contactsByQ(fields('Contact', '<sip:a@a>;q=7, <sip:b@b>;q=0')), ['sip:a@a', 'sip:b@b']);
  assert.deepEqual(warningsOf(fields('Warning', '304 h:5060 "No, \\"G.711\\"", 399 h odd', '3 h "x"')), [
    { code: 304, agent: 'h:5060', text: 'No, "G.711"' },
  ]);
  assert.equal(retryAfterOf(fields('Retry-After', '120 (busy)')), 120);
  assert.equal(retryAfterOf(fields('Retry-After', '5;duration=9')), 5);
  assert.equal(retryAfterOf(fields('Retry-After', 'later')), undefined);
});

test('what is printed is read back as it was', () => {
  const token = fc.stringMatching(/^[A-Za-z0-9.~-]{1,12}$/);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 32 - 1 }), fc.nat(2 ** 31 - 1), (rseq, number) => {
      const rack = { rseq, cseq: { number, method: 'INVITE' } };
      assert.deepEqual(parseRAck(printRAck(rack)), rack);
    }),
  );
  fc.assert(
    fc.property(token, token, token, fc.boolean(), (callId, toTag, fromTag, earlyOnly) => {
      const replaces = { callId, toTag, fromTag, earlyOnly };
      assert.deepEqual(parseReplaces(printReplaces(replaces)), replaces);
      const target = { uri: `sip:${callId}@192.0.2.1`, replaces: printReplaces(replaces) };
      assert.deepEqual(parseReferTo(printReferTo(target)), target);
    }),
  );
  fc.assert(
    fc.property(fc.nat(2 ** 31), fc.constantFrom('uac', 'uas'), (seconds, refresher) => {
      const printed = printSessionExpires({ seconds, refresher: refresher as 'uac' });
      assert.deepEqual(sessionExpiresOf(fields('Session-Expires', printed)), { seconds, refresher });
    }),
  );
});
