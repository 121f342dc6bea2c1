/** A one-time agent, or an override of a saved one, read from Flireo's members. */
import type { AgentConfig, WebhookChange } from '#domain';
import type { Fields, Json } from '../shared/fields.ts';
import { doubleBraces } from '../shared/placeholders.ts';
import { readAnalysisPlan } from './analysis-plan.ts';
import { readTools } from './tools.ts';
import { readWebhook, readWebhookChange, type AgentWebhook, type WebhookPlace } from './agent-webhook.ts';
import { readBlocks, type BlockMode } from './vendor-blocks.ts';
import { withoutSecrets } from './without-secrets.ts';

/** What an agent without instructions is told. */
export const DEFAULT_PROMPT = 'You are a friendly assistant on a telephone call. Answer briefly.';
const DEFAULT_LANGUAGE = 'en-US';
/** The longest call that an agent may be given, s; silence can last no longer. */
const LONGEST_CALL_S = 14_400;

/** As the native setting has it. */
const MOST_EMAILS = 5;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export interface ReadAgent {
  /** Only what was given. */
  readonly config: Partial<AgentConfig>;
  /** The system messages; null when none was given. */
  readonly prompt: string | null;
  readonly metadata: Json;
  /** Kept as the variable of this name. */
  readonly businessName: string | null;
  readonly webhook: AgentWebhook;
  /** Of an override: what of the webhook it replaces. */
  readonly webhookChange: WebhookChange | null;
  readonly pending: readonly string[];
  /** The vendor's members for the log, without secrets. */
  readonly frozen: unknown;
}

/**
 * @param fields in snake_case
 * @param configured the server's own language model, which needs no provider's name
 * @param own where the saved agent's webhook is: of tools without an address, too
 */
export function readAgent(
  fields: Fields,
  mode: BlockMode,
  configured: string | null,
  own: WebhookPlace | null = null,
): ReadAgent {
  const blocks = readBlocks(fields, mode, configured);
  const webhook = readWebhook(fields, own);
  const { url, secret, events } = webhook;
  const tools = readTools(blocks.tools, { url: events.includes('tool-calls') ? url : null, secret });
  const greeting = fields.text('first_message');
  const seconds = fields.integer('max_duration_seconds', 1, LONGEST_CALL_S);
  const name = fields.text('name');
  const active = fields.flag('is_active');
  const silence = readSilence(fields);
  return {
    config: {
      ...(name ? { name } : {}),
      ...(greeting ? { greeting: doubleBraces(greeting) } : {}),
      ...(blocks.language === null ? {} : { language: blocks.language }),
      ...(seconds === null ? {} : { max_duration_s: seconds }),
      ...(silence === null ? {} : { silence }),
      ...(active === null ? {} : { active }),
      ...readMachine(fields),
      ...readNotification(fields),
      ...(fields.flag('gdpr_mode') === true ? GDPR : {}),
      ...readAnalysisPlan(fields),
      ...blocks.settings,
      ...(blocks.llm ? { tools } : {}),
    },
    prompt: blocks.system,
    metadata: fields.object('metadata') ?? {},
    businessName: fields.text('business_name') || null,
    webhook,
    webhookChange: readWebhookChange(fields, webhook),
    pending: blocks.pending,
    frozen: withoutSecrets(fields.raw),
  };
}

/** The whole agent that an inline call runs. */
export function wholeAgent({ config, prompt, businessName }: ReadAgent): AgentConfig {
  return {
    name: 'Inline agent',
    language: DEFAULT_LANGUAGE,
    interruptible: true,
    ...config,
    ...(businessName === null ? {} : { variables: { business_name: businessName } }),
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

/** What "GDPR mode" means here: no sound is kept, and no words once the call has been analysed. */
const GDPR = { record: false, transcript: { keep: false } } as const;

/** One address, or up to five. */
function readNotification(fields: Fields): Pick<AgentConfig, 'notification'> {
  const one = fields.text('notification_email')?.trim();
  const several = (fields.list('notification_emails') ?? []).map((email, index) => {
    if (typeof email === 'string') return email.trim();
    fields.fail(`notification_emails[${index}]`, 'Must be a string.', 'type');
    return '';
  });
  const emails = [...new Set([...(one ? [one] : []), ...several])].filter((email) => email !== '');
  if (emails.length > MOST_EMAILS)
    fields.fail(
      'notification_emails',
      `Has ${emails.length} addresses; ${MOST_EMAILS} are the most.`,
      'maxItems',
    );
  const bad = emails.find((email) => !EMAIL.test(email) || email.length > 254);
  if (bad !== undefined)
    fields.fail(
      bad === one ? 'notification_email' : 'notification_emails',
      'Must be an address of e-mail.',
      'email',
    );
  return emails.length === 0 ? {} : { notification: { emails, when: 'ended' } };
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
