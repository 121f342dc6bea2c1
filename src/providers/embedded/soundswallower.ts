/** The recogniser's module: loads it without its side effects and keeps its traps in one place. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a decoder heard. */
export interface Hypothesis {
  /** The words in order; empty when the grammar was not met. */
  readonly words: readonly string[];
  /** Logarithmic score of the best path, as the decoder counts it. */
  readonly score: number;
  /** Stretches under words, s from the beginning. */
  readonly spans: readonly { readonly start: number; readonly duration: number }[];
}

interface NativeDecoder {
  readonly cdecoder: number;
  initialize(): Promise<void>;
  add_words(...entries: (readonly [string, string])[]): void;
  set_grammar(jsgf: string): void;
  start(): void;
  stop(): void;
  process_audio(samples: Float32Array, noSearch: boolean, fullUtterance: boolean): number;
  get_text(): string;
  get_alignment(): { readonly w?: readonly { readonly t: string; readonly b: number; readonly d: number }[] };
  delete(): void;
}

interface NativeModule {
  readonly Decoder: new (config: Readonly<Record<string, unknown>>) => NativeDecoder;
  /** Replaced when the heap grows, so it is read anew at each use. */
  readonly HEAP32: Int32Array;
  _malloc(bytes: number): number;
  _decoder_hyp(decoder: number, score: number): number;
}

/**
 * Beams wide enough for short utterances; the defaults lose a quarter of them. Language weight 1: the default, 6.5,
 * makes every phrase score worse for each other phrase beside it, and "yes" is refused in large grammars.
 */
const SEARCH = { samprate: 8000, lw: 1, beam: 1e-80, wbeam: 1e-60, pbeam: 1e-80, loglevel: 'FATAL' } as const;

/** A decoder with a vocabulary that grows and a grammar that is exchanged (about 2 ms). */
export class Decoder {
  readonly #module: NativeModule;
  readonly #native: NativeDecoder;
  readonly #scoreAt: number;
  readonly #words = new Set<string>();

  constructor(module: NativeModule, native: NativeDecoder) {
    this.#module = module;
    this.#native = native;
    this.#scoreAt = module._malloc(4);
  }

  /** How many words it was taught. */
  get vocabulary(): number {
    return this.#words.size;
  }

  /** Teaches words; those it knows are passed over. */
  teach(words: Iterable<readonly [word: string, pronunciations: readonly string[]]>): void {
    const entries: (readonly [string, string])[] = [];
    for (const [word, pronunciations] of words) {
      if (this.#words.has(word)) continue;
      this.#words.add(word);
      pronunciations.forEach((phones, i) => entries.push([i === 0 ? word : `${word}(${i + 1})`, phones]));
    }
    if (entries.length > 0) this.#native.add_words(...entries);
  }

  /** @param jsgf its words must have been taught. */
  setGrammar(jsgf: string): void {
    this.#native.set_grammar(jsgf);
  }

  /** Decodes one whole utterance. @param samples 8 kHz, -1 to 1. */
  decode(samples: Float32Array): Hypothesis {
    this.#native.start();
    this.#native.process_audio(samples, false, true);
    this.#native.stop();
    const words = this.#native.get_text().split(' ').filter(Boolean);
    // The word probabilities of the alignment are of no use; the path's score is behind this pointer only.
    this.#module._decoder_hyp(this.#native.cdecoder, this.#scoreAt);
    const score = this.#module.HEAP32[this.#scoreAt >> 2]!;
    const said = (this.#native.get_alignment().w ?? []).filter(({ t }) => /^[a-z']/i.test(t));
    return { words, score, spans: said.map(({ b, d }) => ({ start: b, duration: d })) };
  }

  delete(): void {
    this.#native.delete();
  }
}

/** Makes decoders for US English on the telephone. */
export interface Recogniser {
  /** The text of the pronunciation dictionary. */
  readonly dictionaryPath: string;
  /** @param search overrides of the search's settings, by PocketSphinx' names. */
  createDecoder(search?: Readonly<Record<string, number>>): Promise<Decoder>;
}

/** Loads the module (about 10 ms); a decoder takes 40 ms and 24 MB. */
export async function loadRecogniser(): Promise<Recogniser> {
  const before = new Set(process.listeners('uncaughtException'));
  const { default: createModule } = await import('soundswallower');
  const modelBase = join(dirname(fileURLToPath(import.meta.resolve('soundswallower'))), 'model/');
  const module = { modelBase };
  await createModule(module as never);
  // The module rethrows every uncaught exception of the process, which hides it from our own handler.
  for (const listener of process.listeners('uncaughtException'))
    if (!before.has(listener)) process.removeListener('uncaughtException', listener);
  const loaded = module as unknown as NativeModule;
  return {
    dictionaryPath: join(modelBase, 'en-us', 'dict.txt'),
    async createDecoder(search = {}) {
      // Without its dictionary, which costs 200 ms and 7 MB; the words of a grammar are taught one by one.
      const native = new loaded.Decoder({ ...SEARCH, ...search, dict: join(modelBase, 'none') });
      await native.initialize();
      return new Decoder(loaded, native);
    },
  };
}
