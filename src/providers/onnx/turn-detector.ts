/**
 * Turn detection by an ONNX model that the operator supplies, through `onnxruntime-web`, an optional package; in a
 * worker thread of its own, one judgement after another.
 *
 * The one input format is that of Smart Turn 3 (https://huggingface.co/pipecat-ai/smart-turn-v3): a single float32
 * tensor [1, 80, 800], whatever its name, of Whisper's log-mel features. They are made of the turn's last 8 s at 16 kHz
 * (the line's 8 kHz upsampled), with silence in front where it is shorter, of zero mean and unit variance. The model's
 * first output holds one float32: the probability (0 to 1) that the turn is over, not a logit. Models that take raw
 * audio (Smart Turn 2) are refused at the start.
 */
import { basename, extname } from 'node:path';
import { LINE_RATE } from '#audio';
import { AppError, errorText, type Clock, type Logger } from '#kernel';
import { ModelError, type TurnDetector } from '#models';
import { WorkerPool } from '../embedded/worker-pool.ts';
import { requirePackage } from '../shared/optional-package.ts';
import { ONNX_PACKAGE } from './runtime.ts';
import type { TurnWorkerData } from './turn-worker.ts';

export interface OnnxTurnOptions {
  /** Path of the model's file. */
  readonly model: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Another package or file with the same contract; for tests. */
  readonly module?: string;
}

const PROVIDER = 'onnx';
/** The longest turn that the model sees, samples of the line. */
const LONGEST = 8 * LINE_RATE;
/** The first job loads the runtime and the model too. */
const JOB_TIMEOUT_MS = 20_000;

/**
 * Loads the model and lets it judge silence once, so that another kind of model is told at the start.
 * @throws AppError `optional-dependency-missing`, `local-model-unusable`
 */
export async function createOnnxTurnDetector(options: OnnxTurnOptions): Promise<TurnDetector> {
  const { model, clock, logger, module = ONNX_PACKAGE } = options;
  requirePackage(module, 'PARLEY_TURN_MODEL');
  const pool = new WorkerPool<Int16Array, readonly number[]>({
    provider: PROVIDER,
    name: 'turn-model',
    entry: new URL('./turn-worker' + extname(import.meta.url), import.meta.url),
    workerData: { module, model } satisfies TurnWorkerData,
    threads: 1,
    jobTimeoutMs: JOB_TIMEOUT_MS,
    clock,
    logger,
  });
  let loaded = false;
  let told = false;
  const detector: TurnDetector = {
    contract: 1,
    provider: PROVIDER,
    modelId: basename(model),
    async judge(pcm, _text, signal) {
      // A copy: what is heard may lie in a larger buffer, and the thread takes its own away.
      const turn = pcm.slice(-LONGEST);
      try {
        return probabilityOf(await pool.run(turn, signal, [turn.buffer as ArrayBuffer]));
      } catch (cause) {
        // Calls go on by the words alone: nobody else would say it, and once is enough.
        const aborted = cause instanceof ModelError && cause.fault === 'aborted';
        if (loaded && !told && !aborted) {
          told = true;
          logger.warn('turn-model-failed', { model, cause });
        }
        throw cause;
      }
    },
    close: () => pool.close(),
  };
  try {
    await detector.judge(new Int16Array(0), '', new AbortController().signal);
    loaded = true;
    return detector;
  } catch (cause) {
    await pool.close();
    throw new AppError({
      code: 'local-model-unusable',
      status: 500,
      message: `PARLEY_TURN_MODEL: ${model} cannot be used: ${errorText(cause).replace(/\.+$/, '')}. It must take Whisper's log-mel features [1, 80, 800] and give one probability, as Smart Turn 3 does (see docs/local-models.md).`,
      cause,
    });
  }
}

/** @throws ModelError `protocol` */
function probabilityOf(given: readonly number[]): number {
  const [probability] = given;
  if (given.length === 1 && probability! >= 0 && probability! <= 1) return probability!;
  throw new ModelError({
    provider: PROVIDER,
    fault: 'protocol',
    message: `the model gave ${given.length === 1 ? String(probability) : `${given.length} values`}, not one probability from 0 to 1`,
  });
}
