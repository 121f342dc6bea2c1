import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gathering } from './gathering.ts';

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Serves when told to; a negative key is refused, a zero loses the connection. */
function gathering(largest: number) {
  const groups: { keys: readonly number[]; go: () => void }[] = [];
  const all = new Gathering<number, string>(largest, async (keys) => {
    await new Promise<void>((go) => groups.push({ keys, go }));
    if (keys.includes(0)) throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
    if (keys.some((key) => key < 0)) throw Object.assign(new Error('refused'), { code: '22021' });
    return keys.map((key) => `of ${key}`);
  });
  return {
    ask: (key: number) => all.ask(key),
    seen: () => groups.map(({ keys }) => keys),
    async go(index: number) {
      groups[index]!.go();
      await turn();
    },
  };
}

test('the first go at once, those that come meanwhile go together, none twice, each gets its own', async () => {
  const { ask, seen, go } = gathering(3);
  const answers = [1, 2, 3, 4, 5, 6].map(ask);
  assert.deepEqual(seen(), [[1], [2]]);
  await go(1);
  assert.deepEqual(seen(), [[1], [2], [3, 4, 5]]);
  await go(0);
  assert.deepEqual(seen(), [[1], [2], [3, 4, 5], [6]]);
  await go(2);
  await go(3);
  assert.deepEqual(
    await Promise.all(answers),
    [1, 2, 3, 4, 5, 6].map((n) => `of ${n}`),
  );
  const later = ask(7);
  assert.deepEqual(seen().at(-1), [7], 'idle again, it waits for nobody');
  await go(4);
  assert.equal(await later, 'of 7');
});

test('one that is refused is refused alone; a lost connection fails all of its group, and nothing is asked again', async () => {
  const { ask, seen, go } = gathering(9);
  const first = [ask(1), ask(2)];
  const group = Promise.allSettled([3, -4, 5].map(ask));
  await go(0);
  for (let index = 2; index < 6; index++) await go(index);
  assert.deepEqual(seen().slice(2), [[3, -4, 5], [3], [-4], [5]]);
  assert.deepEqual(
    (await group).map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  const between = ask(6);
  const lost = Promise.allSettled([7, 0].map(ask));
  await go(6);
  await go(7);
  assert.deepEqual(
    (await lost).map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.deepEqual(seen().slice(6), [[6], [7, 0]]);
  await go(1);
  assert.deepEqual(await Promise.all([...first, between]), ['of 1', 'of 2', 'of 6']);
});
