/**
 * Published list prices in US dollars, as a start: vendors change them, contracts differ, and `PUT /v1/prices` replaces
 * them for an organization. Sources: each vendor's own pricing page, as far as it states a price for the unit.
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

/** Input, cached input, output, per million tokens. */
const chat = (provider: string, rows: readonly (readonly [string, number, number, number])[]): PriceEntry[] =>
  prices(
    'llm',
    provider,
    rows.flatMap(([model, input, cached, output]): Row[] => [
      [model, 'input-tokens', input],
      [model, 'cached-input-tokens', cached],
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
  date: '2025-06-01',
  entries: [
    ...free('stt', 'embedded', ['seconds', 'requests']),
    ...free('tts', 'embedded', ['characters']),
    ...free('stt', 'sherpa', ['seconds', 'requests']),
    ...free('tts', 'sherpa', ['characters']),
    ...free('llm', 'ollama', TOKENS),
    ...free('llm', 'vllm', TOKENS),
    ...prices('stt', 'deepgram', [
      ['nova-3*', 'seconds', 0.0077],
      ['nova-2*', 'seconds', 0.0058],
      ['flux*', 'seconds', 0.0077],
    ]),
    ...prices('stt', 'assemblyai', [['*', 'seconds', 0.0025]]),
    ...prices('stt', 'openai', [
      ['gpt-4o-transcribe', 'seconds', 0.006],
      ['gpt-4o-mini-transcribe', 'seconds', 0.003],
      ['whisper-1', 'seconds', 0.006],
    ]),
    ...prices('stt', 'elevenlabs', [['*', 'seconds', 0.0067]]),
    ...prices('stt', 'google', [['*', 'seconds', 0.016]]),
    ...prices('stt', 'azure', [['*', 'seconds', 0.0167]]),
    ...prices('tts', 'elevenlabs', [
      ['*', 'characters', 100],
      ['eleven_flash*', 'characters', 50],
      ['eleven_turbo*', 'characters', 50],
    ]),
    ...prices('tts', 'openai', [
      ['tts-1', 'characters', 15],
      ['tts-1-hd', 'characters', 30],
    ]),
    ...prices('tts', 'cartesia', [['*', 'characters', 39]]),
    ...prices('tts', 'deepgram', [
      ['aura-2*', 'characters', 30],
      ['aura-*', 'characters', 15],
    ]),
    ...prices('tts', 'google', [['*', 'characters', 30]]),
    ...prices('tts', 'azure', [['*', 'characters', 15]]),
    ...chat('openai', [
      ['gpt-4.1', 2, 0.5, 8],
      ['gpt-4.1-mini', 0.4, 0.1, 1.6],
      ['gpt-4.1-nano', 0.1, 0.025, 0.4],
      ['gpt-4o', 2.5, 1.25, 10],
      ['gpt-4o-mini', 0.15, 0.075, 0.6],
    ]),
    ...chat('anthropic', [
      ['claude-3-5-haiku*', 0.8, 0.08, 4],
      ['claude-sonnet-4*', 3, 0.3, 15],
      ['claude-opus-4*', 15, 1.5, 75],
    ]),
    ...chat('gemini', [
      ['gemini-2.5-flash', 0.3, 0.075, 2.5],
      ['gemini-2.0-flash*', 0.1, 0.025, 0.4],
    ]),
    ...chat('groq', [['llama-3.3-70b-versatile', 0.59, 0.59, 0.79]]),
    ...chat('mistral', [['mistral-small*', 0.1, 0.1, 0.3]]),
    ...prices('realtime', 'openai', [
      ['gpt-4o-realtime*', 'input-tokens', 40],
      ['gpt-4o-realtime*', 'output-tokens', 80],
      ['gpt-4o-mini-realtime*', 'input-tokens', 10],
      ['gpt-4o-mini-realtime*', 'output-tokens', 20],
    ]),
  ],
};
