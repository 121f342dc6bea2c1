/**
 * Published list prices in US dollars, as a start: vendors change them, contracts differ, and `PUT /v1/prices` replaces
 * them for an organization. Only what could be looked up is here, each with where and as of when; what is not here has
 * no price, which is not the same as free.
 */
import type { PriceEntry, PriceTable } from './price-of.ts';

type Row = readonly [model: string, unit: string, amount: number];

const MINUTE = 60;
const MILLION = 1_000_000;
const PER: Readonly<Record<string, number>> = {
  seconds: MINUTE,
  characters: MILLION,
  'input-tokens': MILLION,
  'cached-input-tokens': MILLION,
  'output-tokens': MILLION,
  requests: 1,
};

const prices = (stage: string, provider: string, rows: readonly Row[]): PriceEntry[] =>
  rows.map(([model, unit, amount]) => ({ stage, provider, model, unit, amount, per: PER[unit]! }));

type ChatRow = readonly [model: string, input: number, cached: number | null, output: number];

/** Per million tokens. */
const chat = (provider: string, rows: readonly ChatRow[]): PriceEntry[] =>
  prices(
    'llm',
    provider,
    rows.flatMap(([model, input, cached, output]): Row[] => [
      [model, 'input-tokens', input],
      ...(cached === null ? [] : [[model, 'cached-input-tokens', cached] as const]),
      [model, 'output-tokens', output],
    ]),
  );

/** Per million tokens. Text and audio are counted together: all of it at the price of audio is the most it can be. */
const realtime = (provider: string, rows: readonly (readonly [string, number, number])[]): PriceEntry[] =>
  prices(
    'realtime',
    provider,
    rows.flatMap(([model, input, output]): Row[] => [
      [model, 'input-tokens', input],
      [model, 'output-tokens', output],
    ]),
  );

const free = (stage: string, provider: string, units: readonly string[]): PriceEntry[] =>
  prices(
    stage,
    provider,
    units.map((unit): Row => ['*', unit, 0]),
  );

const TOKENS = ['input-tokens', 'cached-input-tokens', 'output-tokens'];

export const DEFAULT_PRICES: PriceTable = {
  currency: 'USD',
  date: '2026-11-21',
  entries: [
    ...free('stt', 'embedded', ['seconds', 'requests']),
    ...free('tts', 'embedded', ['characters']),
    ...free('stt', 'sherpa', ['seconds', 'requests']),
    ...free('tts', 'sherpa', ['characters']),
    ...free('llm', 'ollama', TOKENS),
    ...free('llm', 'vllm', TOKENS),
    ...free('embedding', 'ollama', TOKENS),
    ...free('embedding', 'vllm', TOKENS),
    // developers.openai.com/api/docs/models/text-embedding-3-small and -large, as read on 2026-11-22.
    ...prices('embedding', 'openai', [
      ['text-embedding-3-small', 'input-tokens', 0.02],
      ['text-embedding-3-large', 'input-tokens', 0.13],
    ]),
    // deepgram.com/pricing, pay as you go, streaming: Nova-3 as read on 2026-08-01, Flux on 2026-11-04.
    ...prices('stt', 'deepgram', [
      ['nova-3*', 'seconds', 0.0048],
      ['flux-general-multi', 'seconds', 0.0078],
    ]),
    // developers.openai.com/api/docs/models/gpt-live-transcribe and …/gpt-realtime-whisper, 2026-11.
    ...prices('stt', 'openai', [
      ['gpt-live-transcribe', 'seconds', 0.017],
      ['gpt-realtime-whisper', 'seconds', 0.017],
    ]),
    // elevenlabs.io/pricing/api, pay as you go, as read in 2026-05.
    ...prices('tts', 'elevenlabs', [
      ['eleven_flash*', 'characters', 50],
      ['eleven_multilingual_v2', 'characters', 100],
    ]),
    // As billed for 4,096 characters in 2025-11. gpt-4o-mini-tts is billed by tokens, which a voice does not tell.
    ...prices('tts', 'openai', [['tts-1', 'characters', 15]]),
    // GPT-4.1: docs.github.com, models and pricing, 2026; the others: openai.com/api/pricing as copied in 2025 and 2026.
    ...chat('openai', [
      ['gpt-4.1', 2, 0.5, 8],
      ['gpt-4.1-mini', 0.4, 0.1, 1.6],
      ['gpt-4o', 2.5, 1.25, 10],
      ['gpt-4o-mini', 0.15, 0.075, 0.6],
    ]),
    // platform.claude.com/docs/en/about-claude/pricing, 2026-11; cache hits as cached input.
    ...chat('anthropic', [
      ['claude-haiku-4-5*', 1, 0.1, 5],
      ['claude-sonnet-4*', 3, 0.3, 15],
      ['claude-sonnet-5', 2, 0.2, 10],
      ['claude-opus-4-1*', 15, 1.5, 75],
      ['claude-opus-4-5*', 5, 0.5, 25],
      ['claude-opus-4-6*', 5, 0.5, 25],
      ['claude-opus-4-7*', 5, 0.5, 25],
      ['claude-opus-4-8*', 5, 0.5, 25],
      ['claude-opus-5', 5, 0.5, 25],
    ]),
    // ai.google.dev/gemini-api/docs/pricing, paid tier, as read on 2026-10-07; of cached input it was not noted.
    ...chat('gemini', [
      ['gemini-3.5-flash-lite', 0.3, null, 2.5],
      ['gemini-3.5-flash', 1.5, null, 9],
      ['gemini-2.5-flash', 0.3, null, 2.5],
    ]),
    // docs.x.ai/developers/models, 2026.
    ...chat('xai', [['grok-4-1-fast*', 0.2, 0.05, 0.5]]),
    // developers.openai.com/api/docs/models/gpt-realtime-2.1 and its neighbours, 2026-11.
    ...realtime('openai', [
      ['gpt-realtime-2.1', 32, 64],
      ['gpt-realtime-2.1-mini', 10, 20],
      ['gpt-realtime-2', 32, 64],
      ['gpt-realtime-1.5', 32, 64],
      ['gpt-4o-realtime*', 40, 80],
      ['gpt-4o-mini-realtime*', 10, 20],
    ]),
  ],
};
