/** Who speaks: a playbook (flow or prompt), a voice, a turn policy, tools. */
import type { Id, Millis } from '#kernel';
import type { AgentConfig } from './config.ts';

/** An agent with its working copy; what a call runs is a version or this copy, frozen at acceptance. */
export interface Agent {
  readonly id: Id;
  readonly organizationId: Id;
  readonly config: AgentConfig;
  readonly productionVersionId: Id | null;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

/** A frozen snapshot of an agent; at most one is production. */
export interface AgentVersion {
  readonly id: Id;
  readonly agentId: Id;
  readonly organizationId: Id;
  /** 1, 2, 3 … within the agent. */
  readonly number: number;
  /** For people; may be empty. */
  readonly name: string;
  readonly message: string;
  readonly config: AgentConfig;
  readonly createdAt: Millis;
}

/** A version before it is numbered; without a name it has none. */
export type NewVersion = Omit<AgentVersion, 'number' | 'name'> & { readonly name?: string };
