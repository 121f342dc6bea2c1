import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaptureRef, Erasure, RecordingRef } from '#domain';
import { realClock, silentLogger } from '#kernel';
import type { RecordingStore } from '#recording';
import { execute, openTestStore } from '../../storage/testing.ts';
import { ids, sampleCall, someEvents } from '../../../test/storage/samples.ts';
import { createErasing } from './eraser.ts';
import { forgetOutdated } from './retention.ts';

const capture: CaptureRef = { path: 'x.pcap', bytes: 24, leftOut: 0 };
const recording: RecordingRef = { path: 'x.wav', bytes: 50, durationMs: 1 };

test('erasing waits for a running call, then takes every call, every part, and its own trace', async (t) => {
  const { store, target, close } = await openTestStore();
  t.after(close);
  const organizationId = ids.next();
  await execute(
    target,
    'INSERT INTO organizations (id, name, concurrency, calls_per_second, created_at) VALUES ($1, $2, 1, 1, 1)',
    [organizationId, 'Test'],
  );
  const phone = '+34600000007';
  const [ended, running, other] = [
    sampleCall(organizationId, { to: phone, status: 'ended', recording, capture }),
    sampleCall(organizationId, { to: phone, status: 'in_progress' }),
    sampleCall(organizationId, { status: 'ended', recording, capture }),
  ];
  for (const call of [ended, running, other]) await store.calls.insert(call, someEvents(2));
  const removed: string[] = [];
  const recordings = {
    remove: async ({ path }: RecordingRef) => void removed.push(path),
  } as unknown as RecordingStore;
  const options = { store, recordings, clock: realClock, logger: silentLogger };
  const erasure: Erasure = {
    ...{ id: ids.next(), organizationId, phone, pseudonym: 'erased:77', state: 'queued', calls: 0 },
    ...{ detail: null, requestedAt: 1, finishedAt: null },
  };
  await store.erasures.request(erasure);
  const state = async () => (await store.erasures.get(organizationId, erasure.id))!;
  const run = async (until: (now: Erasure) => boolean) => {
    const loop = createErasing(options);
    loop.wake();
    for (let tries = 0; tries < 500 && !until(await state()); tries++);
    await loop.stop();
    assert.ok(until(await state()), JSON.stringify(await state()));
  };
  await run((now) => now.state === 'waiting');
  assert.deepEqual([(await state()).calls, removed], [1, ['x.wav', 'x.pcap']]);
  await store.calls.append(running.id, null, [], { status: 'ended' });
  await store.erasures.update(erasure.id, {}, 1);
  await run((now) => now.state === 'done');
  assert.deepEqual([(await state()).calls, (await state()).phone], [2, null]);
  for (const { id } of [ended, running]) {
    const left = (await store.calls.get(organizationId, id))!;
    assert.deepEqual(
      [left.to, left.recording, left.capture, left.person],
      ['erased:77', null, undefined, {}],
    );
  }
  assert.deepEqual((await store.calls.get(organizationId, other.id))?.recording, recording);

  await store.forgetting.setRetention(
    organizationId,
    { recordingsDays: 0, transcriptsDays: null, eventsDays: 0 },
    1,
  );
  await forgetOutdated({ ...options, clock: { ...realClock, now: () => realClock.now() + 60_000 } });
  const kept = await store.calls.get(organizationId, other.id);
  assert.deepEqual([kept?.recording, kept?.capture], [null, undefined]);
  assert.deepEqual(await store.calls.events(organizationId, other.id, 0, 9), []);
});
