/** What a call's log says that was put into its conversation, and what was decided on it. Pure. */
import type { Input, Logged } from '#conversation';
import { readInput } from '#conversation';
import type { AgentConfig, CallPlan, NewEvent } from '#domain';

/** A decision or fact of the log, with its place there (from 1). */
export interface Decided extends Logged {
  readonly seq: number;
}

export interface Recorded {
  /** `null`: the call was never accepted in this log. */
  readonly plan: CallPlan | null;
  readonly inputs: readonly Input[];
  readonly decided: readonly Decided[];
}

/** @param events a call's whole log, from its first event on */
export function recordedOf(events: readonly NewEvent[]): Recorded {
  const inputs: Input[] = [];
  const decided: Decided[] = [];
  events.forEach((event, index) => {
    const kind = event.data['kind'];
    if (kind === 'decision' || kind === 'fact')
      decided.push({ type: event.type, data: event.data, seq: index + 1 });
    const input = kind === 'input' ? readInput(event) : null;
    if (input) inputs.push(input);
  });
  return { plan: planOf(events), inputs, decided };
}

/** The plan as the acceptance froze it; the caller number became known with the attempt. */
function planOf(events: readonly NewEvent[]): CallPlan | null {
  const accepted = events.find(({ type }) => type === 'call-accepted')?.data['plan'];
  if (typeof accepted !== 'object' || accepted === null) return null;
  const plan = accepted as Readonly<Record<string, unknown>>;
  const attempt = events.find(({ type }) => type === 'attempt-started');
  const variables = plan['variables'] as CallPlan['variables'];
  return {
    agentId: null,
    agentName: String(plan['agent_name']),
    versionId: null,
    config: plan['config'] as AgentConfig,
    variables: {
      ...(attempt ? { from_number: attempt.data['from'] } : {}),
      ...variables,
      ...broughtBefore(events),
    },
    context: plan['context'] as string | null,
    maxDurationMs: Number(plan['max_duration_ms']),
  };
}

/** What tools brought before the call was dialled or answered. */
function broughtBefore(events: readonly NewEvent[]): CallPlan['variables'] {
  const ran = events.filter(({ type, data }) => type === 'tool-ran' && data['when'] === 'before');
  return Object.assign({}, ...ran.map(({ data }) => data['variables'])) as CallPlan['variables'];
}
