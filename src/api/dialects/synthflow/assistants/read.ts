/** Reads what POST and PUT /assistants say, and names every fault. */
import { Fields, isJson, type Json } from '../../shared/fields.ts';
import { isTimeZone } from '../../shared/time-zone.ts';
import { AGENT_TYPES, type OwnAgent } from './own.ts';
import { LANGUAGES } from './words.ts';

type Check = (fields: Fields, name: string) => unknown;

const text: Check = (fields, name) => fields.text(name);
const flag: Check = (fields, name) => fields.flag(name);
const url: Check = (fields, name) => fields.webAddress(name);
const between =
  (least: number, most: number): Check =>
  (fields, name) =>
    fields.number(name, least, most);
const whole =
  (least: number, most: number): Check =>
  (fields, name) =>
    fields.integer(name, least, most);
const oneOf =
  (...words: string[]): Check =>
  (fields, name) =>
    fields.oneOf(name, words);
const texts: Check = (fields, name) => {
  for (const [index, item] of (fields.list(name) ?? []).entries())
    if (typeof item !== 'string') fields.fail(`${name}[${index}]`, 'Must be a string.', 'type');
};
const zone: Check = (fields, name) => {
  const given = fields.text(name);
  if (given !== null && !isTimeZone(given))
    fields.fail(name, 'Must be an IANA time zone, e.g. Europe/Berlin.', 'time-zone');
};

/** Source: docs.synthflow.ai/openapi.json, the schema of an assistant. */
const TOP: Readonly<Record<string, Check>> = {
  type: oneOf(...AGENT_TYPES),
  name: text,
  description: text,
  phone_number: text,
  external_webhook_url: url,
  inbound_call_webhook_url: url,
  default_agent: text,
  is_recording: flag,
  max_duration: (fields, name) => {
    const given = fields.inner(name);
    given?.integer('duration_seconds', 1, 14_400);
    given?.flag('is_enabled');
  },
  voicemail_message: (fields, name) => {
    const given = fields.inner(name);
    given?.flag('enabled');
    given?.oneOf('mode', ['exact_message', 'prompt']);
    given?.text('exact_message');
    given?.text('prompt');
  },
};

const AGENT: Readonly<Record<string, Check>> = {
  prompt: text,
  greeting_message: text,
  greeting_message_mode: oneOf('human', 'agent_static', 'agent_dynamic'),
  greeting_message_human_talk_timeout: between(1, 60),
  llm: text,
  language: oneOf(...LANGUAGES),
  timezone: zone,
  voice_id: text,
  voice_prompt: text,
  voice_stability: between(0, 1),
  voice_similarity_boost: between(0, 1),
  voice_style: between(0, 1),
  voice_optimise_streaming_latency: whole(0, 4),
  voice_use_speaker_boost: flag,
  voice_speed: between(0.7, 1.2),
  voice_volume: between(0, 4),
  voice_synthesizer: text,
  global_audio_tags: texts,
  fallback_voice_id: text,
  fallback_provider: oneOf('elevenlabs', 'deepgram', 'synthflow'),
  fallback_model: text,
  transcriber_provider: oneOf('deepgram', 'deepgram-nova-3', 'synthflow-stt'),
  transcriber_speech_recognition: oneOf('faster', 'high_accuracy'),
  transcriber_keywords: texts,
  synthesizer_filter_words: texts,
  patience_level: oneOf('low', 'medium', 'high'),
  min_words_to_interrupt: (fields, name) => {
    const given = fields.raw[name];
    if (given !== undefined && given !== null && !/^[0-5]$/.test(String(given)))
      fields.fail(name, 'Must be one of "0" to "5".', 'one-of');
  },
  interruption_fade_out: whole(0, 100),
  suppression_level: between(0, 100),
  noise_cancellation: oneOf('standard', 'advanced'),
  background_noise: (fields, name) => {
    const given = fields.inner(name);
    given?.flag('enabled');
    given?.oneOf('type', ['cafe', 'office']);
    given?.number('volume', 0, 100);
  },
  realistic_filler_words: flag,
  initial_pause_seconds: between(0, 10),
  ring_pause_seconds: between(0, 30),
  allowed_idle_time_seconds: between(1, 3600),
  send_user_idle_reminders: flag,
  reminder_after_idle_time_seconds: between(1, 3600),
  reminder_after_idle_message: text,
  end_call_reasons: texts,
  end_call_reasons_v2: (fields, name) => {
    for (const reason of fields.objects(name)) {
      reason.requiredText('reason');
      reason.oneOf('closing_message_mode', ['static', 'prompt', 'none']);
      reason.text('closing_message');
    }
  },
  is_transcript_disabled: flag,
  redact_pii: flag,
  consent_message: text,
  is_consent_enabled: flag,
};

/** Names of the fields of `agent`. */
export const AGENT_FIELDS: readonly string[] = Object.keys(AGENT);

export interface AgentPatch extends OwnAgent {
  /** Only sent by Synthflow's own tools: what the agent has from now on. */
  readonly actions: readonly unknown[] | null;
}

/** The fields that are known; others are ignored, as the vendor does. @throws AppError `invalid-request` */
export function readPatch(body: unknown, { creates }: { readonly creates: boolean }): AgentPatch {
  const fields = new Fields(body);
  if (creates) {
    fields.requiredText('type');
    fields.requiredText('name');
    if (!fields.has('agent')) fields.fail('agent', 'Is required.', 'required');
  } else if (fields.raw['name'] === '') fields.fail('name', 'Must not be empty.', 'required');
  for (const [name, check] of Object.entries(TOP)) check(fields, name);
  const inner = fields.inner('agent');
  if (inner) for (const [name, check] of Object.entries(AGENT)) check(inner, name);
  const actions = fields.list('actions');
  fields.finish();
  return { top: known(fields.raw, TOP), agent: known(inner?.raw ?? {}, AGENT), actions };
}

function known(given: Json, names: Readonly<Record<string, Check>>): Json {
  return Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(names, name)));
}

/** Sent keys change, deep ones alone; null takes one out. */
export function merged(before: Json, patch: Json): Json {
  const after: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(patch)) {
    const old = after[name];
    if (value === null) delete after[name];
    else after[name] = isJson(value) && isJson(old) ? merged(old, value) : value;
  }
  return after;
}

/** What one field alone cannot say: a voicemail message needs an agent that lets the person begin. */
export function checkWhole({ top, agent }: OwnAgent, body: unknown): void {
  const fields = new Fields(body);
  const voicemail = top['voicemail_message'];
  if (isJson(voicemail) && voicemail['enabled'] === true) {
    if (agent['greeting_message_mode'] !== 'human')
      fields.fail(
        'voicemail_message.enabled',
        'Needs agent.greeting_message_mode "human". Set it, or disable the message.',
        'greeting-mode',
      );
    const words = voicemail['mode'] === 'prompt' ? 'prompt' : 'exact_message';
    if (typeof voicemail[words] !== 'string' || voicemail[words] === '')
      fields.fail(`voicemail_message.${words}`, 'Is required when the message is enabled.', 'required');
  }
  if (agent['is_consent_enabled'] === true && !agent['consent_message'])
    fields.fail('agent.consent_message', 'Is required when consent is enabled.', 'required');
  fields.finish();
}
