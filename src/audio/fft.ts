/** Radix-2 fast Fourier transform in place, tables made once a size. */

interface Tables {
  readonly cosine: Float64Array;
  readonly sine: Float64Array;
  readonly reversed: Uint32Array;
}

const tables = new Map<number, Tables>();

function tablesOf(size: number): Tables {
  let made = tables.get(size);
  if (!made) {
    if (size < 2 || (size & (size - 1)) !== 0) throw new RangeError(`Not a power of two: ${size}`);
    const bits = Math.log2(size);
    made = {
      cosine: Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size)),
      sine: Float64Array.from({ length: size / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / size)),
      reversed: Uint32Array.from({ length: size }, (_, i) => {
        let reversed = 0;
        for (let bit = 0; bit < bits; bit++) reversed |= ((i >> bit) & 1) << (bits - 1 - bit);
        return reversed;
      }),
    };
    tables.set(size, made);
  }
  return made;
}

/** Transforms `real` + i `imaginary`, whose length is a power of two; `inverse` divides by the length. */
export function fft(real: Float64Array, imaginary: Float64Array, inverse = false): void {
  const size = real.length;
  const { cosine, sine, reversed } = tablesOf(size);
  for (let i = 0; i < size; i++) {
    const j = reversed[i]!;
    if (j <= i) continue;
    [real[i], real[j]] = [real[j]!, real[i]!];
    [imaginary[i], imaginary[j]] = [imaginary[j]!, imaginary[i]!];
  }
  const sign = inverse ? 1 : -1;
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let block = 0; block < size; block += 2 * half) {
      for (let k = 0; k < half; k++) {
        const [a, b] = [block + k, block + k + half];
        const [c, s] = [cosine[k * stride]!, sign * sine[k * stride]!];
        const re = real[b]! * c - imaginary[b]! * s;
        const im = real[b]! * s + imaginary[b]! * c;
        real[b] = real[a]! - re;
        imaginary[b] = imaginary[a]! - im;
        real[a]! += re;
        imaginary[a]! += im;
      }
    }
  }
  if (!inverse) return;
  for (let i = 0; i < size; i++) {
    real[i]! /= size;
    imaginary[i]! /= size;
  }
}
