/** What the domain needs kept: one repository a noun, all inside one transaction or each on its own. */
import type { Id, Millis } from '#kernel';
import type { Page } from './page.ts';
import type { AgentRepository } from './agents/agent-repository.ts';
import type { BatchRepository } from './batches/batch.ts';
import type { AcceptanceRepository } from './calls/acceptance.ts';
import type { DueAnalysis } from './calls/analysis.ts';
import type { AnnotationRepository } from './annotations/annotation.ts';
import type { Call, CallEvent, CallStatus, NewEvent } from './calls/call.ts';
import type { PendingCommand } from './calls/command.ts';
import type { RequestKey } from './calls/create.ts';
import type { EventFeedRepository } from './calls/feed.ts';
import type { CallPage, CallQuery, CallSummary } from './calls/query.ts';
import type { UploadRepository } from './calls/upload.ts';
import type { DialectDataRepository } from './dialect-data/dialect-data.ts';
import type { CampaignRepository, LeadRepository } from './campaigns/repository.ts';
import type { DialFacts, DialRequest } from './dialing/facts.ts';
import type { ErasureRepository, ForgettingRepository } from './erasures/erasure.ts';
import type { ContactRepository } from './contacts/contact.ts';
import type { KnowledgeRepository } from './knowledge/knowledge.ts';
import type { MailRepository } from './mail/mail.ts';
import type { MemoryRepository } from './memory/memory.ts';
import type { PhoneBookRepository } from './phone-books/phone-book.ts';
import type { ProviderKey } from './models/provider-key.ts';
import type { AuditRepository, NewAuditEntry } from './audit/entry.ts';
import type {
  KeyRepository,
  MemberRepository,
  OrganizationRepository,
  SessionRepository,
} from './organizations/repositories.ts';
import type { MinuteRepository } from './quotas/minutes.ts';
import type { QuotaRepository } from './quotas/quota.ts';
import type { NumberRepository, TrunkRepository } from './trunks/trunk-repositories.ts';
import type { TrunkWatchRepository } from './trunks/trunk-health.ts';
import type { AnalysisTemplateRepository } from './analysis-templates/analysis-template.ts';
import type { SimulationRepository } from './simulations/repository.ts';
import type { DueToolRepository, SavedToolRepository } from './tools/saved-tool.ts';
import type { NumberPoolRepository } from './trunks/number-pool.ts';
import type { UsageRepository } from './usage/usage.ts';
import type { PriceTable } from './usage/price-of.ts';
import type { VoiceSlot } from './voices/voice-slot.ts';
import type { WebhookRepository } from './webhooks/repository.ts';

export type { Page };

/** One try to ring, its wire record and its end. */
export interface Attempt {
  readonly id: Id;
  readonly callId: Id;
  readonly organizationId: Id;
  readonly nodeId: Id;
  readonly number: number;
  readonly trunkId: Id | null;
  readonly numberId: Id | null;
  readonly sipCallId: string;
  /** The telephone's `DialogRecord`, as JSON. */
  readonly dialog: Readonly<Record<string, unknown>>;
  readonly startedAt: Millis;
  readonly endedAt: Millis | null;
}

/** The mutable columns of a call; absent = unchanged. */
export type CallPatch = Partial<
  Pick<
    Call,
    | 'status'
    | 'outcome'
    | 'from'
    | 'numberId'
    | 'trunkId'
    | 'answeredAt'
    | 'endedAt'
    | 'recording'
    | 'capture'
    | 'media'
    | 'turns'
    | 'latencies'
    | 'cost'
    | 'analysis'
    | 'notBefore'
    | 'retry'
    | 'nextCallId'
  >
>;

/** A number that must not be dialled. */
export interface Suppression {
  readonly e164: string;
  readonly reason: string;
  /** In which its owner asked for it; null: it was put there by request. */
  readonly callId: Id | null;
  readonly createdAt: Millis;
}

export interface SuppressionRepository {
  /** The first reason stands. @param callId the call in which it was asked for */
  add(organizationId: Id, e164: string, reason: string, at: Millis, callId?: Id): Promise<void>;
  remove(organizationId: Id, e164: string): Promise<boolean>;
  list(organizationId: Id, page: { limit: number; after?: string }): Promise<readonly Suppression[]>;
}

