/** What a running call is to its endpoint, and what it needs of it. */
import type { Clock, Logger } from '#kernel';
import type { SipTarget } from '../../contract.ts';
import type { TransactionLayer } from '../transaction/index.ts';
import type { Resolver } from '../transport/resolver.ts';
import type { Session, SessionInput } from './session-state.ts';

/** What a call needs of its endpoint. */
export interface CallWorld {
  readonly layer: TransactionLayer;
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Our address as that place sees it, when that is not our own. */
  reachedFrom(target: SipTarget): string | undefined;
  /** Told after each step, so that requests inside the dialog find the call. */
  changed(call: RunningCall): void;
}

export interface RunningCall {
  readonly session: Session | undefined;
  /** Ids of its dialogs, the early ones too; the same array as long as they are the same. */
  readonly dialogs: readonly string[];
  readonly ended: boolean;
  /** We sent its INVITE. */
  readonly isOurs: boolean;
  /** Where it goes, once that is known. */
  readonly target?: SipTarget | undefined;
  input(input: SessionInput): void;
  close(): void;
}
