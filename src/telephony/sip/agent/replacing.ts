/** Replaces in an INVITE (RFC 3891, 3): the call of ours whose place it takes. */
import { dialogId } from '../dialog/index.ts';
import { headerLines, parseReplaces, type SipRequest } from '../message/index.ts';

/** What of a call decides whether its place may be taken. */
export interface Replaceable {
  /** There once it was answered. */
  readonly session: unknown;
  readonly ended: boolean;
  /** We sent its INVITE. */
  readonly isOurs: boolean;
}

export type Replacing<C> =
  | { readonly kind: 'new' }
  | { readonly kind: 'replaces'; readonly call: C }
  | { readonly kind: 'refused'; readonly status: number };

/** @param find a call of ours by its dialog */
export function replacing<C extends Replaceable>(
  request: SipRequest,
  find: (dialog: string) => C | undefined,
): Replacing<C> {
  const lines = headerLines(request, 'Replaces');
  if (lines.length === 0) return { kind: 'new' };
  const wanted = lines.length === 1 ? parseReplaces(lines[0]!) : null;
  // 3: more than one, or one that cannot be read, MUST be refused with 400.
  if (!wanted) return { kind: 'refused', status: 400 };
  // 3: to-tag is compared with our tag, from-tag with the peer's.
  const call = find(dialogId(wanted.callId, wanted.toTag, wanted.fromTag));
  // 3: no match, or an early dialog that we did not begin: 481.
  if (!call || (call.session === undefined && !call.isOurs)) return { kind: 'refused', status: 481 };
  // 3: a dialog that has ended: 603; one that is answered, where only an early one was wanted: 486.
  if (call.ended) return { kind: 'refused', status: 603 };
  if (wanted.earlyOnly && call.session !== undefined) return { kind: 'refused', status: 486 };
  return { kind: 'replaces', call };
}
