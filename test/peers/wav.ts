/** WAV files of the peers: PCM16, any number of channels. */

export interface Wav {
  readonly rate: number;
  /** One array a channel. */
  readonly channels: readonly Int16Array[];
}

/** Reads PCM16; passes over other chunks, minds a `data` length that a writer left at 0 or too long. */
export function readWav(file: Buffer): Wav {
  if (file.toString('latin1', 0, 4) !== 'RIFF') throw new Error('Not a RIFF file.');
  let rate = 0;
  let count = 0;
  for (let at = 12; at + 8 <= file.length;) {
    const id = file.toString('latin1', at, at + 4);
    const written = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, id === 'data' && written === 0 ? file.length : at + 8 + written);
    if (id === 'fmt ') {
      count = body.readUInt16LE(2);
      rate = body.readUInt32LE(4);
      if (body.readUInt16LE(14) !== 16) throw new Error(`${body.readUInt16LE(14)} bits a sample, not 16.`);
    }
    if (id === 'data') return { rate, channels: split(body, count) };
    at += 8 + written + (written & 1);
  }
  throw new Error('No data in this WAV file.');
}

/** Writes one channel, or several interleaved ones. */
export function writeWav(pcm: Int16Array, rate = 8000, channels = 1): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + pcm.length * 2, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2 * channels, 28);
  head.writeUInt16LE(2 * channels, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(pcm.length * 2, 40);
  return Buffer.concat([head, Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength)]);
}

function split(body: Buffer, count: number): Int16Array[] {
  const frames = Math.floor(body.length / 2 / Math.max(count, 1));
  return Array.from({ length: count }, (_, channel) =>
    Int16Array.from({ length: frames }, (_unused, index) => body.readInt16LE((index * count + channel) * 2)),
  );
}