/** Calls that have not ended. */
export interface OpenCounts {
  readonly byStatus: Readonly<Record<Exclude<CallStatus, 'ended'>, number>>;
  /** Those whose time has come and that no node has taken yet. */
  readonly due: number;
}

/** A call and what was asked when it was made. */
export interface BornCall {
  readonly call: Call;
  readonly bodyHash: string;
}

export interface CallRepository {
  /**
   * Inserts the call with its first events (seq 1 …).
   * @param nodeId when a node holds it from birth (incoming)
   * @param request the key of the request that it is born of
   */
  insert(
    call: Call,
    events: readonly NewEvent[],
    nodeId?: Id | null,
    request?: RequestKey,
    audit?: NewAuditEntry,
  ): Promise<void>;
  /** The youngest call that was born of this key after `since`. */
  findByRequest(organizationId: Id, key: string, since: Millis): Promise<BornCall | null>;
  get(organizationId: Id, id: Id): Promise<Call | null>;
  /** Whole calls; `summaries` costs less. */
  list(organizationId: Id, query: CallQuery): Promise<CallPage>;
  summaries(organizationId: Id, query: CallQuery): Promise<readonly CallSummary[]>;
  /** How many match, whatever the page. */
  count(organizationId: Id, query: CallQuery): Promise<number>;
  /** Keeps the words of an ended call for `said` and `learnt`; again replaces them. */
  index(id: Id, organizationId: Id, said: string, learnt: string): Promise<void>;
  /** Removes an ended call with all that hangs on it. @returns `false`: it is not there, or has not ended */
  remove(organizationId: Id, id: Id): Promise<boolean>;
  /** Locks the row for the rest of the transaction. */
  lock(id: Id): Promise<Call | null>;
  /**
   * Appends events and changes columns in one statement, fenced: does nothing and answers null when `nodeId` is given
   * and no longer holds the call. @returns the last sequence.
   */
  append(id: Id, nodeId: Id | null, events: readonly NewEvent[], patch?: CallPatch): Promise<number | null>;
  events(organizationId: Id, id: Id, after: number, limit: number): Promise<readonly CallEvent[]>;
  /** Takes up to `limit` queued or scheduled calls whose time has come (`SKIP LOCKED`) for this node. */
  claimDue(nodeId: Id, now: Millis, limit: number): Promise<readonly Call[]>;
  /** Gives a claimed, not yet dialled call back: it is due again at `dueAt`. */
  release(id: Id, nodeId: Id, dueAt: Millis): Promise<void>;
  /** Makes the oldest `limit` deferred calls of an organization due now, because a line was freed. */
  wakeDeferred(organizationId: Id, now: Millis, limit: number): Promise<void>;
  /** When the next call falls due, of any organization; null = none waits. */
  nextDueAt(): Promise<Millis | null>;
  /** How many calls of every organization have not ended, for figures. */
  countOpen(now: Millis): Promise<OpenCounts>;
  /** Not ended calls held by nodes other than the live ones; claimed for `nodeId` in the same statement. */
  claimOrphans(nodeId: Id, now: Millis): Promise<readonly Call[]>;
  /** The node that holds a call, and where it can be reached; null: none does. */
  holder(id: Id): Promise<{ readonly nodeId: Id; readonly sipAddress: string } | null>;
  /** Not ended calls that a node holds; what it holds and does not know of has been lost on the way. */
  heldBy(nodeId: Id): Promise<readonly Call[]>;
}

export interface AttemptRepository {
  /**
   * Also enters Call-ID, the live-call row and the start that the authority counts; inside the verdict's transaction.
   * @param person null for an incoming call: it occupies a line, is no start of ours, and blocks nobody.
   */
  start(attempt: Attempt, person: string | null): Promise<void>;
  setDialog(id: Id, dialog: Readonly<Record<string, unknown>>): Promise<void>;
  /** Frees the live-call row. */
  end(id: Id, at: Millis): Promise<void>;
  openOfCall(callId: Id): Promise<readonly Attempt[]>;
  ofCall(callId: Id): Promise<readonly Attempt[]>;
}

