/** Where recordings lie: a directory, a folder a day, one WAV a call; with a bucket, there until the bucket has it. */
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LINE_RATE } from '#audio';
import type { Call, CaptureRef, RecordingFile, RecordingRef } from '#domain';
import { AppError, spellNative } from '#kernel';
import type { ObjectStore } from './s3/bucket.ts';
import { HEADER_BYTES, RecordingWriter, wavHeader } from './wav-writer.ts';

/** Recordings of a directory, and of a bucket behind it. */
export interface RecordingStore {
  /** Opens the recording of a call. @throws what the file system says; `onFault` hears later faults. */
  begin(call: Call, onFault: (cause: unknown) => void): Promise<OpenRecording>;
  /** Writes the packet capture of an ended call; into the bucket at once, where there is one that takes it. */
  keepCapture(call: Call, bytes: Uint8Array, leftOut: number): Promise<CaptureRef>;
  /** Mends the header of a recording whose process died; null when there is none or nothing was recorded. */
  repair(call: Call): Promise<RecordingRef | null>;
  /** @throws AppError `recording-unknown` (404) when it is gone */
  file(stored: Stored): Promise<RecordingFile>;
  /**
   * Puts one that is `due` into the bucket; its file stays. @returns what it is from then on; null: its file is not on
   * this node, or there is no bucket any more. @throws AppError `recording-unreachable` (503)
   */
  archive(recording: RecordingRef): Promise<RecordingRef | null>;
  /** The file of one that the bucket has. */
  drop(recording: RecordingRef): Promise<void>;
  /** Wherever it lies. @throws AppError `recording-unreachable` (503) */
  remove(stored: Stored): Promise<void>;
}

/** A recording or a capture. */
export type Stored = Pick<RecordingRef, 'path' | 'archive' | 'bytes'>;

export interface OpenRecording {
  readonly writer: RecordingWriter;
  /** Ends it. @returns null if it failed on the way. */
  finish(): Promise<RecordingRef | null>;
}

/**
 * @param directory absolute; made when first needed.
 * @param bucket null: recordings stay in the directory
 */
export function createRecordingStore(directory: string, bucket: ObjectStore | null = null): RecordingStore {
  const at = ({ path }: Pick<RecordingRef, 'path'>): string => join(directory, path);
  const owed = bucket ? { archive: 'due' as const } : {};
  return {
    async begin(call, onFault) {
      const path = relativePath(call);
      const writer = await RecordingWriter.open(at({ path }), onFault);
      return {
        writer,
        async finish() {
          const finished = await writer.finish();
          return finished && { path, ...finished, ...owed };
        },
      };
    },
    async keepCapture(call, bytes, leftOut) {
      const path = relativePath(call, 'pcap');
      await mkdir(dirname(at({ path })), { recursive: true });
      await writeFile(at({ path }), bytes);
      const kept = { path, bytes: bytes.length, leftOut };
      if (!bucket) return kept;
      // A capture is for looking at soon: one that the bucket does not take stays on this node's disk.
      const put = await bucket.put(path, at({ path })).then(
        () => true,
        () => false,
      );
      if (!put) return kept;
      await rm(at({ path }), { force: true });
      return { ...kept, archive: 'done' };
    },
    async repair(call) {
      const path = relativePath(call);
      const found = await stat(at({ path })).catch(() => null);
      if (!found || found.size <= HEADER_BYTES) return null;
      const data = Math.floor((found.size - HEADER_BYTES) / 4) * 4;
      const file = await open(at({ path }), 'r+');
      try {
        await file.write(wavHeader(data), 0, HEADER_BYTES, 0);
      } finally {
        await file.close();
      }
      return { path, bytes: HEADER_BYTES + data, durationMs: (data / 4 / LINE_RATE) * 1000, ...owed };
    },
    async file(recording) {
      if (recording.archive === 'done') return inBucket(recording, bucket);
      const found = await stat(at(recording)).catch((cause: unknown) => cause as Error);
      // The bucket has got it between the reading of the record and now, or another node has the file.
      if (found instanceof Error && bucket) return inBucket(recording, bucket);
      if (found instanceof Error) throw gone('on the disk', found);
      return {
        bytes: found.size,
        read: async (start, end) => createReadStream(at(recording), { start, end }),
      };
    },
    async archive(recording) {
      if (!bucket || recording.archive !== 'due') return null;
      if (!(await stat(at(recording)).catch(() => null))) return null;
      await bucket.put(recording.path, at(recording));
      return { ...recording, archive: 'done' };
    },
    drop: (recording) => rm(at(recording), { force: true }),
    async remove(recording) {
      if (recording.archive !== undefined) await bucket?.remove(recording.path);
      await rm(at(recording), { force: true });
    },
  };
}

function inBucket(recording: Stored, bucket: ObjectStore | null): RecordingFile {
  if (!bucket)
    throw gone('within reach: it lies in a bucket, and none is configured (PARLEY_RECORDINGS_URL)');
  return { bytes: recording.bytes, read: (start, end) => bucket.get(recording.path, start, end) };
}

function gone(where: string, cause?: unknown): AppError {
  return new AppError({
    code: 'recording-unknown',
    status: 404,
    message: `The recording of this call is no longer ${where}.`,
    cause,
  });
}

function relativePath(call: Call, ending: 'wav' | 'pcap' = 'wav'): string {
  const day = new Date(call.createdAt).toISOString().slice(0, 10);
  return `${day}/${spellNative('call', call.id)}.${ending}`;
}
