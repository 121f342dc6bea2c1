/** What a running call is made of, and who is told of it. */
import type { Attempt, Call, LifeState, Outcome, Trunk } from '#domain';
import type { MediaSession, MediaStats } from '#telephony';
import type { CallModels } from '../call-models.ts';
import type { OpenEnd } from './finish.ts';

/** Told of every running call. */
export interface Watcher<Live> {
  /** Before anything of it leaves. */
  begun(live: Live): void;
  /** Its end could not be committed: it is kept, and asked for again. */
  left?(end: OpenEnd): void;
  /** Once, after the end was committed or left. */
  ended(live: Live, outcome: Outcome, stats: MediaStats | null): void;
}

export interface CallParts<Live> {
  readonly call: Call;
  readonly attempt: Attempt;
  readonly life: LifeState;
  readonly media: MediaSession;
  readonly models: CallModels;
  readonly watcher: Watcher<Live>;
  /** That the call goes by; null: none stands between. */
  readonly trunk: Trunk | null;
}
