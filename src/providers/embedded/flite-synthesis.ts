/** One text to 8 kHz speech by the Flite command in WASM; blocks the calling thread. */
import { LINE_RATE, resample } from '#audio';
import { ModelError } from '#models';
import { normaliseLevel, trimSilence } from './speech-level.ts';
import { runWasi } from './wasi.ts';

export interface FliteJob {
  readonly text: string;
  /** The engine's name of the voice. */
  readonly voice: string;
  /** 1 is the voice's own speed, 2 twice as fast. */
  readonly speed: number;
}

/**
 * Speaks, at the line's rate, at -20 dBFS, without silence around it.
 * @returns samples in a buffer of their own; empty when the text has nothing to say.
 * @throws ModelError `internal` when the command fails.
 */
export function synthesize(module: WebAssembly.Module, job: FliteJob): Int16Array<ArrayBuffer> {
  const stretch = (1 / job.speed).toFixed(3);
  const args = ['flite', '-voice', job.voice, '--setf', `duration_stretch=${stretch}`];
  const run = runWasi(module, [...args, '-t', job.text, '-o', '/speech.wav']);
  const wav = run.files.get('speech.wav');
  if (run.exitCode !== 0 || !wav || wav.length < WAV_HEADER_BYTES)
    throw new ModelError({
      provider: 'embedded',
      fault: 'internal',
      message: `exit code ${run.exitCode} ${run.stderr}`.trim(),
    });
  const { rate, pcm } = readFliteWav(wav);
  return Int16Array.from(normaliseLevel(trimSilence(resample(pcm, rate, LINE_RATE))));
}

/** Flite writes a RIFF header of fixed shape: rate at byte 24, samples from byte 44. */
const WAV_HEADER_BYTES = 44;

function readFliteWav(wav: Uint8Array): { rate: number; pcm: Int16Array } {
  const rate = new DataView(wav.buffer, wav.byteOffset).getUint32(24, true);
  const samples = wav.slice(WAV_HEADER_BYTES, wav.length - (wav.length % 2));
  return { rate, pcm: new Int16Array(samples.buffer) };
}
