/** A transfer that the callee's own side carries out: REFER (RFC 3515), and what it tells of it. */
import type { TransferWish } from '#conversation';
import { settingsOf, type Call, type Trunk } from '#domain';
import type { SipCall } from '#telephony';

export type HandOver =
  /** The target answered, or the callee's side left for it. */
  | { readonly kind: 'connected' }
  /** The REFER itself was refused: nobody was called. */
  | { readonly kind: 'refused'; readonly status: number }
  /** The target was called and did not answer, or nothing more was told. */
  | { readonly kind: 'failed'; readonly status: number; readonly reason: string };

export interface HandOverWish {
  /** Refer-To; with `replaces` its peer's own Contact. */
  readonly to: string;
  /** Referred-By: who we are for the carrier. */
  readonly by: string;
  /** Attended: the target's leg, which the callee takes the place of. */
  readonly replaces?: SipCall;
  /** Each word of it; `final` is the last. */
  told(progress: { readonly status: number; readonly reason: string; readonly final: boolean }): void;
}

/** Does the trunk of both legs connect them by itself? What is done with the target first needs a leg of our own. */
export function handsOver(
  { trunkId }: Pick<Call, 'trunkId'>,
  { mode, digits }: Pick<TransferWish, 'mode' | 'digits'>,
  trunk: Trunk | null,
): boolean {
  if (!trunk || trunk.id !== trunkId || settingsOf(trunk).transfer !== 'refer') return false;
  return mode === 'attended' || digits === undefined;
}

/** Asks it of the callee's side. `settled` is called once, at the end of the dialog at the latest, before that is told. */
export function handOver(
  callee: Pick<SipCall, 'refer'>,
  { to, by, replaces, told }: HandOverWish,
  settled: (result: HandOver) => void,
): void {
  let taken = false;
  callee.refer(to, { referredBy: by, ...(replaces ? { replaces } : {}) }, (progress) => {
    const { status, reason, final } = progress;
    told(progress);
    if (!final) {
      taken = true;
      return;
    }
    // Many carriers say BYE once they have taken it, and nothing before: status 0, the dialog is over.
    const connected = (status >= 200 && status < 300) || (taken && status === 0);
    if (connected) settled({ kind: 'connected' });
    else settled(taken ? { kind: 'failed', status, reason } : { kind: 'refused', status });
  });
}
