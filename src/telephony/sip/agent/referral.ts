/** REFER as its users hold it: one of the peer, and one of ours. */
import type { IncomingReferral } from '../../contract.ts';
import type { Dialog } from '../dialog/index.ts';
import { printReplaces, tagOf } from '../message/index.ts';
import type { Wish } from './session-state.ts';

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

/**
 * @param taken the dialog that the peer is to take the place of. Refer-To then is that peer's Contact (RFC 5589, 7.1),
 *   for another telephone at the same address knows nothing of it.
 */
export function referWish(to: string, taken: Dialog | undefined, by: string | undefined): Wish {
  const told = by === undefined ? {} : { by };
  if (!taken) return { kind: 'refer', to, ...told };
  // RFC 3891, 3: the tags as the one sees them who receives the INVITE with Replaces.
  const replaces = printReplaces({
    callId: taken.callId,
    toTag: tagOf(taken.remote) ?? '',
    fromTag: tagOf(taken.local) ?? '',
    earlyOnly: false,
  });
  return { kind: 'refer', to: taken.remoteTarget, replaces, ...told };
}
