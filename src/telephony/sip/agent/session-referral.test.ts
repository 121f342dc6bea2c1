/** REFER both ways, its NOTIFYs, and INFO. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { header } from '../message/index.ts';
import { Talk } from './testing.ts';

const FRAG = [['Content-Type', 'message/sipfrag;version=2.0']] as const;
const notify = (talk: Talk, line: string, state: string, event = 'refer'): number | undefined =>
  talk.says('NOTIFY', [['Event', event], ['Subscription-State', state], ...FRAG], `SIP/2.0 ${line}\r\n`);

test('our REFER: 202, progress, the last word ends the subscription', () => {
  const talk = new Talk();
  const replaces = 'call@host;to-tag=a;from-tag=b';
  talk.ask({ kind: 'refer', to: 'sip:carol@192.0.2.3', replaces, by: '<sip:us@192.0.2.1>' }, 7);
  const [refer] = talk.requests;
  assert.equal(
    header(refer!, 'Refer-To'),
    '<sip:carol@192.0.2.3?Replaces=call%40host%3Bto-tag%3Da%3Bfrom-tag%3Db>',
  );
  assert.equal(header(refer!, 'Referred-By'), '<sip:us@192.0.2.1>');
  talk.answers('REFER', 202);
  assert.equal(talk.timers.get('refer-limit'), 32_000);
  assert.equal(notify(talk, '100 Trying', 'active;expires=60'), 200);
  assert.equal(talk.timers.get('refer-limit'), 60_000);
  assert.equal(notify(talk, '180 Ringing', 'active;expires=60', 'refer;id=2'), 200);
  assert.equal(notify(talk, '200 OK', 'terminated;reason=noresource'), 200);
  assert.deepEqual(talk.told, ['202', '100', '180', '200 final']);
  assert.equal(talk.timers.size, 0);
  assert.equal(notify(talk, '200 OK', 'terminated'), 481, 'there is no subscription any more');
});

test('a REFER that is refused, or of which nothing is told', () => {
  const refused = new Talk();
  refused.ask({ kind: 'refer', to: 'sip:carol@192.0.2.3' }, 7);
  refused.answers('REFER', 603);
  assert.deepEqual(refused.settled, ['7 603']);
  const silent = new Talk();
  silent.ask({ kind: 'refer', to: 'sip:carol@192.0.2.3' }, 7);
  silent.answers('REFER', 202);
  assert.ok(silent.fires('refer-limit'));
  assert.deepEqual(silent.told, ['202', '408 final']);
  // RFC 4488: the peer makes no subscription.
  const unsubscribed = new Talk();
  unsubscribed.ask({ kind: 'refer', to: 'sip:carol@192.0.2.3' }, 7);
  unsubscribed.answers('REFER', 200, [['Refer-Sub', 'false']]);
  assert.deepEqual([unsubscribed.told, unsubscribed.timers.size], [['200 final'], 0]);
});

test('a NOTIFY that means nothing', () => {
  const talk = new Talk();
  talk.ask({ kind: 'refer', to: 'sip:carol@192.0.2.3' }, 7);
  talk.answers('REFER', 202);
  assert.equal(talk.says('NOTIFY', [['Event', 'presence']]), 489);
  assert.equal(notify(talk, '200 OK', 'terminated', 'refer;id=99'), 481);
  assert.equal(talk.says('NOTIFY', [['Event', 'refer']]), 400);
  assert.deepEqual(talk.told, ['202']);
});

test('a REFER of the peer: 202, NOTIFY 100, what becomes of it, and no more after the last word', () => {
  const talk = new Talk();
  const to = '<sip:carol@192.0.2.3?Replaces=x%3Bto-tag%3Da%3Bfrom-tag%3Db>';
  assert.equal(
    talk.says('REFER', [
      ['Refer-To', to],
      ['Referred-By', '<sip:peer@192.0.2.2>'],
    ]),
    202,
  );
  assert.deepEqual(talk.referrals, ['sip:carol@192.0.2.3 x;to-tag=a;from-tag=b <sip:peer@192.0.2.2>']);
  talk.take({ type: 'referral-progress', status: 180, reason: 'Ringing' });
  assert.deepEqual(talk.sent, ['NOTIFY'], 'one at a time');
  talk.answers('NOTIFY', 200);
  talk.take({ type: 'referral-progress', status: 200, reason: 'OK' });
  talk.answers('NOTIFY', 200);
  talk.answers('NOTIFY', 200);
  talk.take({ type: 'referral-progress', status: 200, reason: 'OK' });
  assert.deepEqual(
    talk.requests.map((request) => [request.body.trim(), header(request, 'Subscription-State')]),
    [
      ['SIP/2.0 100 Trying', 'active;expires=180'],
      ['SIP/2.0 180 Ringing', 'active;expires=180'],
      ['SIP/2.0 200 OK', 'terminated;reason=noresource'],
    ],
  );
  assert.ok(talk.requests.every((request) => header(request, 'Event') === 'refer;id=101'));
});

test('a REFER that cannot be followed; RFC 4488 without NOTIFY', () => {
  const talk = new Talk();
  assert.equal(talk.says('REFER'), 400);
  assert.equal(talk.says('REFER', [['Refer-To', '<http://a.example>']]), 400);
  const two = [
    ['Refer-To', '<sip:a@b>'],
    ['Refer-To', '<sip:c@d>'],
  ] as const;
  assert.equal(talk.says('REFER', two), 400);
  const quiet = [['Refer-Sub', 'false'] as const, ['Supported', 'norefersub'] as const];
  assert.equal(talk.says('REFER', [['Refer-To', '<sip:a@b>'], ...quiet]), 202);
  assert.equal(header(talk.responses.at(-1)!, 'Refer-Sub'), 'false');
  assert.deepEqual(talk.sent, []);
  assert.equal(talk.says('REFER', [['Refer-To', '<sip:a@b>']]), 491, 'one at a time');
});

test('INFO: keys in both forms, a ping, and what we do not take', () => {
  const cases: [string | null, string, number, string | null][] = [
    ['application/dtmf-relay', 'Signal=5\r\nDuration=240\r\n', 200, '5 240'],
    ['application/dtmf-relay', 'Duration=99999\r\nsignal = *\r\n', 200, '* 6000'],
    ['application/dtmf-relay', 'Signal=11\r\n', 200, '# 160'],
    ['application/dtmf-relay; charset=x', 'Signal=d', 200, 'D 160'],
    ['application/dtmf', '7', 200, '7 160'],
    ['application/dtmf', '77', 200, null],
    ['application/dtmf-relay', 'nothing', 200, null],
    ['text/plain', '7', 415, null],
    [null, '', 200, null],
  ];
  for (const [type, body, status, key] of cases) {
    const talk = new Talk();
    assert.equal(talk.says('INFO', type === null ? [] : [['Content-Type', type]], body), status);
    const told = talk.events.flatMap((event) =>
      event.name === 'key' ? [`${event.payload.digit} ${event.payload.durationMs}`] : [],
    );
    assert.deepEqual(told, key === null ? [] : [key], body);
  }
  const talk = new Talk();
  assert.equal(talk.says('INFO', [['Info-Package', 'x']], 'y'), 469);
});
