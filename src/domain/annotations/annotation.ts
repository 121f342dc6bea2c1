/** What people write on calls: notes, tags, labels, ratings, and who has looked. */
import type { Id, Millis } from '#kernel';

export interface CallNote {
  readonly id: Id;
  readonly callId: Id;
  readonly organizationId: Id;
  /** Whoever wrote it, as the client names them: an id, a name, an e-mail; null: not told. */
  readonly author: string | null;
  readonly text: string;
  readonly flagged: boolean;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

/** `tag`: what it was about. `label`: it is an example of. `rating`: somebody's judgement. `view`: somebody looked. */
export type MarkKind = 'tag' | 'label' | 'rating' | 'view';

/** A short word on a call; tags and labels are nobody's (`by` is empty), of the others there is one a person and value. */
export interface CallMark {
  readonly kind: MarkKind;
  /** The tag, label or rating (an emoji, a number, a word); empty for a view. */
  readonly value: string;
  readonly by: string;
  readonly at: Millis;
}

export interface CallAnnotations {
  /** Oldest first. */
  readonly notes: readonly CallNote[];
  /** By kind, then by time. */
  readonly marks: readonly CallMark[];
}

/** Every call must be the organization's: the caller checks. */
export interface AnnotationRepository {
  /** Of many calls at once, for lists; every id has an entry. */
  of(organizationId: Id, callIds: readonly Id[]): Promise<ReadonlyMap<Id, CallAnnotations>>;
  addNote(note: CallNote): Promise<void>;
  updateNote(
    organizationId: Id,
    callId: Id,
    id: Id,
    patch: Partial<Pick<CallNote, 'author' | 'text' | 'flagged' | 'createdAt' | 'updatedAt'>>,
  ): Promise<CallNote | null>;
  removeNote(organizationId: Id, callId: Id, id: Id): Promise<boolean>;
  /** One that is there stays as it is. */
  mark(organizationId: Id, callId: Id, mark: CallMark): Promise<void>;
  unmark(organizationId: Id, callId: Id, mark: Omit<CallMark, 'at'>): Promise<boolean>;
  /** Replaces all marks of one kind (tags, labels). */
  replace(organizationId: Id, callId: Id, kind: MarkKind, marks: readonly CallMark[]): Promise<void>;
  /** Every value in use, by name. */
  values(organizationId: Id, kind: MarkKind, limit: number): Promise<readonly string[]>;
}
