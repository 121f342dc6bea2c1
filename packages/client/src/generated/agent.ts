// Written by tools/client.ts from openapi/openapi.json.
import type { AgentConfig } from './agent-config.ts';
import type { Aliases } from './shared.ts';

export interface Agent extends AgentConfig {
  readonly id: string;
  readonly object: 'agent';
  readonly production_version_id: string | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: Aliases;
}