export interface DialingRepository {
  /** Takes the organization's dialling lock for the rest of the transaction and reads what the rules need. */
  facts(request: DialRequest, now: Millis): Promise<DialFacts>;
  /** The same facts without the lock: for judging what reserves nothing (acceptance, dry runs). */
  peek(request: DialRequest, now: Millis): Promise<DialFacts>;
}

/** The answer that an idempotent create gave. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface IdempotencyRepository {
  /**
   * Claims `key` of `scope` for a request with `bodyHash`. `new`: go on, then `finish`. `done`: answer this again.
   * `busy`: the first request still runs. `mismatch`: same key, other body. A claim not finished within 60 s lapses.
   */
  claim(
    organizationId: Id,
    scope: string,
    key: string,
    bodyHash: string,
    now: Millis,
    ttlMs: Millis,
  ): Promise<
    | { readonly kind: 'new' }
    | { readonly kind: 'done'; readonly answer: StoredAnswer }
    | { readonly kind: 'busy' }
    | { readonly kind: 'mismatch' }
  >;
  finish(organizationId: Id, scope: string, key: string, answer: StoredAnswer): Promise<void>;
  forget(organizationId: Id, scope: string, key: string): Promise<void>;
}

export interface NodeRepository {
  /** Registers or renews this node's lease until `now + leaseMs`. */
  heartbeat(nodeId: Id, sipAddress: string, now: Millis, leaseMs: Millis): Promise<void>;
  leave(nodeId: Id): Promise<void>;
}

