/** What calls of the table hear, think and speak with: words that are given, and a language model by script. */
import { LINE_RATE, type ScriptedLine } from '#audio';
import type { Clock } from '#kernel';
import type { ChatEvent, ChatRequest, LlmModel, SttModel, TtsModel } from '#models';

const CHARACTER_MS = 30;

export interface Reply {
  readonly text?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments: object }[];
}

/** Loudness of the first text; each further one is a step louder, so that a stream knows what it hears. */
const LOUD = 2_000;

/** Understands what `say` is given, on any number of lines. */
export class Ear {
  readonly #texts: string[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Somebody on the line says it, from so many ms of the call on. */
  say(line: ScriptedLine, text: string, from: number, span = text.length * CHARACTER_MS): void {
    const level = LOUD + this.#texts.push(text) - 1;
    line.say(new Int16Array((span * LINE_RATE) / 1000).fill(level), from);
  }

  readonly model: SttModel = {
    ...{ contract: 2, provider: 'deepgram', modelId: 'nova-3' },
    capabilities: { languages: ['*'], openVocabulary: true, streaming: true },
    warm: async () => {},
    recognize: async () => ({ text: '', value: null, confidence: 0, accepted: false }),
    open: (_, on) => {
      let closed = false;
      let heard = '';
      return {
        write: (pcm) => {
          const level = pcm.reduce((most, sample) => Math.max(most, sample), 0);
          heard = this.#texts[level - LOUD] ?? heard;
        },
        finalize: () =>
          void this.#clock.after(0, () => {
            if (closed) return;
            if (heard !== '') on({ type: 'final', text: heard, confidence: 1 });
            heard = '';
            on({ type: 'settled' });
          }),
        close: () => (closed = true),
      };
    },
    close: async () => {},
  };
}

/** Keeps what it was asked to say. */
export class Mouth {
  readonly requests: { readonly text: string; readonly voice: string; readonly language: string }[] = [];

  readonly model: TtsModel = {
    ...{ contract: 1, provider: 'deepgram', modelId: 'aura-2' },
    capabilities: { languages: ['*'], voices: [], streaming: true },
    speak: (request) => this.#speak(request),
    close: async () => {},
  };

  async *#speak(request: { text: string; voice: string; language: string }) {
    this.requests.push(request);
    const samples = (CHARACTER_MS * LINE_RATE) / 1000;
    const words = [...request.text.matchAll(/\S+/g)].map((match) => ({
      text: match[0],
      start: match.index * samples,
      end: (match.index + match[0].length) * samples,
    }));
    yield { pcm: new Int16Array(Math.max(1, request.text.length) * samples).fill(3_000), words };
  }
}

/** Answers as `reply` says; keeps what it was asked. */
export class Mind {
  readonly requests: ChatRequest[] = [];
  readonly #reply: (request: ChatRequest) => Reply;

  constructor(reply: (request: ChatRequest) => Reply) {
    this.#reply = reply;
  }

  readonly model: LlmModel = {
    ...{ contract: 1, provider: 'openai-compatible', modelId: 'small' },
    chat: (request) => this.#chat(request),
    close: async () => {},
  };

  async *#chat(request: ChatRequest): AsyncIterable<ChatEvent> {
    this.requests.push(request);
    const { text = '', calls = [] } = this.#reply(request);
    if (text !== '') yield { type: 'text-delta', text };
    for (const [index, { name, arguments: given }] of calls.entries())
      yield {
        type: 'tool-call',
        call: { id: `call_${this.requests.length}_${index}`, name, arguments: JSON.stringify(given) },
      };
    yield {
      type: 'finish',
      reason: calls.length > 0 ? 'tool-calls' : 'stop',
      inputTokens: 10,
      outputTokens: 5,
    };
  }
}
