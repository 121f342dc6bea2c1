import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fft, RealSpectrum } from './fft.ts';

const noise = Int16Array.from({ length: 64 }, (_, i) => ((i * 7919) % 401) - 200);

test('the transform is the sum that defines it, and the inverse undoes it', () => {
  const real = Float64Array.from(noise);
  const imaginary = new Float64Array(64);
  fft(real, imaginary);
  for (const k of [0, 1, 13, 32, 63]) {
    let [re, im] = [0, 0];
    noise.forEach((x, n) => {
      re += x * Math.cos((2 * Math.PI * k * n) / 64);
      im -= x * Math.sin((2 * Math.PI * k * n) / 64);
    });
    assert.ok(Math.hypot(real[k]! - re, imaginary[k]! - im) < 1e-6);
  }
  fft(real, imaginary, true);
  assert.ok(real.every((x, n) => Math.abs(x - noise[n]!) < 1e-9));
  assert.throws(() => fft(new Float64Array(6), new Float64Array(6)), RangeError);
});

test('the spectrum of a real block is that of the whole transform', () => {
  const real = Float64Array.from(noise);
  const imaginary = new Float64Array(64);
  fft(real, imaginary);
  const power = new RealSpectrum(64).power(noise, new Float64Array(64).fill(1));
  power.forEach((value, k) =>
    assert.ok(Math.abs(value - (real[k]! ** 2 + imaginary[k]! ** 2)) < 1e-4, `bin ${k}`),
  );
});
