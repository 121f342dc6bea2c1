/** Where recordings lie: a directory, a folder a day, one WAV a call. */
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LINE_RATE } from '#audio';
import type { Call, RecordingRef } from '#domain';
import { spellNative } from '#kernel';
import { HEADER_BYTES, RecordingWriter, wavHeader } from './wav-writer.ts';

/** Recordings of a directory. */
export interface RecordingStore {
  /** Opens the recording of a call. @throws what the file system says; `onFault` hears later faults. */
  begin(call: Call, onFault: (cause: unknown) => void): Promise<OpenRecording>;
  /** Mends the header of a recording whose process died; null when there is none or nothing was recorded. */
  repair(call: Call): Promise<RecordingRef | null>;
  /** Absolute path of a stored recording. */
  pathOf(recording: RecordingRef): string;
}

export interface OpenRecording {
  readonly writer: RecordingWriter;
  /** Ends it. @returns null if it failed on the way. */
  finish(): Promise<RecordingRef | null>;
}

/** @param directory absolute; made when first needed. */
export function createRecordingStore(directory: string): RecordingStore {
  return {
    async begin(call, onFault) {
      const path = relativePath(call);
      const writer = await RecordingWriter.open(join(directory, path), onFault);
      return {
        writer,
        async finish() {
          const finished = await writer.finish();
          return finished && { path, ...finished };
        },
      };
    },
    async repair(call) {
      const path = relativePath(call);
      const found = await stat(join(directory, path)).catch(() => null);
      if (!found || found.size <= HEADER_BYTES) return null;
      const data = Math.floor((found.size - HEADER_BYTES) / 4) * 4;
      const file = await open(join(directory, path), 'r+');
      try {
        await file.write(wavHeader(data), 0, HEADER_BYTES, 0);
      } finally {
        await file.close();
      }
      return { path, bytes: HEADER_BYTES + data, durationMs: (data / 4 / LINE_RATE) * 1000 };
    },
    pathOf: (recording) => join(directory, recording.path),
  };
}

function relativePath(call: Call): string {
  const day = new Date(call.createdAt).toISOString().slice(0, 10);
  return join(day, `${spellNative('call', call.id)}.wav`);
}
