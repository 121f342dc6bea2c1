/** Text to speech in the operator's own house: VITS and Kokoro voices by sherpa-onnx, in a worker thread. */
import { extname } from 'node:path';
import type { Clock, Logger } from '#kernel';
import { ModelError, type SpokenChunk, type TtsModel, type TtsRequest, type Voice } from '#models';
import { WorkerPool } from '../embedded/worker-pool.ts';
import { requirePackage } from '../shared/optional-package.ts';
import { SHERPA_PACKAGE } from './binding.ts';
import { findTtsFiles } from './folder.ts';
import type { TtsJob, TtsWorkerData } from './tts-worker.ts';

export interface SherpaOptions {
  /** Holds the model's files. */
  readonly dir: string;
  /** What the model hears or speaks, BCP 47. */
  readonly languages: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** Another package or file with the same contract; for tests. */
  readonly module?: string;
}

const PROVIDER = 'sherpa';
const JOB_TIMEOUT_MS = 20_000;
/** Speakers of a model that are offered; by number, since models do not name them. */
const SPEAKERS = 7;

/** @throws AppError `optional-dependency-missing`, `local-model-unusable` */
export async function createSherpaTts(options: SherpaOptions): Promise<TtsModel> {
  const { dir, languages, clock, logger, module = SHERPA_PACKAGE } = options;
  requirePackage(module, 'PARLEY_SHERPA_TTS_DIR');
  const files = await findTtsFiles(dir);
  const pool = new WorkerPool<TtsJob, Int16Array>({
    provider: PROVIDER,
    name: 'sherpa-tts',
    entry: new URL('./tts-worker' + extname(import.meta.url), import.meta.url),
    workerData: { module, files } satisfies TtsWorkerData,
    threads: 1,
    jobTimeoutMs: JOB_TIMEOUT_MS,
    clock,
    logger,
  });

  async function* speak(request: TtsRequest, signal: AbortSignal): AsyncGenerator<SpokenChunk> {
    const { text, speed } = request;
    if (text.trim() === '') return;
    const pcm = await pool.run({ text, speaker: speakerOf(request.voice), speed }, signal).catch(unavailable);
    if (pcm.length > 0) yield { pcm };
  }

  return {
    contract: 1,
    provider: PROVIDER,
    modelId: files.kind,
    capabilities: { languages, voices: voicesOf(languages), streaming: false },
    speak,
    close: () => pool.close(),
  };
}

/** A thread that died is replaced at the next request; this one may go elsewhere. */
function unavailable(thrown: unknown): never {
  if (thrown instanceof ModelError && thrown.fault === 'internal')
    throw new ModelError({
      provider: PROVIDER,
      fault: 'unavailable',
      message: thrown.message,
      cause: thrown,
    });
  throw thrown;
}

function voicesOf(languages: readonly string[]): Voice[] {
  return Array.from({ length: SPEAKERS }, (_, speaker) => ({
    id: `speaker-${speaker}`,
    languages,
    gender: 'neutral',
    description: `Speaker ${speaker} of the installed model; its last one, if it has fewer.`,
  }));
}

/** @throws ModelError `bad-request` */
function speakerOf(voice: string): number {
  const match = /^speaker-(\d{1,4})$/.exec(voice);
  if (match) return Number(match[1]);
  throw new ModelError({
    provider: PROVIDER,
    fault: 'bad-request',
    message: `The local model has no voice "${voice}". Its voices are speaker-0, speaker-1 …`,
  });
}
