/** An agent calls within its hours; outside, the call waits until they open. */
import { nextOpening } from '../../hours/hours.ts';
import type { Rule } from './rule.ts';

export const agentHours: Rule = ({ hours }, _address, _facts, now) => {
  if (!hours) return null;
  const opens = nextOpening(hours, now);
  if (opens === now) return null;
  if (opens === null)
    return {
      kind: 'deny',
      rule: 'agent-hours',
      detail: "The agent's hours never open. Give `hours` a window that clocks do not skip.",
    };
  return {
    kind: 'defer',
    rule: 'agent-hours',
    until: opens,
    patience: 'appointment',
    detail: `Outside the hours of the agent (${hours.time_zone}); they open at ${new Date(opens).toISOString()}.`,
  };
};
