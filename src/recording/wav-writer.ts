/** A WAV file written while the call runs: callee left, agent right, 8 kHz, 16 bit. */
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LINE_RATE, type Pcm, type Samples } from '#audio';

const CHANNELS = 2;
const BYTES_A_FRAME = CHANNELS * 2;
export const HEADER_BYTES = 44;

/** What came of a recording. */
export interface FinishedRecording {
  readonly bytes: number;
  readonly durationMs: number;
}

/** One recording. Writes are queued in order; the first fault ends it and is told once. */
export class RecordingWriter {
  readonly #file: FileHandle;
  readonly #onFault: (cause: unknown) => void;
  #frames = 0;
  #queue: Promise<void> = Promise.resolve();
  #faulty = false;

  private constructor(file: FileHandle, onFault: (cause: unknown) => void) {
    this.#file = file;
    this.#onFault = onFault;
  }

  /**
   * Opens `path`, making its folders.
   * @param onFault told once if the disk refuses (full, read-only); the call goes on without a recording.
   */
  static async open(path: string, onFault: (cause: unknown) => void): Promise<RecordingWriter> {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'w', 0o640);
    const writer = new RecordingWriter(file, onFault);
    writer.#enqueue(() => writer.#put(wavHeader(0), 0));
    return writer;
  }

  /** Takes interleaved stereo that begins at sample `at`; a gap before it is silence, what overlaps is dropped. */
  write(at: Samples, stereo: Pcm): void {
    const gap = Math.max(at - this.#frames, 0);
    const overlap = Math.min(Math.max(this.#frames - at, 0), stereo.length / CHANNELS);
    const kept = stereo.subarray(overlap * CHANNELS);
    const bytes = Buffer.alloc(gap * BYTES_A_FRAME + kept.byteLength);
    bytes.set(new Uint8Array(kept.buffer, kept.byteOffset, kept.byteLength), gap * BYTES_A_FRAME);
    const position = HEADER_BYTES + this.#frames * BYTES_A_FRAME;
    this.#frames += gap + kept.length / CHANNELS;
    this.#enqueue(() => this.#put(bytes, position));
  }

  /** Writes the final header and closes the file. @returns null if the recording failed on the way. */
  async finish(): Promise<FinishedRecording | null> {
    const data = this.#frames * BYTES_A_FRAME;
    this.#enqueue(() => this.#put(wavHeader(data), 0));
    await this.#queue;
    await this.#file.close().catch((cause: unknown) => this.#fail(cause));
    return this.#faulty
      ? null
      : { bytes: HEADER_BYTES + data, durationMs: (this.#frames * 1000) / LINE_RATE };
  }

  /** A disk that is nearly full takes a part of it; only the next write is refused. */
  async #put(bytes: Buffer, position: number): Promise<void> {
    for (let done = 0; done < bytes.length;)
      done += (await this.#file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }

  #enqueue(write: () => Promise<unknown>): void {
    this.#queue = this.#queue.then(async () => {
      if (this.#faulty) return;
      try {
        await write();
      } catch (cause) {
        this.#fail(cause);
      }
    });
  }

  #fail(cause: unknown): void {
    if (this.#faulty) return;
    this.#faulty = true;
    this.#onFault(cause);
  }
}

/** The 44-byte RIFF header of a stereo PCM16 file at the line's rate with `dataBytes` of samples. */
export function wavHeader(dataBytes: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(CHANNELS, 22);
  header.writeUInt32LE(LINE_RATE, 24);
  header.writeUInt32LE(LINE_RATE * BYTES_A_FRAME, 28);
  header.writeUInt16LE(BYTES_A_FRAME, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
