/** What a second leg is given by its call. */
import type { TransferChange } from '#conversation';
import type { Call, Turn } from '#domain';
import type { MediaSession, SipCall } from '#telephony';
import type { CallModels } from '../call-models.ts';
import type { CallLog } from '../live/call-log.ts';
import type { CallTap } from '../live/call-tap.ts';
import type { EngineOptions } from '../options.ts';

export interface LegParts {
  readonly call: Call;
  /** Of the callee. */
  readonly media: MediaSession;
  readonly models: CallModels;
  readonly log: CallLog;
  /** Its packets belong to the call's capture. */
  readonly tap: Pick<CallTap, 'attach' | 'hear'>;
  readonly options: EngineOptions;
  /** The callee's signalling, once it answered. */
  callee(): SipCall | null;
  /** What has been said in the call. */
  turns(): readonly Turn[];
  tell(change: TransferChange): void;
}
