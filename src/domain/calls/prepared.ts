/** Calls that were announced before they come in: by the id in a header of their INVITE they get their agent and variables. */
import type { Id, Millis } from '#kernel';
import type { DialectDataRepository } from '../dialect-data/dialect-data.ts';

/** So long an announced call is waited for. */
export const PREPARED_MS: Millis = 3_600_000;

export interface PreparedInbound {
  /** Of the call that it becomes. */
  readonly id: Id;
  readonly agentId: Id;
  /** As announced; what the INVITE says holds. */
  readonly from: string;
  readonly to: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly createdAt: Millis;
}

const OF = { dialect: 'native', noun: 'prepared-call' };

interface Kept {
  readonly agent_id: Id;
  readonly from: string;
  readonly to: string;
  readonly variables: Readonly<Record<string, string>>;
}

export function preparedCalls(data: DialectDataRepository) {
  return {
    async put(organizationId: Id, call: PreparedInbound): Promise<void> {
      const { id, agentId: agent_id, from, to, variables, createdAt } = call;
      await data.put(organizationId, OF, id, { agent_id, from, to, variables }, createdAt);
    },
    /** Null: there is none, or it was waited for too long. */
    async get(organizationId: Id, id: Id, now: Millis): Promise<PreparedInbound | null> {
      const row = await data.get(organizationId, OF, id);
      if (!row || now - row.createdAt > PREPARED_MS) return null;
      const { agent_id: agentId, ...rest } = row.data as unknown as Kept;
      return { ...rest, id, agentId, createdAt: row.createdAt };
    },
    /** It has come in. */
    async remove(organizationId: Id, id: Id): Promise<void> {
      await data.remove(organizationId, OF, id);
    },
  };
}
