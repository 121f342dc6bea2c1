/** The catalogue of end reasons: one code, one meaning, one page of documentation. */
import type { EndReason, Fault, Outcome, OutcomeCode, Party, Phase } from './outcome.ts';

interface Entry {
  readonly outcome: OutcomeCode;
  readonly party: Party;
  readonly fault: Fault;
  readonly retryable: boolean;
  readonly detail: string;
}

/** `detail` is the sentence used when the place that ends the call has nothing more exact to say. */
const CATALOGUE = {
  'callee-hung-up': entry('completed', 'callee', 'none', false, 'The callee hung up.'),
  'agent-hung-up': entry('completed', 'agent', 'none', false, 'The agent ended the conversation.'),
  'operator-hung-up': entry('completed', 'operator', 'none', false, 'The call was hung up by request.'),
  transferred: entry(
    'completed',
    'agent',
    'none',
    false,
    'The call was transferred; whom it was transferred to hung up.',
  ),
  'max-duration': entry('completed', 'policy', 'none', false, 'The call reached its maximum duration.'),
  'callee-silent': entry(
    'completed',
    'callee',
    'none',
    true,
    'Nobody spoke, and the reminders were not answered.',
  ),
  'callee-opted-out': entry(
    'completed',
    'callee',
    'none',
    false,
    'The callee asked not to be called; the agent said goodbye.',
  ),
  'not-understood': entry(
    'completed',
    'agent',
    'none',
    true,
    'The callee could not be understood, and the playbook has no other way.',
  ),
  'voicemail-reached': entry(
    'voicemail',
    'callee',
    'none',
    true,
    'An answering machine answered; the agent hung up.',
  ),
  'voicemail-left': entry(
    'voicemail',
    'agent',
    'none',
    false,
    'An answering machine answered; the agent left its message.',
  ),
  'ivr-reached': entry('voicemail', 'callee', 'none', true, 'A menu answered; the agent hung up.'),
  'ivr-not-passed': entry(
    'voicemail',
    'callee',
    'none',
    true,
    'A menu answered, and no person was reached through it.',
  ),
  'call-screened': entry(
    'no_answer',
    'callee',
    'none',
    true,
    'A call screener answered, and nobody came to the phone.',
  ),
  fax: entry('failed', 'callee', 'customer_config', false, 'A fax machine answered. Check the number.'),
  busy: entry('busy', 'callee', 'none', true, "The callee's line was busy."),
  'no-answer': entry('no_answer', 'callee', 'none', true, 'Nobody answered.'),
  canceled: entry('canceled', 'operator', 'none', false, 'The call was withdrawn before it was answered.'),
  declined: entry('failed', 'callee', 'none', false, 'The callee declined the call.'),
  'number-not-found': entry(
    'failed',
    'callee',
    'customer_config',
    false,
    'The number does not exist or cannot be reached as dialled. Check the number.',
  ),
  'no-common-codec': entry(
    'failed',
    'carrier',
    'customer_config',
    false,
    'The far end takes none of our codecs (PCMU, PCMA). Allow one of them on the trunk.',
  ),
  'srtp-required': entry(
    'failed',
    'carrier',
    'customer_config',
    false,
    "The trunk demands SRTP and the far end gave no key for it that we can use. Enable SDES there, or set the trunk's srtp to optional.",
  ),
  'trunk-auth': entry(
    'failed',
    'operator',
    'customer_config',
    false,
    "The trunk refused our credentials. Check the trunk's username and password.",
  ),
  'trunk-unreachable': entry(
    'failed',
    'carrier',
    'carrier',
    true,
    "The trunk's address could not be reached. Check its host and port, and that it is up.",
  ),
  'no-response': entry('failed', 'carrier', 'carrier', true, 'Nothing at all answered the INVITE.'),
  'carrier-error': entry('failed', 'carrier', 'carrier', true, 'The carrier could not complete the call.'),
  'carrier-refused': entry('failed', 'carrier', 'carrier', false, 'The carrier refused the call.'),
  redirected: entry(
    'failed',
    'carrier',
    'customer_config',
    false,
    'The callee is somewhere else, and the trunk follows no redirection. Dial that address, or let the trunk follow.',
  ),
  'caller-id-refused': entry(
    'failed',
    'carrier',
    'customer_config',
    false,
    'The far end does not accept the identity of the caller. Call from a number that the trunk vouches for, and show it.',
  ),
  'call-blocked': entry(
    'failed',
    'carrier',
    'customer_config',
    false,
    "A carrier's analysis on the way blocks calls of this number. Ask the carrier of the number how to appeal.",
  ),
  'payment-required': entry(
    'failed',
    'carrier',
    'customer_config',
    false,
    'The carrier wants to be paid first. Check the balance of the account.',
  ),
  'call-looped': entry(
    'failed',
    'carrier',
    'carrier',
    false,
    'The call ran in circles between carriers and was dropped.',
  ),
  'protocol-mismatch': entry(
    'failed',
    'carrier',
    'carrier',
    false,
    'The far end cannot serve such a call: what the INVITE asks is not supported there. Its status says what.',
  ),
  'session-expired': entry(
    'failed',
    'carrier',
    'carrier',
    true,
    'The far end no longer refreshed the session in the interval that was agreed.',
  ),
  'media-lost': entry('failed', 'carrier', 'carrier', true, 'The far end stopped sending audio.'),
  'model-failed': entry('failed', 'provider', 'provider', true, 'A model failed and could not be replaced.'),
  'agent-misconfigured': entry(
    'failed',
    'operator',
    'customer_config',
    false,
    'The agent cannot run as it is configured.',
  ),
  'hook-refused': entry(
    'denied',
    'policy',
    'none',
    false,
    'The inbound hook refused the call; the caller was told so, or hung up on.',
  ),
  'outside-hours': entry(
    'denied',
    'policy',
    'none',
    false,
    'The number was called outside the hours of its agent; the caller was told so.',
  ),
  'minutes-exhausted': entry(
    'denied',
    'policy',
    'customer_config',
    true,
    'The organization pays its minutes in advance, and none were left.',
  ),
  'dial-denied': entry('denied', 'policy', 'none', false, 'The dial authority denied the call.'),
  'deferred-too-long': entry(
    'denied',
    'policy',
    'none',
    true,
    'The call could not be dialled within the time it may wait.',
  ),
  'node-lost': entry(
    'interrupted',
    'platform',
    'platform',
    true,
    'The node that held the call stopped; the call was ended on the wire.',
  ),
  shutdown: entry('interrupted', 'platform', 'platform', true, 'Parley was shut down while the call ran.'),
  'no-media-port': entry('failed', 'platform', 'platform', true, 'No RTP port was free. Widen PARLEY_RTP.'),
  internal: entry('failed', 'platform', 'platform', true, 'Parley failed. The logs hold the cause.'),
} as const;

export type EndCode = keyof typeof CATALOGUE;
export const END_CODES = Object.keys(CATALOGUE) as EndCode[];

/** Makes the outcome of a code; `detail` replaces the catalogue's sentence. */
export function endWith(
  code: EndCode,
  phase: Phase,
  more: Partial<Pick<EndReason, 'sip' | 'provider' | 'detail' | 'party' | 'stated'>> = {},
): Outcome {
  const { outcome, ...verdict } = CATALOGUE[code];
  return {
    code: outcome,
    end_reason: { code, phase, ...verdict, ...more, doc: `docs/end-reasons.md#${code}` },
  };
}

function entry(outcome: OutcomeCode, party: Party, fault: Fault, retryable: boolean, detail: string): Entry {
  return { outcome, party, fault, retryable, detail };
}
