/** Flireo's blocks for speech and language models, as our settings of the same stages. */
import { normaliseLocale, type AgentConfig, type LlmSettings, type VoiceSettings } from '#domain';
import type { Fields } from '../shared/fields.ts';
import { doubleBraces } from '../shared/placeholders.ts';
import {
  LLM_PROVIDERS,
  REALTIME_PROVIDERS,
  REALTIME_VOICES,
  STT_PROVIDERS,
  TTS_PROVIDERS,
} from './providers.ts';

/** Our voices' speeds; one beyond them takes effect at the nearest. ElevenLabs goes to 1.2 only. */
const SPEEDS = { least: 0.7, most: 1.3, elevenlabs: 1.2 };

/** Where a block says none (reference.flireo.com/agents-1861375m0); some models take none at all. */
export const USUAL_TEMPERATURE = 0.7;
const REASONING = /^(?:o\d|gpt-5)/i;

/** The blocks as they were given. */
export interface ReadBlocks {
  readonly settings: Pick<AgentConfig, 'stt' | 'llm' | 'voice' | 'realtime'>;
  /** The system messages, joined; null when there is none. */
  readonly system: string | null;
  readonly tools: readonly Fields[];
  /** llm_config is there at all. */
  readonly llm: boolean;
  /** BCP 47, of the STT, else of the TTS. */
  readonly language: string | null;
  /** What could not be taken as it was said. */
  readonly pending: readonly string[];
}

/** A one-time agent is `whole`: it needs its llm_config and the blocks that its provider needs. */
export type BlockMode = 'whole' | 'partial';

export function readBlocks(config: Fields, mode: BlockMode, configured: string | null): ReadBlocks {
  const llm = config.inner('llm_config');
  const stt = config.inner('stt_config');
  const tts = config.inner('tts_config');
  if (mode === 'whole' && !config.has('llm_config')) config.fail('llm_config', 'Is required.', 'required');
  const names = [...Object.keys(LLM_PROVIDERS), ...Object.keys(REALTIME_PROVIDERS)];
  const provider = llm?.oneOf('provider', names) ?? null;
  if (mode === 'whole' && llm && !llm.has('provider'))
    llm.fail('provider', `Is required: one of ${names.join(', ')}.`, 'required');
  if (provider !== null) checkCompany(config, provider, mode);
  const { system, others } = readMessages(llm);
  const pending: string[] = [];
  const heard = stt && readStt(stt);
  const spoken = tts && readTts(tts, pending);
  const mind = llm && readMind(llm, provider, others, configured);
  const languages = [stt, tts].map((block) => normaliseLocale(block?.text('language') ?? ''));
  return {
    settings: {
      ...(heard && { stt: heard }),
      ...mind,
      ...(spoken && { voice: spoken }),
    },
    system: mind?.realtime
      ? [system, asText(others)].filter((text) => text !== null).join('\n\n') || null
      : system,
    tools: llm?.objects('tools') ?? [],
    llm: llm !== null,
    language: languages.find((language) => language !== null) ?? null,
    pending,
  };
}

/** Which blocks a provider needs beside it, and which it must not have; null counts as omitted. */
function checkCompany(config: Fields, provider: string, mode: BlockMode): void {
  const alone = Object.hasOwn(REALTIME_PROVIDERS, provider);
  for (const block of ['stt_config', 'tts_config']) {
    if (alone && config.has(block))
      config.fail(block, `Must be left out with the provider ${provider}.`, 'omit');
    if (!alone && mode === 'whole' && !config.has(block))
      config.fail(block, `Is required with the provider ${provider}.`, 'required');
  }
}

type Said = NonNullable<LlmSettings['messages']>[number];

function readMessages(llm: Fields | null): { readonly system: string | null; readonly others: Said[] } {
  const messages = (llm?.objects('messages') ?? []).map((message) => ({
    role: message.has('role')
      ? message.oneOf('role', ['system', 'user', 'assistant'])
      : (message.requiredText('role'), null),
    content: doubleBraces(message.requiredText('content', 'empty-allowed')),
  }));
  const worded = messages.filter(({ content }) => content.trim() !== '');
  const system = worded.filter(({ role }) => role === 'system').map(({ content }) => content);
  const others = worded.flatMap(({ role, content }) =>
    role === 'user' || role === 'assistant' ? [{ role, content }] : [],
  );
  return { system: system.length === 0 ? null : system.join('\n\n'), others };
}

