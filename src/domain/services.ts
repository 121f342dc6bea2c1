/** What the APIs ask of the engine. Implemented in `calling`, plugged in by main. */
import type { Id } from '#kernel';
import type { Call, CallEvent } from './calls/call.ts';
import type { CreateCall } from './calls/create.ts';
import type { Tenant } from './organizations/organization.ts';
import type { CallQuery } from './store.ts';

export interface CallService {
  /**
   * Resolves, asks the dial authority, commits, and wakes the dialer. Committed when it returns.
   * @throws AppError `invalid-request`, `transport-unsupported`, `agent-unknown`, `variable-missing`, `llm-missing`,
   * `dial-denied` (403, with `extra: {rule, detail}`), `idempotency-key-reused` (422), `shutting-down` (503)
   */
  create(tenant: Tenant, input: CreateCall): Promise<Call>;
  /** @throws AppError `call-unknown` (404) */
  get(tenant: Tenant, id: Id): Promise<Call>;
  list(tenant: Tenant, query: CallQuery): Promise<{ readonly rows: readonly Call[]; readonly total: number }>;
  events(tenant: Tenant, id: Id, after: number, limit: number): Promise<readonly CallEvent[]>;
  /** Every event after `after`, then those to come; ends when the call's last event was given. */
  follow(tenant: Tenant, id: Id, after: number, signal: AbortSignal): AsyncIterable<CallEvent>;
  /** Cancels before the answer, BYE after. @throws AppError `call-ended` (409), `call-unknown` (404) */
  hangUp(tenant: Tenant, id: Id): Promise<Call>;
  /** Absolute path of the WAV. @throws AppError `recording-unknown` (404), `recording-not-ready` (409) */
  recordingPath(tenant: Tenant, id: Id): Promise<string>;
}

/** What the engine can do here, for validation and for `doctor`. */
export interface EngineCapabilities {
  readonly languages: readonly string[];
  readonly voices: readonly {
    readonly provider: string;
    readonly id: string;
    readonly languages: readonly string[];
  }[];
  /** The configured LLM's model name, or null. */
  readonly llmModel: string | null;
}
