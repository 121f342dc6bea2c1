/** An agent's settings as Flireo's blocks, whoever made the agent. Pure; no secrets. */
import type { AgentConfig } from '#domain';
import type { Json } from '../../shared/fields.ts';
import { DEFAULT_PROMPT } from '../inline-agent.ts';
import { flireoName, LLM_PROVIDERS, REALTIME_PROVIDERS, STT_PROVIDERS, TTS_PROVIDERS } from '../providers.ts';
import { withTwins } from '../spelling.ts';
import { USUAL_TEMPERATURE } from '../vendor-blocks.ts';
import { toolsShown } from './tools-shown.ts';

/** What the platform uses where an agent names none, for answers that tell it. */
export interface Usual {
  readonly stt?: { readonly provider: string; readonly model: string };
  readonly llm?: { readonly provider: string; readonly model: string | null };
  readonly tts?: { readonly provider: string };
}

/** Every member of an agent that stands in its native configuration. */
export function blocksOf(config: AgentConfig, usual: Usual = {}): Json {
  const { silence, machine, notification } = config;
  const emails = notification?.emails ?? [];
  const business = config.variables?.['business_name'];
  return {
    name: config.name,
    business_name: typeof business === 'string' ? business : null,
    notification_email: emails[0] ?? null,
    notification_emails: [...emails],
    first_message: config.greeting ?? null,
    is_active: config.active !== false,
    stt_config: sttOf(config, usual),
    llm_config: llmOf(config, usual),
    tts_config: ttsOf(config, usual),
    analysis_plan: planOf(config.analysis),
    max_duration_seconds: config.max_duration_s ?? null,
    autonomous_silence_handling: silence ? silence.autonomous === true : null,
    silence_timeout_seconds: silence?.reminder_after_s ?? null,
    voicemail_detection: machine ? machine.detect !== false : null,
    voicemail_message: machine?.message ?? null,
    gdpr_mode: config.record === false && config.transcript?.keep === false,
  };
}

function sttOf({ realtime, stt, language }: AgentConfig, usual: Usual): Json | null {
  if (realtime) return null;
  const provider = stt?.provider ?? usual.stt?.provider;
  const model = stt?.model ?? (stt?.provider === undefined ? usual.stt?.model : undefined);
  return {
    ...(provider === undefined ? {} : { provider: flireoName(STT_PROVIDERS, provider) }),
    ...(model === undefined ? {} : { model }),
    language,
    ...(stt?.keyterms ? { keyterms: stt.keyterms } : {}),
  };
}

function llmOf(config: AgentConfig, usual: Usual): Json {
  const { prompt, llm, realtime } = config;
  const system =
    prompt === undefined || prompt === DEFAULT_PROMPT ? [] : [{ role: 'system', content: prompt }];
  const tools = toolsShown(config);
  if (realtime) {
    const { provider, ...rest } = realtime;
    return { provider: flireoName(REALTIME_PROVIDERS, provider), ...rest, messages: system, tools };
  }
  const provider = llm?.provider ?? (llm?.model === undefined ? usual.llm?.provider : undefined);
  const model = llm?.model ?? (llm?.provider === undefined ? usual.llm?.model : undefined) ?? undefined;
  return {
    ...(provider === undefined ? {} : { provider: flireoName(LLM_PROVIDERS, provider) }),
    ...(model === undefined ? {} : { model }),
    temperature: llm?.temperature ?? USUAL_TEMPERATURE,
    messages: [...system, ...(llm?.messages ?? [])],
    tools,
  };
}

function ttsOf({ realtime, voice }: AgentConfig, usual: Usual): Json | null {
  if (realtime) return null;
  const provider = voice?.provider ?? usual.tts?.provider;
  const { id, model, speed, tuning } = voice ?? {};
  return withTwins(
    {
      ...(provider === undefined ? {} : { provider: flireoName(TTS_PROVIDERS, provider) }),
      ...(id === undefined ? {} : { voice_id: id }),
      ...(model === undefined ? {} : { model }),
      ...tuning,
      ...(speed === undefined ? {} : { speed }),
    },
    ['voice_id'],
  );
}

/** G1's keys and G2's. */
function planOf(analysis: AgentConfig['analysis']): Json | null {
  if (!analysis) return null;
  const { schema, schema_prompt: words, min_turns: least } = analysis;
  const data = {
    enabled: schema !== undefined,
    ...(schema === undefined ? {} : { schema }),
    ...(words === undefined ? {} : { messages: [{ role: 'system', content: words }] }),
  };
  return withTwins({ structured_data_plan: data, min_messages_threshold: least ?? 2 }, [
    'structured_data_plan',
    'min_messages_threshold',
  ]);
}
