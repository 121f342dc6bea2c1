/** What is forgotten: about one person when asked, about everybody after a while. */
import type { Id, Millis } from '#kernel';

/** `waiting`: for a call that still runs, or for the next try after a fault (`detail`). */
export type ErasureState = 'queued' | 'running' | 'waiting' | 'done';

export interface Erasure {
  readonly id: Id;
  readonly organizationId: Id;
  /** E.164 or SIP URI; null once done. */
  readonly phone: string | null;
  /** What stands in its place: `erased:` and 16 hex digits of chance. */
  readonly pseudonym: string;
  readonly state: ErasureState;
  /** Calls that were made anonymous so far. */
  readonly calls: number;
  /** Of the last fault; null: none. */
  readonly detail: string | null;
  readonly requestedAt: Millis;
  readonly finishedAt: Millis | null;
}

export interface ErasedPerson {
  readonly organizationId: Id;
  readonly phone: string;
  readonly pseudonym: string;
}

/** How long things are kept, days after the call's creation; null: for ever. */
export interface Retention {
  readonly recordingsDays: number | null;
  /** Transcripts, analyses, variables and metadata. */
  readonly transcriptsDays: number | null;
  readonly eventsDays: number | null;
}

export const KEPT_FOR_EVER: Retention = { recordingsDays: null, transcriptsDays: null, eventsDays: null };

export interface ErasureRepository {
  /** One that is still open for the same person is answered instead of a second. */
  request(erasure: Erasure): Promise<Erasure>;
  get(organizationId: Id, id: Id): Promise<Erasure | null>;
  list(organizationId: Id, page: { limit: number; before?: Id }): Promise<readonly Erasure[]>;
  claimDue(now: Millis, leaseMs: Millis, limit: number): Promise<readonly Erasure[]>;
  nextDueAt(): Promise<Millis | null>;
  update(
    id: Id,
    patch: Partial<Pick<Erasure, 'state' | 'calls' | 'detail' | 'finishedAt' | 'phone'>>,
    dueAt: Millis | null,
  ): Promise<void>;
}

export type KeptThing = 'recordings' | 'transcripts' | 'events';

/** What erasures and retention do to calls. */
export interface ForgettingRepository {
  /** The next calls with this person, ended or not. */
  callsOf(person: ErasedPerson, limit: number): Promise<readonly { id: Id; ended: boolean }[]>;
  /**
   * Leaves of an ended call that it was, when, and how it ended: pseudonym in place of the address; person, variables,
   * context, metadata, transcript, analysis, notes, texts of its events, and its webhooks are gone. The recording's file is not its.
   */
  anonymise(person: ErasedPerson, id: Id): Promise<void>;
  /** Answers of idempotent requests, and webhooks of leads, that name the person. */
  forgetAnswers(person: ErasedPerson): Promise<void>;
  retention(organizationId: Id): Promise<Retention>;
  setRetention(organizationId: Id, retention: Retention, at: Millis): Promise<void>;
  /** Organizations that keep something for a time only. */
  kept(): Promise<readonly { readonly organizationId: Id; readonly retention: Retention }[]>;
  /**
   * The oldest ended calls, created before `before`, whose `thing` was not dealt with.
   * @param after those behind this one only
   */
  outdated(
    organizationId: Id,
    thing: KeptThing,
    before: Millis,
    limit: number,
    after?: Id,
  ): Promise<readonly Id[]>;
  /**
   * Of `thing` everything that had ended up to this call was dealt with. What is behind an older call that goes on, or
   * is scheduled, will be found again with that one.
   */
  dealtWith(organizationId: Id, thing: KeptThing, upTo: Id): Promise<void>;
  /** Transcript, analysis, variables, context, metadata and notes of an ended call go. */
  blank(organizationId: Id, id: Id): Promise<void>;
  /** The logs and the ended attempts of these calls go, of those that have ended. */
  dropEvents(organizationId: Id, ids: readonly Id[]): Promise<void>;
}
