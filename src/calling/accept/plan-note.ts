/** A fact about the resolution of a plan that the call's log keeps. */
export interface PlanNote {
  readonly type:
    | 'call-routed'
    | 'feature-pending'
    /** What the agent's hook made of a call that came in; it may name an agent that is not there. */
    | 'inbound-hook-asked'
    | 'inbound-hook-agent-unknown'
    | 'inbound-hook-unusable'
    | 'language-unavailable'
    | 'variable-missing'
    /** The agent names a knowledge base, a memory store or a phone book that is gone, or empty. */
    | 'reference-missing'
    /** What was asked for cannot be had in the call's language; `used` speaks or hears instead. */
    | 'model-unavailable'
    | 'voice-unavailable'
    /** The provider cannot be told how to render its voices. */
    | 'tuning-unavailable';
  readonly data: Readonly<Record<string, unknown>>;
}
