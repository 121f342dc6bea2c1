/** Calls to analyse, for tests. */
import { endWith, type AgentConfig, type Call, type EndCode, type Turn } from '#domain';

export function turn(who: Turn['who'], text: string): Turn {
  return { who, text, startMs: 0, endMs: 1_000, interrupted: false };
}

export interface SampleCall {
  readonly language?: string;
  readonly context?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly flow?: AgentConfig['flow'];
  readonly code?: EndCode;
  readonly turns?: readonly Turn[];
}

export function sampleCall({
  language = 'en-US',
  context,
  variables = {},
  flow,
  code = 'agent-hung-up',
  turns = [],
}: SampleCall = {}): Pick<Call, 'plan' | 'outcome' | 'person' | 'turns'> {
  return {
    plan: {
      agentId: null,
      agentName: 'A',
      versionId: null,
      config: { name: 'A', language, interruptible: true, ...(flow ? { flow } : { prompt: 'Help.' }) },
      variables,
      context: context ?? null,
      maxDurationMs: 600_000,
    },
    outcome: endWith(code, 'conversation'),
    person: {},
    turns,
  };
}
