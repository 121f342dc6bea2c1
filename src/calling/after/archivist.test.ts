import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { realClock, silentLogger, type AppError } from '#kernel';
import { createBucket, createRecordingStore } from '#recording';
import { openTestStore } from '../../storage/testing.ts';
import { startS3 } from '../../../test/peers/s3.ts';
import { ids, sampleCall } from '../../../test/storage/samples.ts';
import { createArchivist, retryIn } from './archivist.ts';

test('tries grow apart, an hour at most', () => {
  assert.deepEqual([1, 2, 3, 99].map(retryIn), [5_000, 10_000, 20_000, 3_600_000]);
});

test('a recording is brought to the bucket, kept here until it is there, and read and deleted from there', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-archive-'));
  const s3 = await startS3('id', 'secret', 'eu-1');
  const { store, close } = await openTestStore();
  t.after(async () => {
    await close();
    await s3.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const place = { endpoint: s3.url, bucket: 'calls', prefix: "år's (1)", region: 'eu-1', accessKeyId: 'id' };
  const recordings = createRecordingStore(
    folder,
    createBucket({ ...place, secretAccessKey: 'secret' }, realClock),
  );
  const organizationId = ids.next();
  const born = sampleCall(organizationId, { status: 'ended' });
  const open = await recordings.begin(born, (cause) => assert.fail(String(cause)));
  open.writer.write(
    0,
    new Int16Array(8000).map((_, n) => n),
  );
  const recording = (await open.finish())!;
  assert.equal(recording.archive, 'due');
  const file = join(folder, recording.path);
  const bytes = readFileSync(file);
  await store.calls.insert({ ...born, recording }, []);
  await store.uploads.owe({ callId: born.id, organizationId, tries: 0 }, 1);

  const options = { store, recordings, clock: realClock, logger: silentLogger };
  const readRecording = async () => (await store.calls.get(organizationId, born.id))!.recording!;
  const run = async (until: () => Promise<boolean>) => {
    const loop = createArchivist(options);
    loop.wake();
    for (let tries = 0; tries < 300 && !(await until()); tries++);
    await loop.stop();
    assert.ok(await until());
  };
  s3.fail = 1;
  await run(async () => s3.log.length > 0);
  assert.ok(existsSync(file), 'a refused one stays');
  assert.equal((await readRecording()).archive, 'due');
  await store.uploads.postpone(born.id, 1);
  await run(async () => (await readRecording()).archive === 'done' && !existsSync(file));
  assert.deepEqual([...s3.objects.values()][0], bytes);
  assert.equal(await store.uploads.nextDueAt(), null);

  const stored = await recordings.file(await readRecording());
  assert.equal(stored.bytes, bytes.length);
  const piece: Uint8Array[] = [];
  for await (const part of await stored.read(100, 1_099)) piece.push(part);
  assert.deepEqual(Buffer.concat(piece), bytes.subarray(100, 1_100));
  const thief = createBucket({ ...place, secretAccessKey: 'guessed' }, realClock);
  await assert.rejects(thief.get(recording.path, 0, 1), (thrown: AppError) =>
    thrown.message.includes('SignatureDoesNotMatch'),
  );
  await recordings.remove(await readRecording());
  assert.equal(s3.objects.size, 0);
  await assert.rejects(stored.read(0, 1), (thrown: AppError) => thrown.code === 'recording-unknown');
});
