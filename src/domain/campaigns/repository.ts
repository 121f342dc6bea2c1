/** What campaigns need kept. */
import type { Id, Millis } from '#kernel';
import type { ApiName } from '../calls/call.ts';
import type { Page } from '../page.ts';
import type { Campaign, Lead, LeadCounts, LeadStatus } from './campaign.ts';
import type { LeadEnd } from './lead-end.ts';
import type { PaceFacts } from './pace.ts';

export interface CampaignQuery extends Page {
  readonly status?: readonly Campaign['status'][];
}

export type CampaignPatch = Partial<
  Omit<Campaign, 'id' | 'organizationId' | 'test' | 'source' | 'createdAt'>
>;

/** A campaign whose turn it is. */
export interface CampaignTurn {
  readonly campaignId: Id;
  readonly organizationId: Id;
  /** Of this claim; what a later claim or a wake-up has overtaken counts no more. */
  readonly token: Id;
  readonly wakes: number;
}

export interface CampaignRepository {
  insert(campaign: Campaign): Promise<void>;
  get(organizationId: Id, id: Id): Promise<Campaign | null>;
  /** Held against changes of its status until the transaction ends; other readers may hold it too. */
  share(id: Id): Promise<Campaign | null>;
  /** Held against everybody until the transaction ends. */
  lock(organizationId: Id, id: Id): Promise<Campaign | null>;
  list(
    organizationId: Id,
    query: CampaignQuery,
  ): Promise<{ readonly rows: readonly Campaign[]; readonly total: number }>;
  update(organizationId: Id, id: Id, patch: CampaignPatch): Promise<Campaign | null>;
  /** With its leads; calls stay. */
  remove(organizationId: Id, id: Id): Promise<boolean>;
  /** By id; a campaign without leads has none here. */
  counts(ids: readonly Id[]): Promise<ReadonlyMap<Id, LeadCounts>>;
  /** Calls of it that wait to be dialled. */
  waitingCalls(id: Id): Promise<readonly Id[]>;
  /** Calls that waited through a pause fall due now; the time that they may wait counts anew. */
  wakeCalls(id: Id, now: Millis): Promise<void>;

  /** It is its turn at `at`, or earlier. */
  wake(id: Id, at: Millis): Promise<void>;
  /** Takes up to `limit` whose turn it is (`SKIP LOCKED`); after `leaseMs` it is their turn again. */
  claimTurns(
    token: () => Id,
    nodeId: Id,
    now: Millis,
    leaseMs: Millis,
    limit: number,
  ): Promise<readonly CampaignTurn[]>;
  /** Ends a turn. @param next when the next is due, null: when it is woken. One that was woken meanwhile is due now. */
  endTurn(turn: CampaignTurn, next: Millis | null, now: Millis): Promise<void>;
  /** Is the turn still whose it was? Held so until the transaction ends. */
  holdTurn(turn: CampaignTurn): Promise<boolean>;
  /** When the next turn is due, of any organization. */
  nextTurnAt(): Promise<Millis | null>;
}

export interface LeadQuery extends Page {
  readonly status?: readonly LeadStatus[];
  /** Oldest first instead of newest first. */
  readonly phoneNumber?: string;
}

/** Everything given must hold. */
export interface UncalledQuery {
  readonly api: ApiName;
  readonly limit: number;
  readonly agentId?: Id;
  /** Both inclusive. */
  readonly createdFrom?: Millis;
  readonly createdTo?: Millis;
}

/** What may change of a lead that is not final. */
export type LeadChange = Pick<Lead, 'name' | 'email' | 'timeZone' | 'variables' | 'notBefore' | 'dueAt'>;

export interface LeadRepository {
  /** Inserts all; a number that the campaign has already is `skipped` as a duplicate. @returns them as they were kept */
  insert(leads: readonly Lead[]): Promise<readonly Lead[]>;
  get(organizationId: Id, campaignId: Id, id: Id): Promise<Lead | null>;
  list(
    organizationId: Id,
    campaignId: Id,
    query: LeadQuery,
  ): Promise<{ readonly rows: readonly Lead[]; readonly total: number }>;
  /** By its id alone. */
  find(organizationId: Id, id: Id): Promise<Lead | null>;
  /**
   * Leads of all campaigns of one API for which no call was ever made: they wait, or were skipped (but for duplicates).
   * Newest first.
   */
  uncalled(organizationId: Id, query: UncalledQuery): Promise<readonly Lead[]>;
  /** @returns false when it is not there, or `calling` */
  remove(organizationId: Id, campaignId: Id, id: Id): Promise<boolean>;
  /** Forgets a person: every lead with this number goes, of all campaigns. */
  erase(organizationId: Id, phoneNumber: string): Promise<void>;
  facts(campaignId: Id, now: Millis): Promise<PaceFacts>;
  /** The `limit` leads that have been due longest. */
  due(campaignId: Id, now: Millis, limit: number): Promise<readonly Lead[]>;
  /** Locks it when it is (still) due and nobody else has it. */
  take(id: Id, now: Millis): Promise<Lead | null>;
  /** Its call is made. */
  called(
    id: Id,
    call: { readonly id: Id; readonly retries: number; readonly since: Millis; readonly at: Millis },
  ): Promise<void>;
  /** An INVITE leaves. */
  attempted(id: Id, at: Millis): Promise<void>;
  /** Its latest call has ended. @returns it as it has become; null: of any other call, and nothing changed */
  ended(id: Id, callId: Id, end: LeadEnd, at: Millis): Promise<Lead | null>;
  /** Held until the transaction ends. */
  lock(organizationId: Id, campaignId: Id, id: Id): Promise<Lead | null>;
  /** @param id of one that is held */
  change(id: Id, to: LeadChange, at: Millis): Promise<Lead>;
  skip(id: Id, reason: Lead['reason'], detail: string, at: Millis): Promise<void>;
  /** Those that no call is under way for. @returns them */
  skipWaiting(campaignId: Id, detail: string, at: Millis): Promise<readonly Lead[]>;
}
