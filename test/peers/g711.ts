/** G.711 for the peers' files, from the definition in ITU-T G.711; independent of Parley's tables. */

/** PCM16 to raw mu-law octets. */
export function toMuLaw(pcm: Int16Array): Uint8Array {
  return Uint8Array.from(pcm, (sample) => {
    const sign = sample < 0 ? 0x80 : 0;
    const magnitude = Math.min(Math.abs(sample), 32635) + 0x84;
    const exponent = 31 - Math.clz32(magnitude) - 7;
    return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
  });
}

/** PCM16 to raw A-law octets. */
export function toALaw(pcm: Int16Array): Uint8Array {
  return Uint8Array.from(pcm, (sample) => {
    const magnitude = Math.min(sample < 0 ? ~sample : sample, 32767) >> 4;
    const exponent = magnitude < 32 ? (magnitude < 16 ? 0 : 1) : 31 - Math.clz32(magnitude) - 3;
    const mantissa = exponent < 2 ? magnitude & 0x0f : (magnitude >> (exponent - 1)) & 0x0f;
    return ((exponent << 4) | mantissa | (sample < 0 ? 0 : 0x80)) ^ 0x55;
  });
}
