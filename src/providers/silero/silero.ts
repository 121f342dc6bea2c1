/**
 * Voice activity detection by Silero through `onnxruntime-web` (https://onnxruntime.ai/docs/api/js/), an optional
 * package, and a model file that the operator supplies. Runs inside any thread, single-threaded WASM.
 */
import { readFile } from 'node:fs/promises';
import { AppError, errorText } from '#kernel';
import { ModelError, type VadFactory } from '#models';
import { loadOnnx, ONNX_PACKAGE } from '../onnx/runtime.ts';
import { requirePackage } from '../shared/optional-package.ts';
import { CONTEXT, createDetector, STATE_CELLS, WINDOW, type Judge } from './detector.ts';

export interface SileroOptions {
  /** Path of `silero_vad.onnx`, version 5 or later. */
  readonly model: string;
  /** Another package or file with the same contract; for tests. */
  readonly module?: string;
  /** Told once when the model fails; the detectors then keep their last verdict. */
  readonly onFault?: (cause: unknown) => void;
}

const RATE = 8000n;

/** One session for the calling thread. @throws AppError `optional-dependency-missing`, `local-model-unusable` */
export async function createSileroFactory(options: SileroOptions): Promise<VadFactory> {
  const { model, module = ONNX_PACKAGE } = options;
  requirePackage(module, 'PARLEY_SILERO_MODEL');
  const judge = await load(model, module);
  let told = false;
  const onFault = (cause: unknown): void => {
    if (!told) options.onFault?.(cause);
    told = true;
  };
  return { contract: 1, name: 'silero', create: () => createDetector(judge, onFault) };
}

async function load(path: string, module: string): Promise<Judge> {
  try {
    const { InferenceSession, Tensor } = await loadOnnx(module);
    const session = await InferenceSession.create(await readFile(path), { executionProviders: ['wasm'] });
    const rate = new Tensor('int64', BigInt64Array.of(RATE), []);
    const judge: Judge = async (input, state) => {
      const { output, stateN } = await session.run({
        input: new Tensor('float32', input, [1, CONTEXT + WINDOW]),
        state: new Tensor('float32', state, [2, 1, 128]),
        sr: rate,
      });
      const probability = output?.data[0];
      if (probability === undefined || stateN?.data.length !== STATE_CELLS) throw notSilero();
      return { probability, state: stateN.data };
    };
    // A model of another kind is told at the start, not in the first call.
    await judge(new Float32Array(CONTEXT + WINDOW), new Float32Array(STATE_CELLS));
    return judge;
  } catch (cause) {
    throw new AppError({
      code: 'local-model-unusable',
      status: 500,
      message: `PARLEY_SILERO_MODEL: ${path} cannot be used: ${errorText(cause)}.`,
      cause,
    });
  }
}

function notSilero(): ModelError {
  return new ModelError({
    provider: 'silero',
    fault: 'protocol',
    message: 'the model gives other outputs than Silero 5 (output, stateN)',
  });
}
