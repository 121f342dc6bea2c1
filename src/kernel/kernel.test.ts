import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Emitter, mask, Owner, VirtualClock } from './index.ts';

test('a virtual clock fires in order of time, then of creation, settling promises in between', async () => {
  const clock = new VirtualClock(0);
  const heard: string[] = [];
  clock.after(20, () => heard.push(`late ${clock.now()}`));
  clock.after(10, () => {
    heard.push(`first ${clock.now()}`);
    void Promise.resolve().then(() => heard.push(`settled ${clock.now()}`));
  });
  clock.after(10, () => heard.push('second'));
  clock.after(15, () => heard.push('never')).cancel();
  await clock.advance(20);
  assert.deepEqual(heard, ['first 10', 'settled 10', 'second', 'late 20']);
  assert.equal(clock.timers, 0);
});

test('a listener that throws harms neither the emitter nor its neighbours', () => {
  const faults: unknown[] = [];
  const emitter = new Emitter<{ rang: number }>((thrown) => faults.push(thrown));
  const heard: number[] = [];
  emitter.on('rang', () => {
    throw new Error('mine');
  });
  const off = emitter.on('rang', (count) => heard.push(count));
  emitter.emit('rang', 1);
  off();
  emitter.emit('rang', 2);
  assert.deepEqual(heard, [1]);
  assert.equal(faults.length, 2);
});

test('an owner closes in reverse, once, and names what failed', async () => {
  const closed: string[] = [];
  const owner = new Owner();
  owner.own('a', { close: () => void closed.push('a') });
  owner.own('b', {
    close: () => {
      throw new Error('stuck');
    },
  });
  owner.own('c', { close: async () => void closed.push('c') });
  await assert.rejects(owner.close(), (error: AggregateError) =>
    /b did not close/.test(String(error.errors[0])),
  );
  await assert.rejects(owner.close());
  assert.deepEqual(closed, ['c', 'a']);
});

test('logs carry no number, address, mail or secret of a person', () => {
  const text = JSON.stringify(
    mask({
      to: '+34600111222',
      uri: 'sip:anna@example.org:5060',
      mail: 'x ana.b@example.org y',
      nested: [{ password: 'hunter2', detail: 'INVITE sip:+34600111222@10.0.0.1' }],
      cause: new Error('no route to +34600111222'),
      key: 'pk_live_abcdefghijklmnop',
    }),
  );
  assert.doesNotMatch(text, /600111222|anna|ana\.b|hunter2|abcdefgh/);
});
