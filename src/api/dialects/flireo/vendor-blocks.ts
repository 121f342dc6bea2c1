/** Flireo's blocks for speech and language models: judged here, kept with the call, run when the vendors are there. */
import type { Fields } from '../shared/fields.ts';

/** Speech-to-speech: takes neither stt_config nor tts_config. */
export const REALTIME_PROVIDER = 'xai_realtime';
export const LLM_PROVIDERS = ['openai', 'anthropic', 'groq', 'mistral', 'xai', REALTIME_PROVIDER] as const;
const REALTIME_VOICES = ['ara', 'rex', 'sal', 'eve', 'leo'] as const;
const STT_PROVIDERS = ['deepgram', 'elevenlabs', 'gladia', 'mistral'] as const;
const TTS_PROVIDERS = ['openai', 'elevenlabs', '11labs', 'inworld'] as const;

/** What of the blocks already has an effect. */
export interface ReadBlocks {
  readonly provider: string | null;
  readonly model: string | null;
  readonly temperature: number | null;
  /** The system messages, joined; null when there is none. */
  readonly system: string | null;
  /** Messages of other roles are there. */
  readonly otherMessages: boolean;
  /** Of the realtime model. */
  readonly voice: string | null;
  readonly tools: readonly Fields[];
  /** llm_config is there at all. */
  readonly llm: boolean;
  readonly stt: boolean;
  readonly tts: boolean;
  /** Of the STT, else of the TTS; as given. */
  readonly language: string | null;
}

/** @param mode a whole agent needs its llm_config and the blocks that its provider needs; an override is partial */
export function readBlocks(config: Fields, mode: 'whole' | 'partial'): ReadBlocks {
  const llm = config.inner('llm_config');
  const stt = config.inner('stt_config');
  const tts = config.inner('tts_config');
  if (mode === 'whole' && !config.has('llm_config')) config.fail('llm_config', 'Is required.', 'required');
  const provider = llm?.oneOf('provider', LLM_PROVIDERS) ?? null;
  if (mode === 'whole' && llm && !llm.has('provider'))
    llm.fail('provider', `Is required: one of ${LLM_PROVIDERS.join(', ')}.`, 'required');
  if (provider !== null) checkCompany(config, provider, mode);
  const voice = provider === REALTIME_PROVIDER ? (llm?.oneOf('voice', REALTIME_VOICES) ?? null) : null;
  const languages = [checkStt(stt), checkTts(tts)];
  return {
    provider,
    model: llm?.text('model') ?? null,
    temperature: llm?.number('temperature', 0, 2) ?? null,
    ...readMessages(llm),
    voice,
    tools: llm?.objects('tools') ?? [],
    llm: llm !== null,
    stt: stt !== null,
    tts: tts !== null,
    language: languages.find((language) => language !== null) ?? null,
  };
}

/** Which blocks a provider needs beside it, and which it must not have; null counts as omitted. */
function checkCompany(config: Fields, provider: string, mode: 'whole' | 'partial'): void {
  for (const block of ['stt_config', 'tts_config']) {
    if (provider === REALTIME_PROVIDER && config.has(block))
      config.fail(block, `Must be left out with the provider ${REALTIME_PROVIDER}.`, 'omit');
    if (provider !== REALTIME_PROVIDER && mode === 'whole' && !config.has(block))
      config.fail(block, `Is required with the provider ${provider}.`, 'required');
  }
}

function readMessages(llm: Fields | null): Pick<ReadBlocks, 'system' | 'otherMessages'> {
  const messages = (llm?.objects('messages') ?? []).map((message) => ({
    role: message.has('role')
      ? message.oneOf('role', ['system', 'user', 'assistant'])
      : (message.requiredText('role'), null),
    content: message.requiredText('content', 'empty-allowed'),
  }));
  const system = messages.filter(({ role, content }) => role === 'system' && content.trim() !== '');
  return {
    system: system.length === 0 ? null : system.map(({ content }) => content).join('\n\n'),
    otherMessages: messages.some(({ role }) => role !== 'system'),
  };
}

function checkStt(stt: Fields | null): string | null {
  if (stt === null) return null;
  stt.oneOf('provider', STT_PROVIDERS);
  stt.text('model');
  for (const [index, term] of (stt.list('keyterms') ?? []).entries())
    if (typeof term !== 'string') stt.fail(`keyterms[${index}]`, 'Must be a string.', 'type');
  return stt.text('language');
}

function checkTts(tts: Fields | null): string | null {
  if (tts === null) return null;
  tts.oneOf('provider', TTS_PROVIDERS);
  for (const name of ['voice_id', 'voiceId', 'model']) tts.text(name);
  for (const name of ['stability', 'similarity_boost', 'style']) tts.number(name, 0, 1);
  tts.number('speed', 0.5, 2);
  tts.flag('use_speaker_boost');
  return tts.text('language');
}
