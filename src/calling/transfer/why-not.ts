/** Why nobody was connected, in words that a model can go on with and an operator can read. */
import type { EndReason } from '#domain';

const WORDS: Readonly<Record<string, string>> = {
  busy: 'The line was busy.',
  'no-answer': 'Nobody answered.',
  declined: 'The call was declined.',
  canceled: 'The transfer was withdrawn.',
  'callee-hung-up': 'Whoever answered hung up before the call was taken.',
};

export function whyNot({ code, detail }: EndReason): string {
  if (code === 'declined' && detail.startsWith('Whoever')) return detail;
  return WORDS[code] ?? detail;
}

/** @param reason how the briefing's conversation ended */
export function refusedBy(reason: string): string {
  switch (reason) {
    case 'voicemail-reached':
    case 'ivr-reached':
    case 'call-screened':
    case 'fax':
      return 'A machine answered.';
    case 'voice-failed':
    case 'hearing-failed':
    case 'internal':
      return 'Whoever answered could not be briefed.';
    default:
      return 'Whoever answered did not take the call.';
  }
}
