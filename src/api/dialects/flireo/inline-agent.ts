/** A one-time agent, or an override of a saved one, read from Flireo's members. */
import type { AgentConfig } from '#domain';
import type { Fields, Json } from '../shared/fields.ts';
import { doubleBraces } from '../shared/placeholders.ts';
import { readAnalysisPlan } from './analysis-plan.ts';
import { readTools } from './tools.ts';
import { readBlocks } from './vendor-blocks.ts';
import { withoutSecrets } from './without-secrets.ts';

/** What an agent without instructions is told. */
const DEFAULT_PROMPT = 'You are a friendly assistant on a telephone call. Answer briefly.';
const DEFAULT_LANGUAGE = 'en-US';
/** The longest call that an agent may be given, s; silence can last no longer. */
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

/** @param configured the server's own language model, which needs no provider's name */
export function readAgent(fields: Fields, mode: 'whole' | 'partial', configured: string | null): ReadAgent {
  const blocks = readBlocks(fields, mode, configured);
  const webhook = fields.webAddress('webhook_url');
  for (const event of fields.list('webhook_events') ?? [])
    if (typeof event !== 'string') fields.fail('webhook_events', 'Must be a list of names.', 'type');
  const metadata = fields.object('metadata') ?? {};
  const secret = fields.text('webhook_secret') || null;
  const tools = readTools(blocks.tools, { url: webhook, secret, metadata });
  const greeting = fields.text('first_message') ?? fields.text('firstMessage');
  const seconds = fields.integer('max_duration_seconds', 1, LONGEST_CALL_S);
  const name = fields.text('name');
  const silence = readSilence(fields);
  return {
    config: {
      ...(name ? { name } : {}),
      ...(greeting ? { greeting: doubleBraces(greeting) } : {}),
      ...(blocks.language === null ? {} : { language: blocks.language }),
      ...(seconds === null ? {} : { max_duration_s: seconds }),
      ...(silence === null ? {} : { silence }),
      ...readMachine(fields),
      ...readAnalysisPlan(fields),
      ...blocks.settings,
      ...(blocks.llm ? { tools } : {}),
    },
    prompt: blocks.system,
    metadata,
    pending: [
      ...blocks.pending,
      ...PENDING.filter(([member]) => fields.has(member)).map(([, feature]) => feature),
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

/** With a message it is left, else a machine is hung up on. A message alone asks for detection too. */
function readMachine(fields: Fields): Pick<AgentConfig, 'machine'> {
  const detect = fields.flag('voicemail_detection');
  const message = fields.text('voicemail_message')?.trim();
  if (detect === false) return { machine: { detect: false } };
  if (message) return { machine: { on_machine: 'leave_message', message: doubleBraces(message) } };
  return detect === true ? { machine: { on_machine: 'hang_up' } } : {};
}

/** Autonomous: reminders, worded by the model; else the call ends when the time-out has passed. */
function readSilence(fields: Fields): NonNullable<AgentConfig['silence']> | null {
  const autonomous = fields.flag('autonomous_silence_handling');
  const timeout = fields.number('silence_timeout_seconds', 1, 86_400);
  if (timeout === null && autonomous === null) return null;
  return {
    ...(timeout === null ? {} : { reminder_after_s: Math.min(timeout, LONGEST_CALL_S) }),
    ...(autonomous === true ? { autonomous } : { max_reminders: 0 }),
  };
}
