/** Sounds of a callee that are no words, and people talking in the background. */
import { randomUnit, type Random } from '../../src/kernel/index.ts';

const RATE = 8000;

/** A burst of noise shaped as a cough, a laugh (bursts with voice), a click or a breath is. */
export function sound(kind: 'cough' | 'laugh' | 'click' | 'breath', ms: number, random: Random): Int16Array {
  const length = Math.round((ms * RATE) / 1000);
  let low = 0;
  return Int16Array.from({ length }, (_, i) => {
    const noise = randomUnit(random) * 2 - 1;
    low += 0.35 * (noise - low);
    const t = i / RATE;
    const part = i / length;
    switch (kind) {
      case 'cough':
        return (
          9000 * low * 2 * Math.exp(-6 * part) + 2500 * Math.sin(2 * Math.PI * 180 * t) * Math.exp(-9 * part)
        );
      case 'laugh': {
        const burst = Math.max(0, Math.sin(2 * Math.PI * 4.5 * t)) ** 2;
        return (
          burst *
          (4000 * low + 4000 * Math.sin(2 * Math.PI * 220 * t) + 1500 * Math.sin(2 * Math.PI * 660 * t))
        );
      }
      case 'click':
        return 12_000 * noise * Math.exp(-40 * part);
      case 'breath':
        return 700 * noise * Math.sin(Math.PI * part);
    }
  });
}

/** Several voices at once, scaled to `level` dBFS; as long as `length`. */
export function babble(voices: readonly Int16Array[], length: number, level: number): Float64Array {
  const mixed = new Float64Array(length);
  for (const [index, voice] of voices.entries())
    for (let i = 0; i < length; i++) mixed[i]! += voice[(i + index * 7001) % voice.length]!;
  const power = mixed.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, length);
  const gain = (32_768 * 10 ** (level / 20)) / Math.sqrt(Math.max(1, power));
  return mixed.map((sample) => sample * gain);
}
