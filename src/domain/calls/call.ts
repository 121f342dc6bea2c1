/** A call: one wish to talk to one person. */
import type { Id, Millis } from '#kernel';
import type { AgentConfig } from '../agents/config.ts';
import type { KnowledgePlan, MemoryPlan } from '../knowledge/settings-schema.ts';
import type { ModelChoice } from '../models/choice.ts';
import type { CallRetry } from '../retry/retry.ts';
import type { CallCost } from '../usage/cost.ts';
import type { CallAnalysis } from './analysis.ts';
import type { Outcome } from './outcome.ts';

export type CallStatus = 'queued' | 'scheduled' | 'dialing' | 'ringing' | 'in_progress' | 'ended';
export type Direction = 'outbound' | 'inbound';
export type ApiName = 'native' | 'meetzy' | 'synthflow' | 'dial' | 'flireo' | 'sip';

/** The person called, as far as the request told. */
export interface Person {
  readonly name?: string;
  readonly email?: string;
  readonly time_zone?: string;
}

/**
 * What a call runs, resolved once at acceptance and frozen in its log, without secrets: later edits of the agent
 * change no accepted call. `config` has overrides applied and variables still as placeholders.
 */
export interface CallPlan {
  readonly agentId: Id | null;
  readonly agentName: string;
  readonly versionId: Id | null;
  readonly config: AgentConfig;
  /** What it hears, thinks and speaks with; absent in plans of earlier releases: chosen when the call begins. */
  readonly models?: ModelChoice;
  /** Placeholder values: agent defaults, then the request's, then built-in ones. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Text added to the model's instructions, data and never instructions. */
  readonly context: string | null;
  readonly maxDurationMs: Millis;
  /** What it may look up; absent: nothing. */
  readonly knowledge?: KnowledgePlan;
  /** Its packets are captured from the INVITE on. */
  readonly capture?: true;
  /** Whom it remembers; absent: nobody. */
  readonly memory?: MemoryPlan;
}

/** What an API wants kept with the call to answer reads in its own shape. Plain JSON, no secrets. */
export interface CallSource {
  readonly api: ApiName;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface RecordingRef {
  /** Relative to the recordings directory, or to the bucket's prefix. */
  readonly path: string;
  /** `due`: on the disk, until the bucket has it. `done`: in the bucket alone. Absent: on the disk. */
  readonly archive?: 'due' | 'done';
  readonly bytes: number;
  readonly durationMs: Millis;
}

/** A packet capture, in the recordings' place. */
export interface CaptureRef {
  /** As of a recording. */
  readonly path: string;
  readonly archive?: 'done';
  readonly bytes: number;
  /** Packets that it had no room for. */
  readonly leftOut: number;
}

/** What was measured of an answered call's audio. Counts are packets. */
export interface CallMedia {
  readonly codec: string | null;
  /** The suite; null: plain RTP. */
  readonly srtp: string | null;
  /** By the E-model of what we heard (ITU-T G.107); null: nothing was. */
  readonly mos: number | null;
  readonly rFactor: number | null;
  readonly packetsSent: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly packetsLate: number;
  readonly concealedMs: Millis;
  readonly jitterMs: Millis;
  /** What waited in the jitter buffer. */
  readonly bufferMeanMs: Millis;
  readonly bufferMaxMs: Millis;
  /** Null: the peer did not report. */
  readonly roundTripMs: Millis | null;
}

/** Who said what, heard to the word. Times count from the answer, ms. */
export interface Turn {
  readonly who: 'agent' | 'callee';
  readonly text: string;
  readonly startMs: Millis;
  readonly endMs: Millis;
  /** The agent was cut off: `text` is what was heard. */
  readonly interrupted: boolean;
}

/** One turn's waterfall, spans in ms from the end of the callee's speech unless said. */
export interface TurnLatency {
  /** Index into the turns of the agent's answer. */
  readonly turn: number;
  readonly endpointMs: Millis;
  readonly sttMs: Millis;
  readonly mindMs: Millis;
  readonly ttsMs: Millis;
  /** Speech end to the first sample sent. */
  readonly totalMs: Millis;
  /** Of the language model's answer, where there is one: its first token, its first whole piece. */
  readonly llmFirstTokenMs?: Millis;
  readonly firstSentenceMs?: Millis;
  /** The answer was begun before the turn was over. */
  readonly preempted?: true;
  /** The last of the answer that was heard; absent in older records. */
  readonly heardEndMs?: Millis;
  /** When what was looked up for the answer was there. */
  readonly knowledgeMs?: Millis;
}

export interface Call {
  readonly id: Id;
  readonly organizationId: Id;
  readonly direction: Direction;
  readonly status: CallStatus;
  readonly outcome: Outcome | null;
  /** E.164 or SIP URI. */
  readonly to: string;
  /** The number shown to the callee, once chosen; E.164 or SIP URI. */
  readonly from: string | null;
  readonly requestedNumberId: Id | null;
  readonly requestedTrunkId: Id | null;
  readonly numberId: Id | null;
  readonly trunkId: Id | null;
  readonly test: boolean;
  readonly person: Person;
  readonly plan: CallPlan;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly source: CallSource;
  readonly notBefore: Millis | null;
  /** Its place in a chain of tries; absent or null: it is tried once. */
  readonly retry?: CallRetry | null;
  /** The call of the chain before it, and after it. */
  readonly parentCallId?: Id | null;
  readonly nextCallId?: Id | null;
  readonly campaignId?: Id | null;
  readonly leadId?: Id | null;
  readonly batchId?: Id | null;
  readonly createdAt: Millis;
  readonly answeredAt: Millis | null;
  readonly endedAt: Millis | null;
  readonly recording: RecordingRef | null;
  /** Absent: nobody asked for one, or it has not ended. A patch takes it away by null. */
  readonly capture?: CaptureRef | null;
  /** Absent: it was not answered, has not ended, or is of a release that did not keep it. */
  readonly media?: CallMedia;
  /** Final once ended; of a live call as far as committed. */
  readonly turns: readonly Turn[];
  readonly latencies: readonly TurnLatency[];
  /** Once ended; null when what was used is not known. */
  readonly cost: CallCost | null;
  /** Once there; an earlier one stays until the next has taken its place. */
  readonly analysis: CallAnalysis | null;
  /** Sequence of the last event. */
  readonly lastSeq: number;
}

/** One entry of the append-only log, the only source of everything above. */
export interface CallEvent {
  readonly callId: Id;
  /** 1, 2, 3 … without gaps within the call. */
  readonly seq: number;
  readonly at: Millis;
  /** `<noun>-<action>`. */
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event before it has its place. */
export type NewEvent = Omit<CallEvent, 'callId' | 'seq'>;

/** What has not happened yet to a call that is being made. */
export const NOT_BEGUN = {
  ...{ answeredAt: null, endedAt: null, recording: null, turns: [], latencies: [] },
  ...{ cost: null, analysis: null, lastSeq: 0 },
} as const satisfies Partial<Call>;
