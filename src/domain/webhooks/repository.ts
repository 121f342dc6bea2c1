/** What is kept of webhooks. */
import type { Id, Millis } from '#kernel';
import type { DeliveryStateName, DeliveryTry, WebhookDelivery } from './delivery.ts';
import type { WebhookEndpoint } from './endpoint.ts';
import type { Emission, WebhookEvent } from './event.ts';

/** A delivery that a node has taken to send. */
export interface ClaimedDelivery {
  readonly delivery: WebhookDelivery;
  readonly event: WebhookEvent;
  readonly endpoint: WebhookEndpoint;
  /** As it was rendered for the first try; null: this is the first. */
  readonly body: string | null;
  /** Number of its tries before, replays counted. */
  readonly triesMade: number;
  /** Grows with each claim: what an earlier one brings counts no more. */
  readonly claim: number;
}

/** What came of a claim. */
export interface SettledDelivery {
  readonly id: Id;
  readonly endpointId: Id;
  readonly callId: Id | null;
  readonly claim: number;
  readonly state: DeliveryStateName;
  readonly tries: number;
  /** When it is due again, or when it came to its end. */
  readonly at: Millis;
  /** Null: nothing was sent. */
  readonly made: DeliveryTry | null;
}

export interface WebhookClaim {
  readonly nodeId: Id;
  readonly now: Millis;
  readonly leaseMs: Millis;
  readonly limit: number;
  /** Of one endpoint at most so many. */
  readonly perEndpoint: number;
  /** Endpoints that have enough under way here. */
  readonly without: readonly Id[];
}

export type EndpointPatch = Partial<Omit<WebhookEndpoint, 'id' | 'organizationId' | 'callId' | 'createdAt'>>;

export interface DeliveryQuery {
  readonly limit: number;
  readonly before?: Id;
  readonly endpointId?: Id;
  readonly callId?: Id;
  readonly state?: DeliveryStateName;
  readonly type?: string;
}

export interface EventQuery {
  readonly limit: number;
  readonly before?: Id;
  readonly callId?: Id;
  /** Filters like those of an endpoint. */
  readonly types?: readonly string[];
}

export interface WebhookRepository {
  /**
   * Tells the outside: the outbox row and one delivery for each endpoint that wants it, in the transaction under way.
   * Events of a call's log are told by `calls.insert` and `calls.append` themselves.
   */
  emit(...emissions: readonly Emission[]): Promise<void>;
  /** One event for one endpoint alone, whatever it wants. @returns the delivery's id */
  emitTo(endpointId: Id, emission: Emission): Promise<Id>;

  insertEndpoint(endpoint: WebhookEndpoint): Promise<void>;
  getEndpoint(organizationId: Id, id: Id): Promise<WebhookEndpoint | null>;
  /** The same, and nobody else changes it before the transaction ends: for what is read, merged and written. */
  lockEndpoint(organizationId: Id, id: Id): Promise<WebhookEndpoint | null>;
  /** Newest first, those of single calls left out. */
  listEndpoints(
    organizationId: Id,
    page: { readonly limit: number; readonly before?: Id; readonly agentId?: Id },
  ): Promise<readonly WebhookEndpoint[]>;
  updateEndpoint(organizationId: Id, id: Id, patch: EndpointPatch): Promise<WebhookEndpoint | null>;
  /** With all its deliveries. */
  removeEndpoint(organizationId: Id, id: Id): Promise<boolean>;
  /**
   * Notes whether it took something. @returns since when it has failed, or null. Written only when that changes.
   */
  noteHealth(endpointId: Id, ok: boolean, at: Millis): Promise<Millis | null>;
  /** Switches it off, once; its open deliveries are dead. @returns whether it was on */
  disableEndpoint(organizationId: Id, id: Id, reason: string, at: Millis): Promise<boolean>;

  /** Takes due deliveries whose turn it is: of one endpoint and call only the oldest (`SKIP LOCKED`). */
  claimDue(claim: WebhookClaim): Promise<readonly ClaimedDelivery[]>;
  /** Keeps bodies before they are sent first. @returns ids of those whose claim still holds */
  keepBodies(
    rendered: readonly { readonly id: Id; readonly claim: number; readonly body: string }[],
  ): Promise<ReadonlySet<Id>>;
  /** Writes what came of claims, and lets those that waited behind them go. */
  settle(settled: readonly SettledDelivery[], now: Millis): Promise<void>;
  /** What dead nodes had taken is due now. */
  releaseLost(nodeId: Id, now: Millis): Promise<void>;
  /** When the next falls due, of any organization; null = none is open. */
  nextDueAt(): Promise<Millis | null>;

  getDelivery(organizationId: Id, id: Id): Promise<{ delivery: WebhookDelivery; body: string | null } | null>;
  listDeliveries(organizationId: Id, query: DeliveryQuery): Promise<readonly WebhookDelivery[]>;
  tries(deliveryId: Id): Promise<readonly DeliveryTry[]>;
  /** Due again now, out of order; what is open stays as it is. @returns null when there is none */
  replay(organizationId: Id, id: Id, now: Millis): Promise<WebhookDelivery | null>;
  listEvents(organizationId: Id, query: EventQuery): Promise<readonly WebhookEvent[]>;
  getEvent(organizationId: Id, id: Id): Promise<WebhookEvent | null>;
  /**
   * The oldest events before a moment go, with their deliveries and the endpoints of ended calls; what is still open
   * stays. @returns how many events went, `limit` at most
   */
  removeOld(
    before: Millis,
    whose: { readonly organizationId: Id } | { readonly without: readonly Id[] },
    limit: number,
  ): Promise<number>;
}
