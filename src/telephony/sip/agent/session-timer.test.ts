/** Session timers (RFC 4028), either side refreshing, by either method. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { header } from '../message/index.ts';
import type { SessionTimer } from './session-state.ts';
import { Talk } from './testing.ts';

const hour: SessionTimer = { seconds: 3_600, minSe: 90, refresher: 'us' };
const wants = (value: string, knows = true) =>
  [['Session-Expires', value] as const, ...(knows ? [['Supported', 'timer'] as const] : [])] as const;

test('9: who refreshes, by what the caller says and knows', () => {
  const cases: [string, boolean, string | undefined, SessionTimer['refresher'] | undefined, boolean][] = [
    ['1800', true, '1800;refresher=uac', 'peer', true],
    ['1800;refresher=uas', true, '1800;refresher=uas', 'us', false],
    ['1800;refresher=uac', true, '1800;refresher=uac', 'peer', true],
    // A proxy asked for it; the caller knows nothing of it.
    ['1800', false, '1800;refresher=uas', 'us', false],
    ['1800;refresher=uac', false, '1800;refresher=uas', 'us', false],
    ['nonsense', true, undefined, undefined, false],
  ];
  for (const method of ['INVITE', 'UPDATE'])
    for (const [value, knows, said, refresher, required] of cases) {
      const talk = new Talk();
      assert.equal(talk.says(method, wants(value, knows), method === 'INVITE' ? 'offer' : ''), 200);
      const response = talk.responses.at(-1)!;
      assert.equal(header(response, 'Session-Expires'), said, value);
      assert.equal(header(response, 'Require'), required ? 'timer' : undefined);
      assert.equal(talk.session.timer?.refresher, refresher);
      assert.equal(talk.timers.get('refresh'), refresher === 'us' ? 900_000 : undefined);
      assert.equal(talk.timers.get('session-expiry'), refresher ? 1_768_000 : undefined);
    }
});

test('5: too small a wish is 422 with Min-SE, where the peer understands it', () => {
  const talk = new Talk();
  assert.equal(talk.says('UPDATE', wants('89')), 422);
  assert.equal(header(talk.responses[0]!, 'Min-SE'), '90');
  assert.equal(talk.says('INVITE', wants('30'), 'offer'), 422);
  assert.equal(talk.says('UPDATE', wants('30', false)), 200);
  assert.equal(talk.session.timer?.seconds, 30);
});

test('7.4: refreshed at half the interval, by UPDATE where the peer takes it, else by INVITE unchanged', () => {
  for (const updates of [true, false]) {
    const talk = new Talk({ timer: hour, updates });
    talk.take({ type: 'timer', timer: 'refresh' });
    const request = talk.requests[0]!;
    assert.deepEqual([request.method, request.body], updates ? ['UPDATE', ''] : ['INVITE', 'ours']);
    assert.equal(header(request, 'Session-Expires'), '3600;refresher=uac');
    const said = [['Session-Expires', '1200;refresher=uac']] as const;
    talk.answers(request.method, 200, said, updates ? '' : 'theirs');
    assert.equal(talk.timers.get('refresh'), 600_000);
    assert.deepEqual(talk.settled, []);
    assert.equal(talk.events.length, 0, 'the same answer changes nothing');
  }
});

test('the answer to a refresh by INVITE may hold something new', () => {
  const talk = new Talk({ timer: hour });
  talk.take({ type: 'timer', timer: 'refresh' });
  talk.answers('INVITE', 200, [['Session-Expires', '3600;refresher=uac']], 'moved');
  assert.deepEqual(talk.events, [{ name: 'described', payload: { sdp: 'moved' } }]);
});

test('a peer that refuses UPDATE is refreshed by INVITE; 491 is waited out; 422 makes it longer', () => {
  const talk = new Talk({ timer: hour, updates: true });
  talk.take({ type: 'timer', timer: 'refresh' });
  talk.answers('UPDATE', 491);
  assert.equal(talk.sent.length, 1);
  assert.ok(talk.fires('glare'));
  talk.answers('UPDATE', 422, [['Min-SE', '5000']]);
  assert.equal(header(talk.requests.at(-1)!, 'Session-Expires'), '5000;refresher=uac');
  assert.equal(header(talk.requests.at(-1)!, 'Min-SE'), '5000');
  talk.answers('UPDATE', 405);
  assert.deepEqual(talk.sent, ['UPDATE', 'UPDATE', 'UPDATE', 'INVITE']);
  talk.answers('INVITE', 200, [['Session-Expires', '5000;refresher=uas']], 'theirs');
  assert.equal(talk.timers.get('refresh'), undefined, 'theirs to refresh from now on');
  assert.equal(talk.timers.get('session-expiry'), 4_968_000);
});

test('7.2: a 2xx without Session-Expires lifts the limit', () => {
  const talk = new Talk({ timer: hour, updates: true });
  talk.take({ type: 'timer', timer: 'refresh' });
  talk.answers('UPDATE', 200);
  assert.equal(talk.timers.size, 0);
  assert.equal(talk.session.timer, undefined);
});

test('10: nobody refreshed: BYE, and the end says so', () => {
  const talk = new Talk();
  talk.says('UPDATE', wants('90'));
  assert.equal(talk.timers.get('session-expiry'), 60_000, 'a third of the interval before its end');
  assert.ok(talk.fires('session-expiry'));
  assert.deepEqual(talk.sent, ['BYE']);
  assert.match(header(talk.requests[0]!, 'Reason') ?? '', /cause=102/);
  talk.answers('BYE', 200);
  assert.deepEqual((talk.ending as { kind: string }).kind, 'session-expired');
  assert.equal(talk.timers.size, 0);
});
