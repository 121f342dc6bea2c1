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
    const re = real[i]!;
    real[i] = real[j]!;
    real[j] = re;
    const im = imaginary[i]!;
    imaginary[i] = imaginary[j]!;
    imaginary[j] = im;
  }
  const sign = inverse ? 1 : -1;
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let k = 0; k < half; k++) {
      const c = cosine[k * stride]!;
      const s = sign * sine[k * stride]!;
      for (let a = k; a < size; a += 2 * half) {
        const b = a + half;
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

/**
 * The power spectrum of a real signal by a transform of half its length: even samples as real parts, odd ones as
 * imaginary parts. Reuses its memory: the result holds until the next call.
 */
export class RealSpectrum {
  readonly #size: number;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;
  readonly #power: Float64Array;

  /** @param size samples a block, a power of two. */
  constructor(size: number) {
    this.#size = size;
    this.#real = new Float64Array(size / 2);
    this.#imaginary = new Float64Array(size / 2);
    this.#power = new Float64Array(size / 2);
  }

  /** |X|² of bins 0 to `size / 2` - 1 of the block times the window. */
  power(block: Int16Array, window: Float64Array): Float64Array {
    const half = this.#size / 2;
    for (let i = 0; i < half; i++) {
      this.#real[i] = block[2 * i]! * window[2 * i]!;
      this.#imaginary[i] = block[2 * i + 1]! * window[2 * i + 1]!;
    }
    fft(this.#real, this.#imaginary);
    const { cosine, sine } = tablesOf(this.#size);
    for (let k = 0; k < half; k++) {
      const j = (half - k) % half;
      const evenReal = (this.#real[k]! + this.#real[j]!) / 2;
      const evenImaginary = (this.#imaginary[k]! - this.#imaginary[j]!) / 2;
      const oddReal = (this.#imaginary[k]! + this.#imaginary[j]!) / 2;
      const oddImaginary = (this.#real[j]! - this.#real[k]!) / 2;
      const re = evenReal + cosine[k]! * oddReal + sine[k]! * oddImaginary;
      const im = evenImaginary + cosine[k]! * oddImaginary - sine[k]! * oddReal;
      this.#power[k] = re * re + im * im;
    }
    return this.#power;
  }
}
