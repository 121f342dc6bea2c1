import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseWav } from '#audio';
import type { Call } from '#domain';
import { createIdSource, realRandom, VirtualClock } from '#kernel';
import { createRecordingStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-recording-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const clock = new VirtualClock();
const ids = createIdSource(clock, realRandom);
const newCall = (): Call => ({ id: ids.next(), createdAt: clock.now() }) as Call;
const fail = (cause: unknown): never => assert.fail(String(cause));

test('what was written is a stereo WAV: gaps are silence, overlaps are dropped', async () => {
  const store = createRecordingStore(folder);
  const recording = await store.begin(newCall(), fail);
  recording.writer.write(0, Int16Array.of(1, -1, 2, -2));
  recording.writer.write(3, Int16Array.of(4, -4));
  recording.writer.write(3, Int16Array.of(9, -9, 5, -5));
  const stored = (await recording.finish())!;
  const wav = parseWav(readFileSync(join(folder, stored.path)));
  assert.deepEqual([...wav.pcm], [1, -1, 2, -2, 0, 0, 4, -4, 5, -5]);
  assert.deepEqual([wav.channels, wav.rate, stored.durationMs], [2, 8000, 5 / 8]);
});

test('a recording whose process died is mended to what had been written', async () => {
  const store = createRecordingStore(folder);
  const call = newCall();
  const recording = await store.begin(call, fail);
  recording.writer.write(0, new Int16Array(1600).fill(7));
  const { path } = (await recording.finish())!;
  const file = join(folder, path);
  const bytes = readFileSync(file);
  bytes.writeUInt32LE(0, 40);
  writeFileSync(file, bytes);
  truncateSync(file, 44 + 402);
  const mended = (await store.repair(call))!;
  assert.equal(parseWav(readFileSync(file).subarray(0, mended.bytes)).pcm.length, 200);
  assert.equal(mended.durationMs, 12.5);
  assert.equal(await store.repair(newCall()), null);
});

test('a folder that cannot be made is told at once, and is no crash', async () => {
  const blocked = join(folder, 'file');
  writeFileSync(blocked, '');
  await assert.rejects(createRecordingStore(blocked).begin(newCall(), fail), /ENOTDIR|EEXIST/);
});
