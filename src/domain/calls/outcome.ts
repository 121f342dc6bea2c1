/** How a call ends: one outcome, one cause. */

export type OutcomeCode =
  'completed' | 'no_answer' | 'busy' | 'voicemail' | 'canceled' | 'denied' | 'failed' | 'interrupted';
export type Party = 'callee' | 'agent' | 'operator' | 'platform' | 'carrier' | 'provider' | 'policy';
export type Fault = 'none' | 'customer_config' | 'provider' | 'carrier' | 'platform';
/** Where in its life the call ended. */
export type Phase = 'acceptance' | 'queue' | 'dialing' | 'ringing' | 'conversation' | 'recovery';

/** The one cause of an outcome. JSON as it stands in the log and in every API. */
export interface EndReason {
  readonly code: string;
  readonly phase: Phase;
  readonly party: Party;
  readonly fault: Fault;
  readonly retryable: boolean;
  readonly sip?: { readonly status: number; readonly reason: string; readonly q850?: number };
  readonly provider?: { readonly name: string; readonly http_status?: number; readonly request_id?: string };
  /** One of the reasons that the agent's own end_call tool lists, as the model named it. */
  readonly stated?: string;
  /** A sentence for people: what happened and, if somebody can mend it, how. */
  readonly detail: string;
  /** Path of its documentation page. */
  readonly doc: string;
}

export interface Outcome {
  readonly code: OutcomeCode;
  readonly end_reason: EndReason;
}
