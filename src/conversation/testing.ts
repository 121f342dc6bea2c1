/** Models by script, for tests of this room and of others: no audio is understood or made, and nothing waits. */
import type { Pcm } from '#audio';
import type { Clock, Millis } from '#kernel';
import {
  matchGrammar,
  ModelError,
  type ChatEvent,
  type ChatRequest,
  type Grammar,
  type HttpClient,
  type HttpRequest,
  type LlmModel,
  type Recognition,
  type SpokenChunk,
  type SttModel,
  type SttRequest,
  type TtsModel,
  type TtsRequest,
} from '#models';

/** `null`: nothing is understood; an error: the recogniser fails. */
export type ScriptedWords = string | null | Error;

/** Understands, utterance by utterance, what the script says; a grammar is applied as by a closed recogniser. */
export class ScriptedStt implements SttModel {
  readonly contract = 2;
  readonly provider = 'scripted';
  readonly modelId = 'scripted';
  readonly capabilities;
  readonly requests: { readonly samples: number; readonly grammar: Grammar | null }[] = [];
  /** What is understood from now on, as often as it is asked; before the script. */
  hears: ScriptedWords | undefined;
  readonly #words: ScriptedWords[];
  readonly #delay: Delay;

  /** @param options.openVocabulary words outside the grammar are understood too (default: they are rejected). */
  constructor(
    words: readonly ScriptedWords[] = [],
    options: { openVocabulary?: boolean; clock?: Clock; delayMs?: Millis } = {},
  ) {
    this.#words = [...words];
    this.#delay = delayOf(options);
    this.capabilities = {
      languages: ['en', 'es'],
      openVocabulary: options.openVocabulary ?? false,
      streaming: false,
    };
  }

  warm(): Promise<void> {
    return Promise.resolve();
  }

  async recognize(pcm: Pcm, request: SttRequest, signal: AbortSignal): Promise<Recognition> {
    this.requests.push({ samples: pcm.length, grammar: request.grammar });
    const words = this.hears === undefined ? (this.#words.shift() ?? null) : this.hears;
    await this.#delay(signal);
    if (words instanceof Error) throw words;
    const match = words !== null && request.grammar ? matchGrammar(words, request.grammar) : null;
    const accepted = words !== null && (match !== null || this.capabilities.openVocabulary);
    const text = accepted ? words : '';
    return { text, value: match?.value ?? null, confidence: accepted ? 1 : 0, accepted };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Samples a character takes in scripted speech: 50 ms. */
export const CHARACTER_SAMPLES = 400;

/** A tone of 50 ms a character; with `words` it also gives their times. */
export class ScriptedTts implements TtsModel {
  readonly contract = 1;
  readonly provider = 'scripted';
  readonly modelId = 'scripted';
  readonly capabilities = {
    languages: ['en', 'es'],
    voices: [{ id: 'tone', languages: ['en', 'es'], gender: 'neutral' as const, description: 'A tone.' }],
    streaming: true,
  };
  /** Every text that was to be spoken, in order. */
  readonly texts: string[] = [];
  /** The next so many requests fail. */
  failures = 0;
  readonly #options: { readonly words?: boolean; readonly chunks?: number };
  readonly #delay: Delay;

  constructor(options: { words?: boolean; chunks?: number; clock?: Clock; delayMs?: Millis } = {}) {
    this.#options = options;
    this.#delay = delayOf(options);
  }

  async *speak(request: TtsRequest, signal: AbortSignal): AsyncIterable<SpokenChunk> {
    this.texts.push(request.text);
    await this.#delay(signal);
    if (this.failures > 0) {
      this.failures--;
      throw new ModelError({ provider: this.provider, fault: 'unavailable', message: 'Scripted failure.' });
    }
    const pcm = new Int16Array(request.text.length * CHARACTER_SAMPLES).fill(3000);
    const count = this.#options.chunks ?? 1;
    for (let i = 0; i < count; i++) {
      if (signal.aborted) return;
      const part = pcm.slice((pcm.length * i) / count, (pcm.length * (i + 1)) / count);
      yield i === 0 && this.#options.words ? { pcm: part, words: wordsOf(request.text) } : { pcm: part };
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function wordsOf(text: string): { text: string; start: number; end: number }[] {
  return [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    start: match.index * CHARACTER_SAMPLES,
    end: (match.index + match[0].length) * CHARACTER_SAMPLES,
  }));
}

/** One answer: its events, or an error; strings are text. `'hang'` never answers. */
export type ScriptedReply = readonly (string | ChatEvent | Error | 'hang')[];

/** Answers request by request as the script says; beyond it with "Okay." */
export class ScriptedLlm implements LlmModel {
  readonly contract = 1;
  readonly provider = 'scripted';
  readonly modelId = 'scripted';
  readonly requests: ChatRequest[] = [];
  readonly #replies: ScriptedReply[];
  readonly #delay: Delay;

  constructor(replies: readonly ScriptedReply[] = [], options: { clock?: Clock; delayMs?: Millis } = {}) {
    this.#replies = [...replies];
    this.#delay = delayOf(options);
  }

  async *chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatEvent> {
    this.requests.push(request);
    let calls = false;
    for (const item of this.#replies.shift() ?? ['Okay.']) {
      if (item === 'hang') await aborted(signal);
      await this.#delay(signal);
      if (item instanceof Error) throw item;
      calls ||= typeof item !== 'string' && item.type === 'tool-call';
      yield typeof item === 'string' ? { type: 'text-delta', text: item } : item;
    }
    yield { type: 'finish', reason: calls ? 'tool-calls' : 'stop' };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Answers in order; beyond the script 404. An error is thrown, `'hang'` never answers. */
export class ScriptedHttp implements HttpClient {
  readonly requests: HttpRequest[] = [];
  readonly #answers: (({ status: number; body: string } | Error | 'hang') | undefined)[];

  constructor(answers: readonly ({ status: number; body: string } | Error | 'hang')[] = []) {
    this.#answers = [...answers];
  }

  async request(request: HttpRequest): ReturnType<HttpClient['request']> {
    this.requests.push(request);
    const answer = this.#answers.shift() ?? { status: 404, body: '' };
    if (answer === 'hang') return aborted(request.signal!);
    if (answer instanceof Error) throw answer;
    return { ...answer, headers: {}, ms: 0 };
  }
}

type Delay = (signal: AbortSignal) => Promise<void>;

function delayOf({ clock, delayMs = 0 }: { clock?: Clock; delayMs?: Millis }): Delay {
  if (!clock || delayMs === 0) return () => Promise.resolve();
  return () => new Promise((done) => void clock.after(delayMs, done));
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

export { ScriptedRealtime, type RealtimeReply } from './realtime/testing.ts';