/** Ids that imported objects had at their vendor, per organization, dialect and noun. */
export interface AliasRepository {
  /** An alias that is put again names the new id from then on. */
  put(organizationId: Id, dialect: string, noun: string, alias: string, id: Id): Promise<void>;
  /** One that names nothing any more. */
  remove(organizationId: Id, dialect: string, noun: string, alias: string): Promise<void>;
  /** @param dialect null: of any dialect, as long as all that know the alias mean the same object */
  resolve(organizationId: Id, dialect: string | null, noun: string, alias: string): Promise<Id | null>;
  /** What texts name at one dialect, whatever the noun; one that names objects of several nouns is left out. */
  named(organizationId: Id, dialect: string, aliases: readonly string[]): Promise<ReadonlyMap<string, Id>>;
  /** The alias that each object has at one dialect, by id; of several the first in the alphabet. */
  names(organizationId: Id, dialect: string, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>>;
  /** The same of every dialect, by id and dialect; what has no alias is not there. */
  namesEverywhere(
    organizationId: Id,
    ids: readonly Id[],
  ): Promise<ReadonlyMap<Id, Readonly<Record<string, string>>>>;
}

export interface ProviderKeyRepository {
  /** @throws AppError `provider-key-taken` (409) when the organization already has one of this provider. */
  insert(key: ProviderKey): Promise<void>;
  get(organizationId: Id, id: Id): Promise<ProviderKey | null>;
  /** By provider; an organization has a few. */
  list(organizationId: Id): Promise<readonly ProviderKey[]>;
  update(
    organizationId: Id,
    id: Id,
    patch: Partial<Pick<ProviderKey, 'name' | 'key' | 'url' | 'state' | 'testedAt' | 'updatedAt'>>,
  ): Promise<ProviderKey | null>;
  remove(organizationId: Id, id: Id): Promise<boolean>;
}

export interface VoiceSlotRepository {
  /** By number, kind and language. */
  list(organizationId: Id): Promise<readonly VoiceSlot[]>;
  /** Replaces all of an organization's mappings. */
  replace(organizationId: Id, slots: readonly VoiceSlot[]): Promise<void>;
}

export interface PriceRepository {
  /** The organization's own table; null: the default one holds. */
  get(organizationId: Id): Promise<PriceTable | null>;
  /** @param table null: the default one holds again. */
  put(organizationId: Id, table: PriceTable | null, at: Millis): Promise<void>;
}

export interface CommandRepository {
  /** Keeps it for the node that holds the call. @returns `false`: the call is not in progress (any more) */
  put(callId: Id, command: PendingCommand): Promise<boolean>;
  /** Calls for which something waits: a notice may be lost, so that nodes look as well. */
  waiting(): Promise<readonly Id[]>;
  /** What waits for this call, oldest first; it is given once. */
  take(callId: Id): Promise<readonly PendingCommand[]>;
}

export interface AnalysisRepository {
  /** Owes one from `dueAt` on; what was owed of the same call before is owed no more. */
  request(analysis: Omit<DueAnalysis, 'tries'>, dueAt: Millis): Promise<void>;
  /**
   * Takes up to `limit` of those that are due, or that a dead node had taken (`SKIP LOCKED`). After `leaseMs` they are
   * due again.
   */
  claimDue(nodeId: Id, now: Millis, leaseMs: Millis, limit: number): Promise<readonly DueAnalysis[]>;
  /** Gives a claimed one back until `dueAt`. */
  postpone(analysis: DueAnalysis, dueAt: Millis, tries: number): Promise<void>;
  /** It is owed no more. @returns `false`: another one has been asked for meanwhile, this one counts no more */
  finish(analysis: DueAnalysis): Promise<boolean>;
  isDue(callId: Id): Promise<boolean>;
  /** When the next falls due, of any organization; null = none is owed. */
  nextDueAt(): Promise<Millis | null>;
}

/** Everything, bound to one transaction or to none. */
export interface Repositories {
  readonly organizations: OrganizationRepository;
  readonly keys: KeyRepository;
  readonly members: MemberRepository;
  readonly sessions: SessionRepository;
  readonly audit: AuditRepository;
  readonly quotas: QuotaRepository;
  readonly minutes: MinuteRepository;
  readonly agents: AgentRepository;
  readonly trunks: TrunkRepository;
  readonly trunkWatches: TrunkWatchRepository;
  readonly numbers: NumberRepository;
  readonly suppressions: SuppressionRepository;
  readonly calls: CallRepository;
  readonly acceptance: AcceptanceRepository;
  readonly attempts: AttemptRepository;
  readonly commands: CommandRepository;
  readonly dialing: DialingRepository;
  readonly idempotency: IdempotencyRepository;
  readonly nodes: NodeRepository;
  readonly aliases: AliasRepository;
  readonly providerKeys: ProviderKeyRepository;
  readonly voiceSlots: VoiceSlotRepository;
  readonly prices: PriceRepository;
  readonly analyses: AnalysisRepository;
  readonly batches: BatchRepository;
  readonly campaigns: CampaignRepository;
  readonly leads: LeadRepository;
  readonly webhooks: WebhookRepository;
  readonly knowledge: KnowledgeRepository;
  readonly contacts: ContactRepository;
  readonly memories: MemoryRepository;
  readonly phoneBooks: PhoneBookRepository;
  readonly mail: MailRepository;
  readonly annotations: AnnotationRepository;
  readonly feed: EventFeedRepository;
  readonly uploads: UploadRepository;
  readonly erasures: ErasureRepository;
  readonly forgetting: ForgettingRepository;
  readonly dialectData: DialectDataRepository;
  readonly numberPools: NumberPoolRepository;
  readonly tools: SavedToolRepository;
  readonly dueTools: DueToolRepository;
  readonly analysisTemplates: AnalysisTemplateRepository;
  readonly usage: UsageRepository;
  readonly simulations: SimulationRepository;
}

/** The store. Methods outside a transaction are their own transaction. */
export interface Store extends Repositories {
  transaction<T>(work: (tx: Repositories) => Promise<T>): Promise<T>;
  /**
   * Appends conversation events of many calls in one commit at most 200 ms later; order within a call is kept, and a
   * later fenced `calls.append` of the same call flushes them first. Faults go to the log and to `onFault`.
   */
  appendLater(id: Id, nodeId: Id, events: readonly NewEvent[]): void;
  /** Settles when everything handed to `appendLater` so far is committed. */
  flush(): Promise<void>;
  /** Tells every node of something, e.g. `hangup:<call id>` or `events:<call id>`; coalesced, never in a transaction. */
  notify(message: string): void;
  /** Hears what any node (this one too) told. */
  onNotify(listener: (message: string) => void): () => void;
  /** One cheap round trip. @throws when the database is out of reach. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
