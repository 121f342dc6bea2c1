/** Synthflow's words for how a call stands and how it ended. */
import { END_CODES, endWith, type Call, type CallQuery, type EndCode } from '#domain';
import { endReason, talkMs } from '../shared/call-facts.ts';

/** A caller who hangs up within this is said to have canceled. */
const USER_CANCELED_MS = 1000;
const MESSAGE_LEFT: EndCode = 'voicemail-left';

/** `call_status`. */
export function statusWord(call: Call): string {
  switch (call.outcome?.code) {
    case undefined:
      return call.status === 'ringing'
        ? 'ringing'
        : call.status === 'in_progress'
          ? 'in-progress'
          : 'pending';
    case 'completed':
      return hungUpAtOnce(call) ? 'user-canceled' : 'completed';
    case 'no_answer':
      return 'no-answer';
    case 'busy':
      return 'busy';
    case 'canceled':
      return 'canceled';
    case 'voicemail':
      return endReason(call)?.code === MESSAGE_LEFT ? 'left_voicemail' : 'hangup_on_voicemail';
    case 'denied':
    case 'failed':
    case 'interrupted':
      return 'failed';
  }
}

/** The webhook page's words, which live rows carry too. */
const END_WORDS: Partial<Record<EndCode, string>> = {
  'callee-hung-up': 'human_goodbye',
  'agent-hung-up': 'agent_goodbye',
  'operator-hung-up': 'agent_goodbye',
  'callee-silent': 'agent_goodbye',
  'max-duration': 'max_duration',
};

/** `end_call_reason`; null before the end. */
export function endCallReason(call: Call): string | null {
  const reason = endReason(call);
  if (reason === null) return null;
  if (call.outcome?.code === 'voicemail')
    return reason.code === MESSAGE_LEFT ? 'voicemail_message_left' : 'voicemail';
  if (call.outcome?.code === 'completed' && hungUpAtOnce(call)) return 'user_canceled';
  if (reason.stated !== undefined) return 'custom_end_call';
  return END_WORDS[reason.code as EndCode] ?? 'undefined';
}

/** `telephony_hangup`: on an outbound call we are the caller; null when nobody hung up. */
export function hangupParty(call: Call): 'caller' | 'callee' | null {
  if (call.outcome?.code !== 'completed') return null;
  const byPerson = endReason(call)?.code === 'callee-hung-up';
  return byPerson === (call.direction === 'outbound') ? 'callee' : 'caller';
}

/** `telephony_disconnect_reason`; null before the end. */
export function disconnectReason(call: Call): string | null {
  const hangup = hangupParty(call);
  if (hangup !== null) return `${hangup}_hangup`;
  switch (call.outcome?.code) {
    case undefined:
      return null;
    case 'denied':
      return 'forbidden';
    case 'failed':
    case 'interrupted':
      return 'error';
    default:
      return 'unknown';
  }
}

function hungUpAtOnce(call: Call): boolean {
  return endReason(call)?.code === 'callee-hung-up' && (talkMs(call) ?? 0) < USER_CANCELED_MS;
}

/** `custom_end_call_reason`: which of the agent's own reasons it was. */
export function customReason(call: Call): string | null {
  return endReason(call)?.stated ?? null;
}

type State = NonNullable<CallQuery['states']>[number];
const ENDED = { status: ['ended'] } as const;

/** What each `call_status` is among our calls; an empty list: none ever is. Source: docs.synthflow.ai/openapi.json. */
const STATES: Readonly<Record<string, readonly State[]>> = {
  pending: [{ status: ['queued', 'scheduled', 'dialing'] }],
  queue: [{ status: ['queued', 'scheduled'] }],
  initiated: [{ status: ['dialing'] }],
  ringing: [{ status: ['ringing'] }],
  'in-progress': [{ status: ['in_progress'] }],
  completed: [{ ...ENDED, outcome: ['completed'] }],
  'user-canceled': [{ ...ENDED, outcome: ['completed'], endCodes: ['callee-hung-up'] }],
  'no-answer': [{ ...ENDED, outcome: ['no_answer'] }],
  busy: [{ ...ENDED, outcome: ['busy'] }],
  failed: [{ ...ENDED, outcome: ['failed', 'denied', 'interrupted'] }],
  canceled: [{ ...ENDED, outcome: ['canceled'] }],
  left_voicemail: [{ ...ENDED, outcome: ['voicemail'], endCodes: [MESSAGE_LEFT] }],
  hangup_on_voicemail: [
    { ...ENDED, outcome: ['voicemail'], endCodes: END_CODES.filter((code) => code !== MESSAGE_LEFT) },
  ],
  ...{ registered: [], paused: [], spam: [], checking: [] },
};
export const STATUS_WORDS = Object.keys(STATES);

/** Null: no such word. A call is `user-canceled` when it lasted less than a second. */
export function statusFilter(word: string): Pick<CallQuery, 'states' | 'ids' | 'durationMax'> | null {
  const states = STATES[word];
  if (states === undefined) return null;
  if (states.length === 0) return { ids: [] };
  return { states, ...(word === 'user-canceled' ? { durationMax: USER_CANCELED_MS - 1 } : {}) };
}

const BY_PERSON: readonly EndCode[] = ['callee-hung-up', 'callee-opted-out'];
const BY_AGENT: readonly EndCode[] = ['agent-hung-up', 'operator-hung-up', 'not-understood'];

/** All three vocabularies of `end_call_reason`. */
const REASONS: Readonly<Record<string, readonly EndCode[]>> = {
  ...{
    human_ended_call: BY_PERSON,
    human_goodbye: BY_PERSON,
    human_hangup: BY_PERSON,
    user_disconnected: BY_PERSON,
  },
  ...{
    user_canceled: BY_PERSON,
    agent_ended_call: BY_AGENT,
    agent_goodbye: BY_AGENT,
    goodbye_detected: BY_AGENT,
  },
  ...{ custom_end_call: ['agent-hung-up'], timeout: ['max-duration'], max_duration: ['max-duration'] },
  ...{
    idle_time_exceeded: ['callee-silent'],
    voicemail: ['voicemail-reached', 'ivr-reached', 'ivr-not-passed'],
  },
  ...{ voicemail_cut_off: ['voicemail-reached'], voicemail_message_left: ['voicemail-left'] },
  ...{ human_pick_up_cut_off: ['call-screened'] },
  error: END_CODES.filter((code) =>
    ['failed', 'interrupted', 'denied'].includes(endWith(code, 'conversation').code),
  ),
  undefined: END_CODES.filter((code) =>
    ['no_answer', 'busy', 'canceled'].includes(endWith(code, 'queue').code),
  ),
};
export const REASON_WORDS = Object.keys(REASONS);

export function reasonFilter(word: string): readonly EndCode[] | null {
  return REASONS[word] ?? null;
}
