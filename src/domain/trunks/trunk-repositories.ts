/** Trunks and numbers as they are kept. */
import type { Id, Millis } from '#kernel';
import type { Page } from '../page.ts';
import type { PhoneNumber, Trunk } from './trunk.ts';

export interface TrunkRepository {
  insert(trunk: Trunk): Promise<void>;
  get(organizationId: Id, id: Id): Promise<Trunk | null>;
  /** The same, and nobody else changes it before the transaction ends: for what is read, merged and written. */
  lock(organizationId: Id, id: Id): Promise<Trunk | null>;
  list(organizationId: Id, page: Page): Promise<readonly Trunk[]>;
  /** @returns `false`: there is none. Its password goes with it. */
  remove(organizationId: Id, id: Id): Promise<boolean>;
  /** The active ones of every organization, newest first; for the operator. */
  listActive(limit: number): Promise<readonly Trunk[]>;
  update(
    organizationId: Id,
    id: Id,
    patch: Partial<Omit<Trunk, 'id' | 'organizationId' | 'createdAt'>>,
  ): Promise<Trunk | null>;
}

export interface NumberQuery extends Page {
  readonly agentId?: Id;
  readonly trunkId?: Id;
  readonly active?: boolean;
  /** Bound to no agent. */
  readonly unbound?: boolean;
  /** Part of the number or its name. */
  readonly search?: string;
}

export interface NumberRepository {
  /** @throws AppError `number-taken` (409) when the organization already has it. */
  insert(number: PhoneNumber): Promise<void>;
  get(organizationId: Id, id: Id): Promise<PhoneNumber | null>;
  findByE164(organizationId: Id, e164: string): Promise<PhoneNumber | null>;
  /** Whoever owns it; for incoming calls. */
  findAnywhere(e164: string): Promise<PhoneNumber | null>;
  /** Its own, and those that it lent. Newest first. */
  list(organizationId: Id, query: NumberQuery): Promise<readonly PhoneNumber[]>;
  count(organizationId: Id, query: Omit<NumberQuery, keyof Page>): Promise<number>;
  /** It leaves its pools. @returns `false`: there is none */
  remove(organizationId: Id, id: Id): Promise<boolean>;
  /** Binds no number to this agent any more, and reserves none for it. @returns how many were changed */
  unbindAgent(organizationId: Id, agentId: Id, at: Millis): Promise<number>;
  update(
    organizationId: Id,
    id: Id,
    patch: Partial<Omit<PhoneNumber, 'id' | 'createdAt'>>,
  ): Promise<PhoneNumber | null>;
}
