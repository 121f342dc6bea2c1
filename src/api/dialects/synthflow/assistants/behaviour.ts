/** How an agent takes turns, waits, begins and ends: Synthflow's fields as blocks of ours. */
import type { AgentConfig } from '#domain';
import { isJson, type Json } from '../../shared/fields.ts';
import { block, numberIn, textIn, type Group } from './values.ts';
import { doubleBraces, singleBraces } from './braces.ts';

const PRESETS = { low: 'quick', medium: 'balanced', high: 'patient' } as const;

/** The longest that speech may need to be certain, so that words decide. */
const WORDS_DECIDE_MS = 3000;
const ONSET_MS = 60;

const turns: Group = {
  fields: ['patience_level', 'min_words_to_interrupt', 'suppression_level', 'noise_cancellation'],
  compile: (agent) => {
    const level = textIn(agent, 'patience_level') as keyof typeof PRESETS | undefined;
    const given = agent['min_words_to_interrupt'];
    const words = given === undefined ? undefined : Number(given);
    const onset =
      (agent['noise_cancellation'] === 'advanced' ? 2 * ONSET_MS : ONSET_MS) +
      2 * (numberIn(agent, 'suppression_level') ?? 0);
    return {
      turns: block({
        preset: level && PRESETS[level],
        confirm_words: words === undefined ? undefined : Math.max(1, words),
        // None: the sound of speech is enough.
        confirm_ms:
          words === undefined ? undefined : words === 0 ? 100 : words > 1 ? WORDS_DECIDE_MS : undefined,
        onset_ms: onset === ONSET_MS ? undefined : onset,
      }),
    };
  },
  derive: ({ turns: own }) => {
    const level = Object.entries(PRESETS).find(([, preset]) => preset === own?.preset)?.[0];
    const { confirm_words: words, confirm_ms = 500 } = own ?? {};
    return {
      ...(level === undefined ? {} : { patience_level: level }),
      ...(words === undefined
        ? {}
        : { min_words_to_interrupt: String(confirm_ms <= 100 ? 0 : Math.min(5, words)) }),
    };
  },
};

const silence: Group = {
  fields: [
    ...['allowed_idle_time_seconds', 'send_user_idle_reminders', 'reminder_after_idle_time_seconds'],
    'reminder_after_idle_message',
  ],
  compile: (agent) => {
    const reminds = agent['send_user_idle_reminders'] === true;
    const timeout = numberIn(agent, 'allowed_idle_time_seconds');
    const text = textIn(agent, 'reminder_after_idle_message');
    return {
      silence: block({
        timeout_s: timeout,
        max_reminders: reminds ? undefined : 0,
        // Without reminders the silence itself is what ends the call.
        reminder_after_s: reminds ? numberIn(agent, 'reminder_after_idle_time_seconds') : (timeout ?? 30),
        text: reminds && text !== undefined ? doubleBraces(text).slice(0, 500) : undefined,
      }),
    };
  },
  derive: ({ silence: own }) =>
    own === undefined
      ? {}
      : {
          send_user_idle_reminders: (own.max_reminders ?? 2) > 0,
          ...(own.max_reminders === 0 ? {} : { reminder_after_idle_time_seconds: own.reminder_after_s ?? 8 }),
          ...(own.text === undefined ? {} : { reminder_after_idle_message: singleBraces(own.text) }),
          ...(own.timeout_s === undefined ? {} : { allowed_idle_time_seconds: own.timeout_s }),
        },
};

const opening: Group = {
  fields: [
    ...[
      'greeting_message_mode',
      'greeting_message_human_talk_timeout',
      'initial_pause_seconds',
      'ring_pause_seconds',
    ],
    ...['consent_message', 'is_consent_enabled'],
  ],
  compile: (agent) => {
    const mode = textIn(agent, 'greeting_message_mode');
    const consent = agent['is_consent_enabled'] === true ? textIn(agent, 'consent_message') : undefined;
    return {
      opening: block({
        who: mode === 'human' ? ('callee' as const) : undefined,
        callee_timeout_s:
          mode === 'human' ? numberIn(agent, 'greeting_message_human_talk_timeout') : undefined,
        worded: mode === 'agent_dynamic' ? true : undefined,
        pause_ms: toMs(agent, 'initial_pause_seconds'),
        ring_ms: toMs(agent, 'ring_pause_seconds'),
        notice: consent === undefined ? undefined : doubleBraces(consent).slice(0, 1000),
      }),
    };
  },
  derive: ({ opening: own = {} }) => ({
    greeting_message_mode:
      own.who === 'callee' ? 'human' : own.worded === true ? 'agent_dynamic' : 'agent_static',
    ...(own.callee_timeout_s === undefined
      ? {}
      : { greeting_message_human_talk_timeout: own.callee_timeout_s }),
    initial_pause_seconds: (own.pause_ms ?? 0) / 1000,
    ring_pause_seconds: (own.ring_ms ?? 0) / 1000,
    is_consent_enabled: own.notice !== undefined,
    ...(own.notice === undefined ? {} : { consent_message: singleBraces(own.notice) }),
  }),
};

const kept: Group = {
  fields: ['is_transcript_disabled', 'redact_pii'],
  compile: (agent) => ({
    transcript: block({
      keep: agent['is_transcript_disabled'] === true ? false : undefined,
      redact: agent['redact_pii'] === true ? true : undefined,
    }),
  }),
  derive: ({ transcript }) => ({
    is_transcript_disabled: transcript?.keep === false,
    redact_pii: transcript?.redact === true,
  }),
};

type EndTool = Extract<NonNullable<AgentConfig['tools']>[number], { readonly type: 'end_call' }>;

const ending: Group = {
  fields: ['end_call_reasons', 'end_call_reasons_v2'],
  compile: (agent) => ({ tools: [endTool(agent)] }),
  derive: ({ tools = [] }) => {
    const reasons = tools.find((tool): tool is EndTool => tool.type === 'end_call')?.reasons ?? [];
    return {
      end_call_reasons_v2: reasons.map(({ reason, closing, text }) => ({
        reason,
        closing_message_mode: closing,
        ...(text === undefined ? {} : { closing_message: singleBraces(text) }),
      })),
    };
  },
};

/** The newer list wins when both are there. */
function endTool(agent: Json): EndTool {
  const newer = agent['end_call_reasons_v2'];
  const older = agent['end_call_reasons'];
  const given = Array.isArray(newer) && newer.length > 0 ? newer : Array.isArray(older) ? older : [];
  const reasons: NonNullable<EndTool['reasons']> = given.slice(0, 20).flatMap((item: unknown) => {
    if (typeof item === 'string' && item !== '') return [{ reason: item.slice(0, 200), closing: 'none' }];
    const reason = isJson(item) ? textIn(item, 'reason') : undefined;
    if (!isJson(item) || reason === undefined) return [];
    const text = textIn(item, 'closing_message');
    const mode = item['closing_message_mode'];
    const closing = mode === 'static' || mode === 'prompt' ? mode : ('none' as const);
    return [
      {
        reason: reason.slice(0, 200),
        closing: closing === 'static' && text === undefined ? ('none' as const) : closing,
        ...(text === undefined || closing === 'none' ? {} : { text: doubleBraces(text).slice(0, 500) }),
      },
    ];
  });
  return { type: 'end_call', ...(reasons.length === 0 ? {} : { reasons }) };
}

function toMs(agent: Json, name: string): number | undefined {
  const seconds = numberIn(agent, name);
  return seconds === undefined || seconds === 0 ? undefined : Math.round(seconds * 1000);
}

export const BEHAVIOUR: readonly Group[] = [turns, silence, opening, kept, ending];
