/** What texts and requests may look up: the plan's variables, those set in the call, a flow's answers and results. */
import type { Variables } from '#domain';
import type { Scene } from './scene.ts';

export function callVariables({ setup, parts }: Scene): Variables {
  const values = parts.mind.kind === 'flow' ? parts.mind.flow.values : {};
  return { ...setup.plan.variables, ...parts.tools.variables, ...values };
}
