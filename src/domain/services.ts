/** What the APIs ask of the engine. Implemented in `calling`, plugged in by main. */
import type { Id } from '#kernel';
import type { AgentConfig } from './agents/config.ts';
import type { AnalysisSettings } from './agents/analysis-schema.ts';
import type { AnalysisReading } from './calls/analysis.ts';
import type { Call, CallEvent } from './calls/call.ts';
import type { CallCommand } from './calls/command.ts';
import type { CreateCall } from './calls/create.ts';
import type { Tenant } from './organizations/organization.ts';
import type { EngineCapabilities } from './models/ability.ts';
import type { KeyVerdict, ProviderKey } from './models/provider-key.ts';
import type { CallPage, CallQuery, CallSummary } from './calls/query.ts';

/** A WAV wherever it lies. */
export interface RecordingFile {
  readonly bytes: number;
  /** The bytes `start` to `end`, both inclusive. */
  read(start: number, end: number): Promise<AsyncIterable<Uint8Array>>;
}

/** Both directions of a running call: interleaved stereo PCM16 at 8 kHz, callee left, agent right. */
export interface MonitoredAudio {
  /** Of the first pair, in samples since the answer. */
  readonly at: number;
  readonly pcm: Int16Array;
}

/** One listener, or an operator who speaks. */
export interface CallMonitor {
  /** What came since `from`, or since what is still kept (7.5 s); empty when nothing did. */
  read(from: number): MonitoredAudio;
  /** Samples since the answer. */
  position(): number;
  /** Settles when the call has ended. */
  readonly ended: Promise<void>;
  /**
   * The agent is silent and hears nothing, the callee hears what `speak` is given.
   * @returns `false`: somebody else speaks, or a second leg is connected
   */
  takeOver(): boolean;
  /** PCM16 at 8 kHz, one channel; heard by the callee from the next tick on. Nothing happens unless taken over. */
  speak(pcm: Int16Array): void;
  /** The agent goes on. */
  handBack(): void;
  close(): void;
}

/** Something that an agent needs and the organization has not. */
export interface Lack {
  /** Of the refusal, or of the event in the log of a call that runs with less. */
  readonly code: string;
  readonly message: string;
  /** No call would be taken. */
  readonly refuses: boolean;
}

export interface CallService {
  /**
   * Resolves, asks the dial authority, commits, and wakes the dialer. Committed when it returns.
   * @throws AppError `invalid-request`, `transport-unsupported`, `agent-unknown`, `variable-missing`, `llm-missing`,
   * `voice-unknown`, `tuning-unavailable`, `provider-unknown`, `provider-key-missing`, `language-unspeakable`, `dial-denied` (403, with `extra: {rule, detail}`), `idempotency-key-reused` (422), `shutting-down` (503)
   */
  create(tenant: Tenant, input: CreateCall): Promise<Call>;
  /** @throws AppError `call-unknown` (404) */
  get(tenant: Tenant, id: Id): Promise<Call>;
  /** Whole calls, also their transcripts; `summaries` costs less. */
  list(tenant: Tenant, query: CallQuery): Promise<CallPage>;
  summaries(tenant: Tenant, query: CallQuery): Promise<readonly CallSummary[]>;
  events(tenant: Tenant, id: Id, after: number, limit: number): Promise<readonly CallEvent[]>;
  /** Every event after `after`, then those to come; ends when the call's last event was given. */
  follow(tenant: Tenant, id: Id, after: number, signal: AbortSignal): AsyncIterable<CallEvent>;
  /**
   * Tells a running call something; it is in effect from the next 20 ms tick after its node has read it.
   * @returns the command's id, which the call's `control-requested` event carries
   * @throws AppError `call-not-in-progress` (409), `call-can-not` (409, the call's agent cannot do this), `call-unknown`
   */
  control(tenant: Tenant, id: Id, command: CallCommand): Promise<Id>;
  /** What an agent lacks to run: what a call of it would be refused for, or would do without; empty = nothing. */
  lacks(tenant: Tenant, config: AgentConfig): Promise<readonly Lack[]>;
  /** Cancels before the answer, BYE after. @throws AppError `call-ended` (409), `call-unknown` (404) */
  hangUp(tenant: Tenant, id: Id): Promise<Call>;
  /** @throws AppError `analysis-unknown` (404), `analysis-not-ready` (409), `call-unknown` */
  analysis(tenant: Tenant, id: Id): Promise<AnalysisReading>;
  /**
   * Analyses the call again; an earlier analysis stays until the new one is there.
   * @param settings in place of the agent's; null: the agent's
   * @returns the id of this request
   * @throws AppError `analysis-not-ready` (409) for a call that has not ended, `call-unknown`
   */
  analyse(tenant: Tenant, id: Id, settings: Partial<AnalysisSettings> | null): Promise<Id>;
  /** @throws AppError `recording-unknown` (404), `recording-not-ready` (409), `recording-unreachable` (503) */
  recording(tenant: Tenant, id: Id): Promise<RecordingFile>;
  /** @throws AppError `capture-unknown` (404), `capture-not-ready` (409), `recording-unreachable` (503) */
  capture(tenant: Tenant, id: Id): Promise<RecordingFile>;
  /** Captures the packets of a call on the line from now on. @throws AppError `call-not-in-progress` (409), `call-unknown` */
  beginCapture(tenant: Tenant, id: Id): Promise<void>;
  /** Deletes it with its log and its recording. @throws AppError `call-unknown` (404), `call-not-ended` (409) */
  remove(tenant: Tenant, id: Id): Promise<void>;
  /**
   * The audio of a running call of this node; close it when done.
   * @throws AppError `call-unknown` (404), `call-not-in-progress` (409), `call-elsewhere` (421)
   */
  monitor(tenant: Tenant, id: Id): Promise<CallMonitor>;
}

/** The models that organizations may use. */
export interface ModelService {
  /** What it can hear, think and speak with, by its own keys and the server's. */
  /** @param own the organization's keys, when they were read already */
  capabilities(organizationId: Id, own?: readonly ProviderKey[]): Promise<EngineCapabilities>;
  /**
   * Asks the provider whether it takes a key, by its cheapest documented request.
   * @throws AppError `provider-unknown` (400), `url-refused` (400) for a base that tenants may not reach
   */
  testKey(key: {
    readonly provider: string;
    readonly key: string;
    readonly url: string | null;
  }): Promise<KeyVerdict>;
  /** @throws AppError like `testKey`; asks nobody. */
  checkKey(key: { readonly provider: string; readonly url: string | null }): Promise<void>;
}
