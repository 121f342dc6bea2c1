/** Meetzy's words for where a call stands, and what its filters mean by them. Pure. */
import { parseAddress, type Call, type CallState, type Lead, type OutcomeCode } from '#domain';

export const STATUS_WORDS = [
  'open',
  'ringing',
  'closed',
  'no-answer',
  'busy',
  'voicemail',
  'recall-scheduled',
  'wrong-phone-format',
  'failed',
] as const;
export type StatusWord = (typeof STATUS_WORDS)[number];

/** Address Incomplete (RFC 3261, 21.4.22): the carrier could not read the number. */
const ADDRESS_INCOMPLETE = 484;

/** @param recall another try of it is planned */
export function statusWord(call: Pick<Call, 'status' | 'outcome'>, recall = false): StatusWord {
  const { outcome } = call;
  if (!outcome) return call.status === 'ringing' ? 'ringing' : 'open';
  return recall ? 'recall-scheduled' : endWord(outcome);
}

function endWord({ code, end_reason }: NonNullable<Call['outcome']>): StatusWord {
  switch (code) {
    case 'completed':
      return 'closed';
    case 'no_answer':
      return 'no-answer';
    case 'busy':
      return 'busy';
    case 'voicemail':
      return 'voicemail';
    case 'canceled':
    case 'denied':
    case 'failed':
    case 'interrupted':
      return end_reason.sip?.status === ADDRESS_INCOMPLETE ? 'wrong-phone-format' : 'failed';
  }
}

/** Of a campaign's contact for which no call was made (yet). */
export function contactWord({ status, phoneNumber }: Pick<Lead, 'status' | 'phoneNumber'>): StatusWord {
  if (parseAddress(phoneNumber) === null) return 'wrong-phone-format';
  return status === 'pending' ? 'open' : 'failed';
}

/**
 * What a filter's word lets through; null for a word that is none. `open` is pending or in progress, so a ringing call
 * too. Two words of the vendor's page are ruins of `wrong-phone-format` and `no-answer`.
 */
export function wordsOf(filter: string): readonly StatusWord[] | null {
  if (filter === 'open') return ['open', 'ringing'];
  if (filter === 'rong-phone-forno-answer') return ['wrong-phone-format', 'no-answer'];
  if (filter === 'wmat') return ['wrong-phone-format'];
  const word = STATUS_WORDS.find((one) => one === filter);
  return word === undefined ? null : [word];
}

const FAILURES: readonly OutcomeCode[] = ['canceled', 'denied', 'failed', 'interrupted'];
const STATES: Readonly<Record<StatusWord, CallState>> = {
  open: { status: ['queued', 'scheduled', 'dialing', 'in_progress'] },
  ringing: { status: ['ringing'] },
  closed: { outcome: ['completed'] },
  'no-answer': { outcome: ['no_answer'] },
  busy: { outcome: ['busy'] },
  voicemail: { outcome: ['voicemail'] },
  'recall-scheduled': { outcome: ['no_answer', 'busy', 'voicemail', 'failed', 'interrupted'] },
  'wrong-phone-format': { outcome: FAILURES },
  failed: { outcome: FAILURES },
};

/** States that hold every call of these words, and perhaps some more. */
export function statesOf(words: readonly StatusWord[]): readonly CallState[] {
  return words.map((word) => STATES[word]);
}
