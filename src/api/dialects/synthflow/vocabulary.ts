/** Synthflow's words for how a call stands and how it ended. */
import type { Call, EndCode } from '#domain';
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