/** A realtime session begins with instructions alone. */
function asText(messages: readonly Said[]): string | null {
  if (messages.length === 0) return null;
  const lines = messages.map(({ role, content }) => `${role === 'user' ? 'Person' : 'You'}: ${content}`);
  return `Before this call was said:\n${lines.join('\n')}`;
}

/** The model that the server has by default needs no provider: it may be any server that speaks OpenAI's API. */
function readMind(
  llm: Fields,
  name: string | null,
  messages: Said[],
  configured: string | null,
): Pick<AgentConfig, 'llm' | 'realtime'> {
  const model = llm.text('model') || null;
  const temperature = llm.number('temperature', 0, 2);
  const shared = {
    ...(model === null ? {} : { model }),
    ...(temperature === null ? {} : { temperature }),
  };
  const usual =
    temperature === null && !REASONING.test(model ?? '') ? { temperature: USUAL_TEMPERATURE } : {};
  const realtime = name === null ? undefined : REALTIME_PROVIDERS[name];
  if (name !== null && realtime !== undefined) {
    const known = REALTIME_VOICES[name];
    const voice = known ? llm.oneOf('voice', known) : llm.text('voice');
    return { realtime: { provider: realtime, ...shared, ...(voice ? { voice } : {}) } };
  }
  const provider =
    name === null || (model !== null && model === configured) ? undefined : LLM_PROVIDERS[name];
  return {
    llm: {
      ...(provider === undefined ? {} : { provider }),
      ...usual,
      ...shared,
      ...(messages.length === 0 ? {} : { messages }),
    },
  };
}

function readStt(stt: Fields): NonNullable<AgentConfig['stt']> {
  const name = stt.oneOf('provider', Object.keys(STT_PROVIDERS));
  const model = stt.text('model') || null;
  const terms = (stt.list('keyterms') ?? []).flatMap((term, index) => {
    if (typeof term === 'string') return term.trim() === '' ? [] : [term];
    stt.fail(`keyterms[${index}]`, 'Must be a string.', 'type');
    return [];
  });
  if (name === null && model !== null && !stt.has('provider'))
    stt.fail('provider', 'Is required with a model.', 'required');
  readKept(stt);
  return {
    ...(name === null ? {} : { provider: STT_PROVIDERS[name]! }),
    ...(model === null ? {} : { model }),
    ...(terms.length === 0 ? {} : { keyterms: terms }),
  };
}

/** ElevenLabs' own, kept and told: times are always taken, sounds never, and the line gives the rate. */
function readKept(stt: Fields): void {
  stt.flag('tag_audio_events');
  stt.flag('include_timestamps');
  stt.integer('sample_rate', 1, 192_000);
}

function readTts(tts: Fields, pending: string[]): VoiceSettings {
  const name = tts.oneOf('provider', Object.keys(TTS_PROVIDERS));
  const provider = name === null ? null : TTS_PROVIDERS[name]!;
  const id = tts.text('voice_id') || tts.text('voiceId') || null;
  const model = tts.text('model') || null;
  const given = tts.number('speed', 0.5, 2);
  const most = provider === 'elevenlabs' ? SPEEDS.elevenlabs : SPEEDS.most;
  const speed = given === null ? null : Math.min(Math.max(given, SPEEDS.least), most);
  if (speed !== given) pending.push('tts-speed');
  const tuning = readTuning(tts);
  return {
    ...(provider === null ? {} : { provider }),
    ...(model === null ? {} : { model }),
    ...(id === null ? {} : { id }),
    ...(speed === null ? {} : { speed }),
    ...(Object.keys(tuning).length === 0 ? {} : { tuning }),
  };
}

function readTuning(tts: Fields): NonNullable<VoiceSettings['tuning']> {
  const [stability, similarity, style] = ['stability', 'similarity_boost', 'style'].map((name) =>
    tts.number(name, 0, 1),
  );
  const boost = tts.flag('use_speaker_boost');
  return {
    ...(typeof stability === 'number' ? { stability } : {}),
    ...(typeof similarity === 'number' ? { similarity_boost: similarity } : {}),
    ...(typeof style === 'number' ? { style } : {}),
    ...(boost === null ? {} : { use_speaker_boost: boost }),
  };
}
