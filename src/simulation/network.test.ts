import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Network, poorNetwork, type NetworkFaults } from './network.ts';

const COUNT = 10_000;

/** Arrivals of packets that are sent every 20 ms. */
function arrivals(faults: NetworkFaults, seed = 1): (readonly number[])[] {
  const network = new Network(faults, seed);
  return Array.from({ length: COUNT }, (_, index) => network.send(index * 20));
}

test('shares and bounds are as asked for, and the same for the same seed', () => {
  const sent = arrivals(poorNetwork);
  const [lost, twice] = [0, 2].map((times) => sent.filter((at) => at.length === times).length / COUNT);
  assert.ok(
    Math.abs(lost! - 0.05) < 0.008 && Math.abs(twice! - 0.01) < 0.003,
    `${lost} lost, ${twice} twice`,
  );
  sent.forEach(([at], index) => {
    const late = (at ?? index * 20 + 40) - index * 20;
    assert.ok(late >= 40 && late <= 160, `${late} ms`);
  });
  const order = sent
    .flatMap(([at], index) => (at === undefined ? [] : [{ at, index }]))
    .sort((a, b) => a.at - b.at || a.index - b.index);
  const backwards = order.filter(({ index }, place) => place > 0 && index < order[place - 1]!.index);
  assert.ok(Math.abs(backwards.length / COUNT - 0.02) < 0.008, `${backwards.length} overtaken`);
  assert.deepEqual(arrivals(poorNetwork).slice(0, 500), sent.slice(0, 500));
  assert.notDeepEqual(arrivals(poorNetwork, 2).slice(0, 500), sent.slice(0, 500));
});

test('losses come in runs of the length asked for, in the same share', () => {
  const sent = arrivals({ ...poorNetwork, lossRun: 3 });
  const lost = sent.map((at) => at.length === 0);
  const runs = lost.filter((is, index) => is && !lost[index - 1]).length;
  const share = lost.filter(Boolean).length / COUNT;
  assert.ok(Math.abs(share - 0.05) < 0.012, `${share}`);
  assert.ok(Math.abs((share * COUNT) / runs - 3) < 0.6, `${(share * COUNT) / runs}`);
});

test('a network without faults delivers each at its delay', () => {
  const perfect = { delayMs: 7, jitterMs: 0, loss: 0, lossRun: 1, reordered: 0, duplicated: 0 };
  arrivals(perfect).forEach((at, index) => assert.deepEqual(at, [index * 20 + 7]));
});
