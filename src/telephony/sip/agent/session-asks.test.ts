/** Our requests inside a dialog: their turn, glare, challenges, and the end that each one has. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { header } from '../message/index.ts';
import type { Wish } from './session-state.ts';
import { Talk } from './testing.ts';

const offer: Wish = { kind: 'offer', sdp: 'new' };
const info: Wish = { kind: 'info', contentType: 'application/dtmf', body: '1' };
const refer: Wish = { kind: 'refer', to: 'sip:carol@192.0.2.3' };

const challenge = (nonce: string) =>
  [['WWW-Authenticate', `Digest realm="r", nonce="${nonce}", algorithm=MD5`]] as const;

/** Waits after a 491, over many calls. */
function waits(owner: boolean): number[] {
  return Array.from({ length: 200 }, (_, index) => {
    const talk = new Talk({ owner, seed: `seed ${index}` });
    talk.ask(offer);
    talk.answers('INVITE', 491);
    assert.deepEqual(talk.settled, []);
    const wait = talk.timers.get('glare')!;
    talk.ask(info, 2);
    assert.equal(talk.sent.filter((method) => method === 'INVITE').length, 1);
    talk.fires('glare');
    assert.equal(talk.sent.filter((method) => method === 'INVITE').length, 2);
    return wait;
  });
}

test('a re-INVITE is acknowledged, each time its 2xx comes; the new description is ours from then on', () => {
  const talk = new Talk();
  talk.ask(offer);
  assert.equal(talk.requests[0]!.body, 'new');
  assert.equal(talk.requests[0]!.cseq.number, 2);
  talk.answers('INVITE', 100);
  talk.answers('INVITE', 200, [['Contact', '<sip:moved@192.0.2.9>']], 'answer');
  assert.deepEqual(talk.settled, ['1 200']);
  assert.equal(talk.session.localSdp, 'new');
  assert.equal(talk.session.remoteSdp, 'answer');
  // 12.2.1.2: the 2xx refreshed the target, and its ACK goes there.
  assert.equal(talk.acks[0]!.uri, 'sip:moved@192.0.2.9');
  assert.deepEqual(talk.acks[0]!.cseq, { number: 2, method: 'ACK' });
  talk.answers('INVITE', 200, [], 'answer');
  assert.equal(talk.acks.length, 2);
  assert.deepEqual(talk.acks[1], talk.acks[0]);
});

test('one INVITE at a time; what is no INVITE does not wait for it, and goes in its order', () => {
  const talk = new Talk();
  talk.ask(offer, 1);
  talk.ask({ kind: 'offer', sdp: 'newer' }, 2);
  talk.ask(info, 3);
  talk.ask(info, 4);
  assert.deepEqual(talk.sent, ['INVITE', 'INFO']);
  talk.answers('INFO', 200);
  talk.answers('INVITE', 488);
  assert.deepEqual(talk.settled, ['3 200', '1 488']);
  assert.equal(talk.session.localSdp, 'ours', 'the session goes on as it was (14.1)');
  assert.deepEqual(talk.sent, ['INVITE', 'INFO', 'INFO', 'INVITE']);
  assert.deepEqual(
    talk.requests.map(({ cseq }) => cseq.number),
    [2, 3, 4, 5],
  );
});

test('14.1: after a 491 the owner of the Call-ID waits 2.1 to 4 s, the other 0 to 2 s, in steps of 10 ms', () => {
  for (const [owner, least, most] of [
    [true, 2_100, 4_000],
    [false, 0, 2_000],
  ] as const) {
    const all = waits(owner);
    assert.ok(all.every((wait) => wait >= least && wait <= most && wait % 10 === 0));
    assert.ok(Math.max(...all) - Math.min(...all) > 1_500, 'the whole span is used');
  }
});

test('a peer that says 491 for ever ends the wish, not the call', () => {
  const talk = new Talk();
  talk.ask(offer);
  for (let i = 0; i < 5; i++) {
    talk.answers('INVITE', 491);
    talk.fires('glare');
  }
  talk.answers('INVITE', 491);
  assert.deepEqual(talk.settled, ['1 491']);
  assert.equal(talk.session.phase, 'established');
  assert.equal(talk.timers.size, 0);
});

