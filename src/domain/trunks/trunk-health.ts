/** Whether a trunk can be reached: what its registrar and its gateways said last. Pure. */
import type { Id, Millis } from '#kernel';
import type { GatewayHealth } from './order-gateways.ts';
import type { Trunk } from './trunk.ts';

/** One gateway as OPTIONS found it. */
export interface WatchedGateway {
  readonly uri: string;
  readonly status: GatewayHealth;
  readonly since: Millis;
  /** Of the last answer. */
  readonly sipStatus?: number;
  readonly roundTripMs?: Millis;
  readonly detail?: string;
  /** Questions that nobody answered, one after the other. */
  readonly failures: number;
}

export interface WatchedRegistration {
  readonly status: 'trying' | 'registered' | 'refused' | 'unreachable' | 'closed';
  readonly since: Millis;
  readonly expiresAt?: Millis;
  readonly sipStatus?: number;
  readonly detail?: string;
}

export interface TrunkHealth {
  readonly checkedAt: Millis;
  /** Empty: its gateways are not asked. */
  readonly gateways: readonly WatchedGateway[];
  /** Null: it does not register. */
  readonly registration: WatchedRegistration | null;
}

/** What one question came to. */
export interface GatewayAnswer {
  readonly alive: boolean;
  readonly status?: number;
  readonly roundTripMs?: Millis;
  readonly detail?: string;
}

/** One lost datagram is not the end of a carrier; one answer is its return. */
const FAILURES_TO_DOWN = 2;

export function newGateway(uri: string, now: Millis): WatchedGateway {
  return { uri, status: 'unknown', since: now, failures: 0 };
}

export function stepGateway(state: WatchedGateway, answer: GatewayAnswer, now: Millis): WatchedGateway {
  const failures = answer.alive ? 0 : state.failures + 1;
  const status = answer.alive ? 'up' : failures >= FAILURES_TO_DOWN ? 'down' : state.status;
  return {
    uri: state.uri,
    status,
    since: status === state.status ? state.since : now,
    failures,
    ...(answer.status === undefined ? {} : { sipStatus: answer.status }),
    ...(answer.roundTripMs === undefined ? {} : { roundTripMs: answer.roundTripMs }),
    ...(answer.detail === undefined ? {} : { detail: answer.detail }),
  };
}

/** Of each trunk that registers or is asked, one node at a time. */
export interface TrunkWatchRepository {
  /** Takes what nobody watches, or a node that is late. @returns all that this node watches until `now + leaseMs` */
  claim(nodeId: Id, now: Millis, leaseMs: Millis): Promise<readonly Trunk[]>;
  /** Heard only from the node that watches it. */
  report(trunkId: Id, nodeId: Id, health: TrunkHealth): Promise<void>;
  /** This node watches nothing any more. */
  release(nodeId: Id): Promise<void>;
  /** What was found, of every trunk. */
  all(): Promise<ReadonlyMap<Id, TrunkHealth>>;
  of(trunkIds: readonly Id[]): Promise<ReadonlyMap<Id, TrunkHealth>>;
}
