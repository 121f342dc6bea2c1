/** A REFER of the peer as its user holds it. */
import type { IncomingReferral } from '../../contract.ts';

export interface ReferralWords {
  answered(status: number): void;
  progress(status: number, reason: string): void;
}

export function referralOf(
  asked: Pick<IncomingReferral, 'to' | 'replaces' | 'by'>,
  words: ReferralWords,
): { readonly referral: IncomingReferral; decided(): boolean } {
  let decided = false;
  const decide = (status: number): void => {
    if (decided) return;
    decided = true;
    words.answered(status);
  };
  return {
    referral: {
      ...asked,
      accept: () => decide(202),
      reject: (status) => decide(status),
      progress: (status, reason) => words.progress(status, reason),
    },
    decided: () => decided,
  };
}