test('glare, seen from the other side: an INVITE of the peer while ours is under way', () => {
  const talk = new Talk();
  talk.ask(offer);
  assert.equal(talk.says('INVITE', [], 'theirs'), 491);
  assert.equal(talk.says('UPDATE', [], 'theirs'), 491);
  assert.equal(talk.says('UPDATE'), 200, 'without an offer nothing clashes');
  talk.answers('INVITE', 200, [], 'answer');
  assert.equal(talk.says('INVITE', [], 'theirs'), 200);
});

test('ours waits for the ACK of theirs', () => {
  const talk = new Talk();
  assert.equal(talk.says('INVITE', [], 'theirs'), 200);
  talk.ask(offer);
  assert.deepEqual(talk.sent, []);
  talk.acknowledges();
  assert.deepEqual(talk.sent, ['INVITE']);
});

test('a challenge is answered with the next CSeq; an old nonce later is too, the wrong password is not', () => {
  const talk = new Talk({ credentials: { username: 'u', password: 'p' } });
  talk.ask(info, 1);
  talk.answers('INFO', 401, challenge('a'));
  assert.match(header(talk.requests[1]!, 'Authorization') ?? '', /nonce="a"/);
  assert.equal(talk.requests[1]!.cseq.number, 3);
  talk.answers('INFO', 200);
  for (const [id, nonce] of [
    [2, 'b'],
    [3, 'c'],
  ] as const) {
    talk.ask(info, id);
    talk.answers('INFO', 401, challenge(nonce));
    assert.match(header(talk.requests.at(-1)!, 'Authorization') ?? '', new RegExp(`nonce="${nonce}"`));
    talk.answers('INFO', 200);
  }
  talk.ask(info, 4);
  talk.answers('INFO', 401, challenge('d'));
  talk.answers('INFO', 401, challenge('e'));
  assert.deepEqual(talk.settled, ['1 200', '2 200', '3 200', '4 401']);
});

test('481, 408 and silence end the dialog with a BYE (12.2.1.2); of a NOTIFY they do not', () => {
  for (const wish of [offer, info, refer, { kind: 'refresh', method: 'UPDATE' }] as const)
    for (const status of [481, 408, 0]) {
      const talk = new Talk();
      talk.ask(wish);
      const { method, cseq } = talk.requests[0]!;
      if (status === 0) talk.take({ type: 'ask-failed', cseq: cseq.number, detail: 'silence' });
      else talk.answers(method, status);
      assert.deepEqual(talk.settled, [`1 ${status}`]);
      assert.equal(talk.sent.at(-1), 'BYE');
      talk.answers('BYE', 481);
      const { kind, by } = talk.ending as { kind: string; by: string };
      assert.deepEqual([kind, by], status === 0 ? ['no-response', 'network'] : ['bye', 'peer']);
      assert.equal(talk.timers.size, 0);
    }
  const talk = new Talk();
  talk.says('REFER', [['Refer-To', '<sip:carol@192.0.2.3>']]);
  talk.answers('NOTIFY', 481);
  talk.take({ type: 'referral-progress', status: 180, reason: 'Ringing' });
  assert.deepEqual(talk.sent, ['NOTIFY']);
  assert.equal(talk.session.phase, 'established');
});

test('a re-INVITE that is begun and never decided ends the call', () => {
  const talk = new Talk();
  talk.ask(offer);
  talk.answers('INVITE', 100);
  assert.equal(talk.timers.get('reinvite-limit'), 32_000);
  talk.fires('reinvite-limit');
  assert.deepEqual([talk.settled, talk.sent.at(-1)], [['1 0'], 'BYE']);
});

test('an answer that crosses our BYE is acknowledged; nothing new begins', () => {
  const talk = new Talk();
  talk.ask(offer);
  talk.take({ type: 'hang-up' });
  talk.ask(info, 2);
  talk.answers('INVITE', 200, [], 'answer');
  assert.deepEqual([talk.acks.length, talk.sent], [1, ['INVITE', 'BYE']]);
  assert.ok(talk.settled.includes('2 0'));
});
