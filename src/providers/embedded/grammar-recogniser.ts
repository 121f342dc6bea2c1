/** Recognises utterances by grammars on the calling thread: decoder, phone loop, vocabulary. */
import { readFileSync } from 'node:fs';
import type { Grammar } from '#models';
import { compileGrammar, phoneLoop, type CompiledGrammar } from './grammar-jsgf.ts';
import { spellBySound } from './letter-to-sound.ts';
import { readPronunciations, type Pronunciation, type Pronunciations } from './pronunciations.ts';
import { judge } from './rejection.ts';
import { loadRecogniser, type Decoder, type Recogniser } from './soundswallower.ts';
import { aroundSound, prepareUtterance } from './utterance.ts';

export interface Heard {
  /** The best phrase, accepted or not. */
  readonly words: readonly string[];
  readonly accepted: boolean;
  readonly confidence: number;
}

/** Thrown when a grammar holds nothing that can be said in English. */
export class EmptyGrammar extends Error {}

/** The model's phones without silence and noise. */
const PHONES =
  'AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH'.split(
    ' ',
  );
/**
 * The loop judges only. Beams this narrow take half the time of 1e-30 and judge better: a decoder counts scores from the
 * best sound that it still follows, and a narrow one follows the likely sounds only.
 */
const LOOP_SEARCH = { beam: 1e-12, wbeam: 1e-8, pbeam: 1e-12 };
/** A decoder that was taught more words is made anew, which bounds its memory. */
const VOCABULARY_LIMIT = 20_000;
const GRAMMARS_KEPT = 200;

/** One thread's recogniser: two decoders (about 24 MB each); a change of grammar takes 2 ms. */
export class GrammarRecogniser {
  readonly #recogniser: Recogniser;
  readonly #pronunciations: Pronunciations;
  readonly #noise: Float32Array;
  readonly #flitePath: string;
  readonly #spelled = new Map<string, readonly Pronunciation[]>();
  readonly #compiled = new Map<string, CompiledGrammar>();
  readonly #loop: Decoder;
  #flite: WebAssembly.Module | undefined;
  #decoder: Decoder;
  #current = '';

  private constructor(recogniser: Recogniser, decoder: Decoder, loop: Decoder, options: RecogniserOptions) {
    this.#recogniser = recogniser;
    this.#decoder = decoder;
    this.#loop = loop;
    this.#noise = options.noise;
    this.#flitePath = options.flitePath;
    this.#pronunciations = readPronunciations(readFileSync(recogniser.dictionaryPath, 'latin1'));
    const names = PHONES.map((phone) => [`x${phone.toLowerCase()}`, [phone]] as const);
    loop.teach(names);
    loop.setGrammar(phoneLoop(names.map(([name]) => name)));
  }

  static async load(options: RecogniserOptions): Promise<GrammarRecogniser> {
    const recogniser = await loadRecogniser();
    const decoder = await recogniser.createDecoder();
    return new GrammarRecogniser(recogniser, decoder, await recogniser.createDecoder(LOOP_SEARCH), options);
  }

  /** @throws EmptyGrammar */
  async hear(pcm: Int16Array, grammar: Grammar): Promise<Heard> {
    await this.prepare(grammar);
    const { samples, active } = aroundSound(prepareUtterance(pcm, this.#noise));
    if (active.length === 0) return { words: [], accepted: false, confidence: 0 };
    const heard = this.#decoder.decode(samples);
    return { words: heard.words, ...judge(heard, () => this.#loop.decode(samples).score, active) };
  }

  /** Makes `grammar` the current one. @throws EmptyGrammar */
  async prepare(grammar: Grammar): Promise<void> {
    const key = JSON.stringify(grammar);
    if (key === this.#current) return;
    const compiled = this.#compile(key, grammar);
    if (this.#decoder.vocabulary > VOCABULARY_LIMIT) {
      this.#decoder.delete();
      this.#decoder = await this.#recogniser.createDecoder();
    }
    this.#decoder.teach(compiled.words.map((word) => [word, this.#pronounce(word)]));
    this.#decoder.setGrammar(compiled.jsgf);
    this.#current = key;
  }

  #compile(key: string, grammar: Grammar): CompiledGrammar {
    const known = this.#compiled.get(key);
    if (known) return known;
    const compiled = compileGrammar(grammar, (word) => this.#pronounce(word).length > 0);
    if (!compiled) throw new EmptyGrammar();
    this.#compiled.set(key, compiled);
    for (const oldest of this.#compiled.keys())
      if (this.#compiled.size > GRAMMARS_KEPT) this.#compiled.delete(oldest);
    return compiled;
  }

  #pronounce(word: string): readonly Pronunciation[] {
    const known = this.#pronunciations.of(word);
    if (known.length > 0) return known;
    if (!/^[a-z']+$/.test(word)) return [];
    const spelled = this.#spelled.get(word) ?? this.#spell(word);
    if (this.#spelled.size < VOCABULARY_LIMIT) this.#spelled.set(word, spelled);
    return spelled;
  }

  #spell(word: string): readonly Pronunciation[] {
    // Loaded only when a word is in no dictionary: 21 MB, 50 ms.
    this.#flite ??= new WebAssembly.Module(readFileSync(this.#flitePath));
    const sound = spellBySound(this.#flite, word);
    return sound === null ? [] : [sound];
  }
}

export interface RecogniserOptions {
  /** White noise of unit variance. */
  readonly noise: Float32Array;
  /** Flite's module, for words that no dictionary holds. */
  readonly flitePath: string;
}
