/** The schemas that the OpenAPI document names once and refers to. */
import { AgentConfigSchema, FlowSchema } from '#domain';
import { ProblemSchema } from '../errors/problem.ts';
import { AgentSchema, VersionSchema } from '../native/agents/agent-view.ts';
import { CallSchema, OutcomeSchema } from '../native/calls/call-view.ts';
import { OverridesSchema } from '../native/calls/create/body.ts';
import { EventSchema } from '../native/calls/events/view.ts';
import { NumberSchema } from '../native/numbers/number-view.ts';
import { OrganizationSchema } from '../native/organization/organization-view.ts';
import { SuppressionSchema } from '../native/suppressions/suppression-view.ts';
import { TrunkSchema } from '../native/trunks/trunk-view.ts';

export const sharedSchemas: Readonly<Record<string, unknown>> = {
  Agent: AgentSchema,
  AgentConfig: AgentConfigSchema,
  AgentVersion: VersionSchema,
  Call: CallSchema,
  CallEvent: EventSchema,
  CallOverrides: OverridesSchema,
  Flow: FlowSchema,
  Number: NumberSchema,
  Organization: OrganizationSchema,
  Outcome: OutcomeSchema,
  Problem: ProblemSchema,
  Suppression: SuppressionSchema,
  Trunk: TrunkSchema,
};
