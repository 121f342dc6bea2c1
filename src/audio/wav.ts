/** WAV files of 16-bit PCM: read whole, written whole or as a stream whose header is patched at the end. */
import { AppError } from '#kernel';
import type { Pcm } from './line.ts';

/** Bytes of the header that we write. */
export const WAV_HEADER_BYTES = 44;
/** A size field for a file whose length is not known yet; readers take all that follows. */
const OPEN_ENDED = 0xffff_ffff;

export interface Wav {
  /** Samples a second of each channel. */
  readonly rate: number;
  readonly channels: number;
  /** Interleaved. */
  readonly pcm: Pcm;
}

/**
 * The header of a file with `dataBytes` of samples; without it the header of a stream, to be overwritten by the one
 * with the length when the stream has ended.
 */
export function wavHeader(rate: number, channels: number, dataBytes?: number): Uint8Array {
  const header = new Uint8Array(WAV_HEADER_BYTES);
  const view = new DataView(header.buffer);
  const text = (offset: number, word: string): void => header.set(new TextEncoder().encode(word), offset);
  text(0, 'RIFF');
  view.setUint32(4, dataBytes === undefined ? OPEN_ENDED : dataBytes + WAV_HEADER_BYTES - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes ?? OPEN_ENDED, true);
  return header;
}

/** Samples as bytes in the file's order (little endian), without copying where the machine's order is the same. */
export function wavBytes(pcm: Pcm): Uint8Array {
  if (isLittleEndian) return new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const bytes = new Uint8Array(pcm.length * 2);
  const view = new DataView(bytes.buffer);
  pcm.forEach((sample, i) => view.setInt16(i * 2, sample, true));
  return bytes;
}

/** A whole file. */
export function printWav({ rate, channels, pcm }: Wav): Uint8Array {
  const bytes = new Uint8Array(WAV_HEADER_BYTES + pcm.length * 2);
  bytes.set(wavHeader(rate, channels, pcm.length * 2));
  bytes.set(wavBytes(pcm), WAV_HEADER_BYTES);
  return bytes;
}

/**
 * Reads 16-bit PCM, plain or "extensible"; other chunks are skipped and a data chunk that is cut off is read as far as
 * it goes. @throws AppError `wav-unreadable` (400).
 */
export function parseWav(bytes: Uint8Array): Wav {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (offset: number): string =>
    new TextDecoder('latin1').decode(bytes.subarray(offset, offset + 4));
  if (bytes.length < 12 || word(0) !== 'RIFF' || word(8) !== 'WAVE')
    throw unreadable('it is no RIFF WAVE file');
  let format: { rate: number; channels: number } | undefined;
  for (let offset = 12; offset + 8 <= bytes.length;) {
    const size = view.getUint32(offset + 4, true);
    const start = offset + 8;
    const end = Math.min(start + size, bytes.length);
    if (word(offset) === 'fmt ') {
      if (end - start < 16) throw unreadable('its format chunk is cut off');
      const code = view.getUint16(start, true);
      const bits = view.getUint16(start + 14, true);
      if ((code !== 1 && code !== 0xfffe) || bits !== 16) throw unreadable('only 16-bit PCM is read');
      format = { channels: view.getUint16(start + 2, true), rate: view.getUint32(start + 4, true) };
      if (format.channels === 0 || format.rate === 0) throw unreadable('it has no channel or no rate');
    } else if (word(offset) === 'data') {
      if (!format) throw unreadable('its data comes before its format');
      const length = Math.floor((end - start) / (2 * format.channels)) * format.channels;
      return { ...format, pcm: Int16Array.from({ length }, (_, i) => view.getInt16(start + i * 2, true)) };
    }
    // Chunks begin on even offsets.
    offset = start + size + (size % 2);
  }
  throw unreadable('it has no data chunk');
}

/** One channel of interleaved samples. */
export function channelOf({ channels, pcm }: Wav, channel: number): Pcm {
  return Int16Array.from({ length: pcm.length / channels }, (_, i) => pcm[i * channels + channel]!);
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function unreadable(why: string): AppError {
  return new AppError({
    code: 'wav-unreadable',
    message: `The WAV file cannot be read: ${why}. Use 16-bit PCM.`,
    status: 400,
  });
}
