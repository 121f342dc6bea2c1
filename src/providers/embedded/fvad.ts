/** Voice activity detection by the WebRTC detector (libfvad in WASM); runs inside any thread. */
import { FRAME_SAMPLES, LINE_RATE } from '#audio';
import { ModelError, type Vad, type VadFactory } from '#models';

/** What of the Emscripten module is used; pointers are byte offsets in its heap. */
interface FvadModule {
  /** Replaced when the heap grows, so it is read anew at each use. */
  readonly HEAP16: Int16Array;
  _malloc(bytes: number): number;
  /** 0 when there was no memory. */
  _fvad_new(): number;
  _fvad_free(detector: number): void;
  /** 0, or -1 for a mode outside 0..3. */
  _fvad_set_mode(detector: number, mode: number): number;
  /** 0, or -1 for a rate other than 8, 16, 32, 48 kHz. */
  _fvad_set_sample_rate(detector: number, rate: number): number;
  /** 1 speech, 0 none, -1 for a frame length other than 10, 20, 30 ms. */
  _fvad_process(detector: number, samples: number, length: number): number;
}

/** The strictest of the four: fewest false alarms on noise and tones, onset within 60 to 100 ms. */
const MODE = 3;

/**
 * Detectors of mode 3 for 8 kHz and 20 ms frames: one WASM instance for the calling thread, one small detector a
 * call (about 3 µs a frame). It takes tones for speech: tone detectors go first.
 * @throws ModelError `internal` when the WASM module cannot be loaded.
 */
export async function createFvadFactory(): Promise<VadFactory> {
  const wasm = await load();
  const frameBytes = wasm._malloc(FRAME_SAMPLES * 2);
  if (frameBytes === 0) throw fault('has no memory for a frame');
  return { contract: 1, name: 'fvad-3', create: () => createDetector(wasm, frameBytes) };
}

async function load(): Promise<FvadModule> {
  try {
    const { default: instantiate } = (await import('@echogarden/fvad-wasm')) as {
      default: () => Promise<FvadModule>;
    };
    return await instantiate();
  } catch (cause) {
    throw fault('could not be loaded', cause);
  }
}

function createDetector(wasm: FvadModule, frameBytes: number): Vad {
  let detector = wasm._fvad_new();
  if (detector === 0) throw fault('has no memory for another detector');
  wasm._fvad_set_mode(detector, MODE);
  wasm._fvad_set_sample_rate(detector, LINE_RATE);
  return {
    isSpeech(frame) {
      if (detector === 0) return false;
      if (frame.length !== FRAME_SAMPLES)
        throw fault(`takes ${FRAME_SAMPLES} samples at a time, not ${frame.length}`);
      wasm.HEAP16.set(frame, frameBytes >> 1);
      return wasm._fvad_process(detector, frameBytes, FRAME_SAMPLES) === 1;
    },
    close() {
      if (detector !== 0) wasm._fvad_free(detector);
      detector = 0;
    },
  };
}

function fault(what: string, cause?: unknown): ModelError {
  return new ModelError({
    provider: 'embedded',
    fault: 'internal',
    message: `The voice activity detector (fvad) ${what}.`,
    cause,
  });
}
