/** Which calls a list holds, in which order, and how much of each. */
import type { Id, Millis } from '#kernel';
import type { ApiName, Call, CallStatus, Direction } from './call.ts';
import type { OutcomeCode } from './outcome.ts';

/** A state as an API names it: all that is given holds. */
export interface CallState {
  readonly status?: readonly CallStatus[];
  readonly outcome?: readonly OutcomeCode[];
  /** `end_reason.code` */
  readonly endCodes?: readonly string[];
  readonly answered?: boolean;
}

/** `ended` lists ended calls only. */
export interface CallOrder {
  readonly by: 'created' | 'ended';
  readonly direction: 'asc' | 'desc';
}

/** The last row that was seen; `endedAt` when ordered by it. */
export interface CallCursor {
  readonly id: Id;
  readonly endedAt?: Millis;
}

/** Everything given must hold; of a list, one of it. An empty list holds for no call. */
export interface CallQuery {
  /** 1 to 2,001. */
  readonly limit: number;
  readonly order?: CallOrder;
  /** Rows behind this one, in the order asked for. */
  readonly cursor?: CallCursor;
  /** The same for the newest first: rows older than this id. */
  readonly before?: Id;
  /** Rows to pass over; for APIs that page by offset. Costs by its size. */
  readonly offset?: number;
  /** Count all that match; costs by their number. */
  readonly withTotal?: boolean;

  readonly ids?: readonly Id[];
  readonly status?: readonly CallStatus[];
  readonly outcome?: readonly OutcomeCode[];
  readonly endCodes?: readonly string[];
  /** Any of these. */
  readonly states?: readonly CallState[];
  readonly agentId?: Id;
  readonly agentIds?: readonly Id[];
  readonly campaignId?: Id;
  readonly campaignIds?: readonly Id[];
  readonly direction?: Direction;
  /** Our number that it went out from or came in on, by its id. */
  readonly numberId?: Id;
  /** The same by its address, as shown. */
  readonly line?: string;
  /** The other side: E.164 or SIP URI. */
  readonly phone?: string;
  /** Either side. */
  readonly party?: string;
  /** All moments and lengths inclusive. */
  readonly createdFrom?: Millis;
  readonly createdTo?: Millis;
  readonly endedFrom?: Millis;
  readonly endedTo?: Millis;
  /** From the answer to the end. */
  readonly durationMin?: Millis;
  readonly durationMax?: Millis;
  /** Names of language models, as planned. */
  readonly models?: readonly string[];
  readonly tags?: readonly string[];
  readonly labels?: readonly string[];
  readonly ratings?: readonly string[];
  readonly test?: boolean;
  readonly apis?: readonly ApiName[];
  /** Members of `source.data`, as text; not indexed. */
  readonly sourceData?: Readonly<Record<string, readonly string[]>>;
  /** Words said in it (ended calls), as a search box takes them: `"a phrase"`, `or`, `-not`. */
  readonly said?: string;
  /** Words of what was learnt: values of the analysis (ended calls). */
  readonly learnt?: string;
}

/** A row of a list without what is long. */
export interface CallSummary extends Pick<
  Call,
  | 'id'
  | 'organizationId'
  | 'direction'
  | 'status'
  | 'outcome'
  | 'to'
  | 'from'
  | 'requestedNumberId'
  | 'requestedTrunkId'
  | 'numberId'
  | 'trunkId'
  | 'test'
  | 'person'
  | 'metadata'
  | 'notBefore'
  | 'createdAt'
  | 'answeredAt'
  | 'endedAt'
  | 'recording'
  | 'lastSeq'
> {
  readonly api: ApiName;
  readonly agentId: Id | null;
  readonly agentName: string;
  readonly versionId: Id | null;
  readonly campaignId: Id | null;
}

export interface CallPage {
  readonly rows: readonly Call[];
  /** Null unless asked for. */
  readonly total: number | null;
}
