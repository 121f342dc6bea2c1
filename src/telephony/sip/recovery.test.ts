/** Ending an orphan: the caller's process died, a new endpoint took its address. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DialogRecord, RecoveryReport } from '../contract.ts';
import {
  answering,
  ANN,
  bobDoes,
  dial,
  emptyOut,
  openEndpoint,
  openWorld,
  SDP,
  type World,
} from './testing.ts';

/** Ann dies; who comes after her has her address and the last record. */
async function die(world: World): Promise<World> {
  await world.ann.close();
  world.network.log.length = 0;
  return { ...world, ann: openEndpoint(world.network, world.clock, ANN, 9) };
}

function follow(world: World, record: DialogRecord, withinMs = 10_000): RecoveryReport[] {
  const reports: RecoveryReport[] = [];
  void world.ann.recover(record, withinMs).then((report) => reports.push(report));
  return reports;
}

test('ringing: CANCEL at once, the 487 is acknowledged', async () => {
  const world = openWorld();
  const calls = bobDoes(world, (call) => call.ring());
  const { records } = dial(world);
  await world.clock.advance(1_000);
  const after = await die(world);
  const reports = follow(after, records.at(-1)!);
  await after.clock.advance(100);
  assert.deepEqual(reports, [{ sent: ['CANCEL', 'ACK'], status: 487, settled: true }]);
  assert.deepEqual(after.network.sentBy('192.0.2.1'), ['CANCEL', 'ACK']);
  assert.equal(calls[0]!.endings[0]?.kind, 'canceled');
  assert.deepEqual(await emptyOut(after), {});
});

test('the INVITE never arrived: 481 settles it', async () => {
  const world = openWorld();
  world.network.drop = () => true;
  const { records } = dial(world);
  await world.clock.advance(400);
  const after = await die(world);
  after.network.drop = () => false;
  const reports = follow(after, records.at(-1)!);
  await after.clock.advance(100);
  assert.deepEqual(reports, [{ sent: ['CANCEL'], status: 481, settled: true }]);
  assert.deepEqual(await emptyOut(after), {});
});

test('answered before the ACK: each 2xx that comes gets ACK, the first BYE', async () => {
  const world = openWorld();
  const calls = bobDoes(world, answering);
  world.network.drop = (line) => line.startsWith('192.0.2.2 ');
  const { records } = dial(world);
  await world.clock.advance(200);
  assert.equal(records.at(-1)!.phase, 'inviting');
  const after = await die(world);
  after.network.drop = () => false;
  const reports = follow(after, records.at(-1)!);
  await after.clock.advance(2_000);
  assert.equal(reports[0]?.settled, true);
  assert.deepEqual(after.network.sentBy('192.0.2.1').slice(0, 3), ['CANCEL', 'ACK', 'BYE']);
  assert.equal(calls[0]!.endings[0]?.kind, 'bye');
  assert.deepEqual(await emptyOut(after), {});
});

test('a 2xx after the promise resolved is minded all the same', async () => {
  const world = openWorld();
  const calls = bobDoes(world, (call) => call.ring());
  const { records } = dial(world);
  await world.clock.advance(1_000);
  const after = await die(world);
  after.network.drop = (line) => line.endsWith('CANCEL');
  const reports = follow(after, records.at(-1)!, 5_000);
  await after.clock.advance(6_000);
  assert.deepEqual(reports, [{ sent: ['CANCEL'], settled: false }]);
  void calls[0]!.call.accept(SDP, () => Promise.resolve());
  await after.clock.advance(1_000);
  assert.equal(calls[0]!.endings[0]?.kind, 'bye');
  assert.deepEqual(await emptyOut(after), {});
});

test('in a call, either way: BYE, and a peer that knows nothing settles it too', async () => {
  const world = openWorld();
  const calls = bobDoes(world, answering);
  const { records } = dial(world);
  await world.clock.advance(1_000);
  const after = await die(world);
  const reports = follow(after, records.at(-1)!);
  await after.clock.advance(100);
  assert.deepEqual(reports, [{ sent: ['BYE'], status: 200, settled: true }]);
  assert.equal(calls[0]!.endings[0]?.kind, 'bye');
  const again = follow(after, { ...records.at(-1)!, localCseq: 5 });
  await after.clock.advance(100);
  assert.deepEqual(again, [{ sent: ['BYE'], status: 481, settled: true }]);
  assert.deepEqual(await emptyOut(after), {});
});

test('the callee died: BYE with its own numbering reaches the caller', async () => {
  const world = openWorld();
  const kept: DialogRecord[] = [];
  bobDoes(world, (call) => void call.accept(SDP, async (record) => void kept.push(record)));
  const ann = dial(world);
  await world.clock.advance(1_000);
  await world.bob.close();
  const bob = openEndpoint(world.network, world.clock, { host: '192.0.2.2', port: 5060 }, 8);
  const report = bob.recover(kept[0]!, 10_000);
  await world.clock.advance(1_000);
  assert.deepEqual(await report, { sent: ['BYE'], status: 200, settled: true });
  assert.equal(ann.endings[0]?.kind, 'bye');
  assert.deepEqual(await emptyOut({ ...world, bob }), {});
});

test('nobody answers: the promise keeps its time', async () => {
  const world = openWorld();
  bobDoes(world, answering);
  const { records } = dial(world);
  await world.clock.advance(1_000);
  const after = await die(world);
  after.network.drop = () => true;
  const reports = follow(after, records.at(-1)!, 3_000);
  await after.clock.advance(2_999);
  assert.equal(reports.length, 0);
  await after.clock.advance(1);
  assert.deepEqual(reports, [{ sent: ['BYE'], settled: false }]);
});
