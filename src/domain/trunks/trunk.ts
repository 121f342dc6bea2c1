/** A SIP account to dial through, and the numbers to dial from. */
import type { InboundHook } from '../agents/inbound-hook-schema.ts';
import type { Id, Millis } from '#kernel';
import type { NumberRoutes } from './number-routes.ts';
import type { TrunkSettings } from './trunk-schema.ts';

export interface Trunk {
  readonly id: Id;
  readonly organizationId: Id;
  readonly name: string;
  /** Where INVITEs go: the first of its gateways. */
  readonly uri: string;
  readonly username: string | null;
  /** Held encrypted; never returned by an API. */
  readonly password: string | null;
  readonly concurrency: number;
  readonly callsPerSecond: number;
  readonly active: boolean;
  /** What was set of the rest; `settingsOf` completes it. Absent: nothing. */
  readonly settings?: Partial<TrunkSettings>;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

export interface PhoneNumber {
  readonly id: Id;
  readonly organizationId: Id;
  /** E.164 with plus. */
  readonly e164: string;
  readonly trunkId: Id | null;
  /** Answers incoming calls to this number, and is preferred as its caller number. */
  readonly agentId: Id | null;
  readonly name: string;
  readonly active: boolean;
  /** Shown and used by these alone; empty: by every agent. */
  readonly reservedForAgents: readonly Id[];
  /** Who lent it to `organizationId`; null: its own. */
  readonly ownerOrganizationId: Id | null;
  /** Alternatives drawn for each call; null: none. */
  readonly routes: NumberRoutes | null;
  /** Asked who answers calls to this number, in the place of its agent's own. */
  readonly inboundHook?: InboundHook | null;
  readonly lastUsedAt: Millis | null;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}
