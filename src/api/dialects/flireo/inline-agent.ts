/** A one-time agent, or an override of a saved one, read from Flireo's members. */
import type { AgentConfig } from '#domain';
import type { Fields, Json } from '../shared/fields.ts';
import { doubleBraces } from '../shared/placeholders.ts';
import { readAnalysisPlan } from './analysis-plan.ts';
import { readTools } from './tools.ts';
import { readBlocks, REALTIME_PROVIDER, type ReadBlocks } from './vendor-blocks.ts';
import { withoutSecrets } from './without-secrets.ts';

/** What an agent without instructions is told. */
const DEFAULT_PROMPT = 'You are a friendly assistant on a telephone call. Answer briefly.';
const DEFAULT_LANGUAGE = 'en-US';
/** Our silence limits, s; a time-out beyond them takes effect at the nearest. */
const SILENCE_S = { least: 2, most: 120 };
/** The longest call that an agent may be given, s. */
const LONGEST_CALL_S = 14_400;

/** Members whose effect later work builds: how Flireo calls them, and how the log does. */
const PENDING: readonly (readonly [string, string])[] = [
  ['webhook_url', 'webhook'],
  ['webhook_secret', 'webhook-secret'],
  ['webhook_events', 'webhook-events'],
  ['notification_email', 'notification-email'],
];

export interface ReadAgent {
  /** Only what was given. */
  readonly config: Partial<AgentConfig>;
  /** The system messages; null when none was given. */
  readonly prompt: string | null;
  readonly metadata: Json;
  readonly pending: readonly string[];
  /** The vendor's members for the log, without secrets. */
  readonly frozen: unknown;
}

/** @param configured the language model that there is; another one waits for its vendor */
export function readAgent(fields: Fields, mode: 'whole' | 'partial', configured: string | null): ReadAgent {
  const blocks = readBlocks(fields, mode);
  const webhook = fields.webAddress('webhook_url');
  for (const event of fields.list('webhook_events') ?? [])
    if (typeof event !== 'string') fields.fail('webhook_events', 'Must be a list of names.', 'type');
  const { tools, pending: toolsPending } = readTools(blocks.tools, webhook);
  const greeting = fields.text('first_message') ?? fields.text('firstMessage');
  const seconds = fields.integer('max_duration_seconds', 1, LONGEST_CALL_S);
  const name = fields.text('name');
  const silence = readSilence(fields);
  const ownModel =
    blocks.provider !== REALTIME_PROVIDER && blocks.model !== null && blocks.model === configured;
  const language = blocks.language !== null && isTag(blocks.language) ? blocks.language : null;
  return {
    config: {
      ...(name ? { name } : {}),
      ...(greeting ? { greeting: doubleBraces(greeting) } : {}),
      ...(language === null ? {} : { language }),
      ...(seconds === null ? {} : { max_duration_s: seconds }),
      ...(silence.settings === null ? {} : { silence: silence.settings }),
      ...readMachine(fields),
      ...readAnalysisPlan(fields),
      ...(blocks.llm ? { ...mindOf(blocks, ownModel), tools } : {}),
    },
    prompt: blocks.system === null ? null : doubleBraces(blocks.system),
    metadata: fields.object('metadata') ?? {},
    pending: [
      ...new Set([
        ...(blocks.stt ? ['stt'] : []),
        ...(blocks.tts ? ['tts'] : []),
        ...(blocks.llm && blocks.provider !== REALTIME_PROVIDER && !ownModel ? ['llm'] : []),
        ...(blocks.otherMessages ? ['llm-messages'] : []),
        ...toolsPending,
        ...PENDING.filter(([member]) => fields.has(member)).map(([, feature]) => feature),
        ...silence.pending,
      ]),
    ],
    frozen: withoutSecrets(fields.raw),
  };
}

/** The whole agent that an inline call runs. */
export function wholeAgent({ config, prompt }: ReadAgent): AgentConfig {
  return {
    name: 'Inline agent',
    language: DEFAULT_LANGUAGE,
    interruptible: true,
    ...config,
    prompt: prompt ?? DEFAULT_PROMPT,
  };
}

/** The language model, or the one that hears, thinks and speaks. */
function mindOf(blocks: ReadBlocks, ownModel: boolean): Pick<AgentConfig, 'llm' | 'realtime'> {
  const { provider, model, temperature, voice } = blocks;
  if (provider !== REALTIME_PROVIDER) return { llm: llmSettings(ownModel ? model : null, temperature) };
  return {
    realtime: {
      provider: 'xai',
      ...(model === null ? {} : { model }),
      ...(voice === null ? {} : { voice }),
      ...(temperature === null ? {} : { temperature }),
    },
  };
}

function llmSettings(model: string | null, temperature: number | null): NonNullable<AgentConfig['llm']> {
  return { ...(model === null ? {} : { model }), ...(temperature === null ? {} : { temperature }) };
}

/** With a message it is left, else a machine is hung up on. A message alone asks for detection too. */
function readMachine(fields: Fields): Pick<AgentConfig, 'machine'> {
  const detect = fields.flag('voicemail_detection');
  const message = fields.text('voicemail_message')?.trim();
  if (detect === false) return { machine: { detect: false } };
  if (message) return { machine: { on_machine: 'leave_message', message: doubleBraces(message) } };
  return detect === true ? { machine: { on_machine: 'hang_up' } } : {};
}

/** Autonomous: reminders, worded by the model; else the call ends when the time-out has passed. */
function readSilence(fields: Fields): {
  settings: NonNullable<AgentConfig['silence']> | null;
  pending: string[];
} {
  const autonomous = fields.flag('autonomous_silence_handling');
  const timeout = fields.number('silence_timeout_seconds', 0.1, 86_400);
  const pending = autonomous === true ? ['autonomous-silence'] : [];
  if (timeout === null) return { settings: autonomous === false ? { max_reminders: 0 } : null, pending };
  const after = Math.min(Math.max(timeout, SILENCE_S.least), SILENCE_S.most);
  return {
    settings: { reminder_after_s: after, ...(autonomous === true ? {} : { max_reminders: 0 }) },
    pending: after === timeout ? pending : [...pending, 'silence-timeout'],
  };
}

/** `nl`, `en-US`; vendors' own words such as `multi` are no tags. */
function isTag(language: string): boolean {
  return /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(language);
}
