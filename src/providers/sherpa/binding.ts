/**
 * What we use of `sherpa-onnx-node` (https://k2-fsa.github.io/sherpa/onnx/javascript-api/index.html), an optional package
 * that brings native code. Types only; the package is loaded in worker threads.
 */

/** Samples between -1 and 1. */
export interface Waveform {
  readonly samples: Float32Array;
  readonly sampleRate: number;
}

export interface OnlineStream {
  acceptWaveform(wave: Waveform): void;
}

/** A streaming recogniser. */
export interface OnlineRecognizer {
  createStream(): OnlineStream;
  isReady(stream: OnlineStream): boolean;
  decode(stream: OnlineStream): void;
  getResult(stream: OnlineStream): { readonly text: string };
  reset(stream: OnlineStream): void;
}

export interface OfflineTts {
  readonly numSpeakers: number;
  generate(request: { readonly text: string; readonly sid: number; readonly speed: number }): Waveform;
}

export interface SherpaBinding {
  readonly OnlineRecognizer: new (config: unknown) => OnlineRecognizer;
  readonly OfflineTts: new (config: unknown) => OfflineTts;
}

export const SHERPA_PACKAGE = 'sherpa-onnx-node';

/** Loads it; the package is CommonJS. */
export async function loadBinding(module: string): Promise<SherpaBinding> {
  const loaded = (await import(module)) as { default?: SherpaBinding } & SherpaBinding;
  return loaded.default ?? loaded;
}
