/**
 * The providers' front door with models that take no time, for benches of everything else: speech recognition by
 * script, speech of a canned voice, a language model with one answer. Put in place by `with-instant-models.ts`.
 */
import type { LlmModel, SttModel, TtsModel } from '#models';
import { createCatalogue as createReal } from '../../src/providers/index.ts';
import { readClip } from '../../fixtures/speech/clips.ts';

export * from '../../src/providers/index.ts';

type CatalogueOptions = Parameters<typeof createReal>[0];

const FRAME = 160;
/** Samples a character takes: 60 ms, so that lengths are known. */
const CHARACTER = 480;
/** Mean square of a frame that is louder than -40 dBFS. */
const LOUD = 107_000;

/** Speech without its pauses: every packet of it sounds. */
const voice = ((): Int16Array => {
  const pcm = readClip('ivr_menu_slt');
  const kept: number[] = [];
  for (let at = 0; at + FRAME <= pcm.length; at += FRAME) {
    const frame = pcm.subarray(at, at + FRAME);
    if (frame.reduce((sum, sample) => sum + sample * sample, 0) / FRAME > LOUD) kept.push(...frame);
  }
  return Int16Array.from(kept);
})();

const shared = { provider: 'instant', modelId: 'instant', close: () => Promise.resolve() } as const;

export function createFliteTts(): Promise<TtsModel> {
  return Promise.resolve({
    ...shared,
    contract: 1,
    capabilities: {
      languages: ['en-US'],
      voices: [{ id: 'slt', languages: ['en-US'], gender: 'female', description: 'Canned.' }],
      streaming: true,
    },
    async *speak({ text }) {
      const pcm = Int16Array.from({ length: text.length * CHARACTER }, (_, i) => voice[i % voice.length]!);
      yield await Promise.resolve({ pcm });
    },
  });
}

export function createGrammarStt(): Promise<SttModel> {
  return Promise.resolve({
    ...shared,
    contract: 2,
    capabilities: { languages: ['en-US'], openVocabulary: true, streaming: false },
    warm: () => Promise.resolve(),
    recognize: () =>
      Promise.resolve({
        text: 'well I have one more question about that',
        value: null,
        confidence: 1,
        accepted: true,
      }),
  });
}

/** The catalogue as it is, but for what thinks: an instant answer instead of the server that is configured. */
export function createCatalogue(options: CatalogueOptions): ReturnType<typeof createReal> {
  const real = createReal(options);
  return new Proxy(real, {
    get: (catalogue, name: keyof typeof real) => {
      if (name === 'llm') return instantLlm;
      const value: unknown = catalogue[name];
      return typeof value === 'function' ? (value.bind(catalogue) as unknown) : value;
    },
  });
}

/** One sentence: of 1.2 s, or of 6 s for an agent whose instructions ask for it. */
function instantLlm(): LlmModel {
  return {
    ...shared,
    contract: 1,
    async *chat({ messages }) {
      const long = messages[0]?.role === 'system' && messages[0].content.includes('at length');
      const text = long ? `${'Let me tell you about this and that '.repeat(3)}now.` : 'All right, go ahead.';
      yield await Promise.resolve({ type: 'text-delta', text });
      yield { type: 'finish', reason: 'stop' };
    },
  };
}
