/** Every final response gives one end reason; the page says the same as the table. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { END_CODES, type EndCode } from './end-reasons.ts';
import { outcomeOfWire, type WireEnding } from './wire-endings.ts';
import { FINAL_STATUSES } from './wire-statuses.ts';

const refused = (status: number, more: Partial<WireEnding> = {}) =>
  outcomeOfWire({ kind: 'rejected', by: 'peer', status, reason: 'Said so', ...more }, 'dialing').end_reason;

/** IANA's registry of SIP response codes, 300 to 699. */
const REGISTERED = [
  ...[300, 301, 302, 305, 380],
  ...[400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 412, 413, 414, 415, 416, 417, 420, 421, 422, 423],
  ...[424, 425, 428, 429, 430, 433, 436, 437, 438, 439, 440, 469, 470, 480, 481, 482, 483, 484, 485, 486],
  ...[487, 488, 489, 491, 493, 494, 500, 501, 502, 503, 504, 505, 513, 555, 580, 600, 603, 604, 606, 607],
  608,
];

test('the table holds each registered status', () => {
  assert.deepEqual(Object.keys(FINAL_STATUSES).map(Number), REGISTERED);
});

test('each of the 400 statuses has one reason, by the table or by its class, with the raw answer', () => {
  for (let status = 300; status < 700; status++) {
    const reason = refused(status);
    const byClass =
      status < 400 ? 'redirected' : status >= 500 && status < 600 ? 'carrier-error' : 'carrier-refused';
    assert.equal(reason.code, FINAL_STATUSES[status]?.[1] ?? byClass, String(status));
    assert.ok(END_CODES.includes(reason.code as EndCode));
    assert.deepEqual([reason.phase, reason.sip], ['dialing', { status, reason: 'Said so' }]);
  }
});

test('the page lists the same', () => {
  const page = readFileSync(new URL('../../../docs/end-reasons.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (\d{3}) +\| (.+?) +\| \[([a-z-]+)\]\(#([a-z-]+)\) +\|$/gm)].map(
    ([, status, phrase, code, anchor]) => [status, phrase, code, anchor],
  );
  assert.deepEqual(
    rows,
    Object.entries(FINAL_STATUSES).map(([status, [phrase, code]]) => [status, phrase, code, code]),
  );
});

test("the network's cause counts where the status says little", () => {
  const cases: [number, number, string][] = [
    [480, 17, 'busy'],
    [480, 31, 'no-answer'],
    [503, 1, 'number-not-found'],
    [500, 34, 'carrier-error'],
    [403, 21, 'declined'],
    [603, 17, 'busy'],
    [486, 34, 'busy'],
    [404, 17, 'number-not-found'],
    [480, 999, 'no-answer'],
  ];
  for (const [status, q850, code] of cases) {
    const reason = refused(status, { q850 });
    assert.deepEqual([reason.code, reason.sip?.q850], [code, q850], `${status} ${q850}`);
  }
});

test('what else the wire said stands in the detail', () => {
  assert.equal(refused(603, { reason: 'Network Blocked' }).code, 'call-blocked');
  assert.match(refused(302, { contacts: ['sip:new@h'] }).detail, /named sip:new@h instead/);
  assert.match(refused(488, { warning: 'No G.711' }).detail, /warned: "No G.711"/);
  assert.match(refused(503, { retryAfterS: 30 }).detail, /after 30 s/);
  assert.match(refused(480, { heard: 'busy' }).detail, /the tone "busy"/);
  assert.ok(refused(488, { warning: 'x'.repeat(9_999) }).detail.length < 400);
  const expired = outcomeOfWire({ kind: 'session-expired', by: 'network' }, 'conversation');
  assert.deepEqual([expired.code, expired.end_reason.code], ['failed', 'session-expired']);
});
