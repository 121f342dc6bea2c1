/** `POST /prepare_inbound`: a call that is announced, and then comes in by SIP with `X-EI: S.<id>;`. */
import { preparedCalls, type PreparedInbound, type Tenant } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields } from '../../shared/fields.ts';
import { knownAssistant } from '../assistants/routes.ts';
import { customVariables } from '../custom-variables.ts';

export async function prepareInbound(deps: DialectDeps, tenant: Tenant, body: unknown) {
  const fields = new Fields(body);
  const from = fields.requiredText('from_number');
  const to = fields.requiredText('to_number');
  const model = fields.requiredText('model_id');
  const workspace = fields.text('workspace_id') ?? '';
  const variables = customVariables(fields);
  fields.finish();
  const agent = await knownAssistant(deps, tenant, model);
  const call: PreparedInbound = {
    ...{ id: deps.ids.next(), agentId: agent.id, from, to, variables, createdAt: deps.clock.now() },
  };
  await preparedCalls(deps.store.dialectData).put(tenant.organizationId, call);
  return {
    ...{ call_status: 'registered', synthflow_call_id: call.id, direction: 'inbound' },
    ...{ model_id: agent.id, workspace_id: workspace, custom_variables: variables },
  };
}

/** A call that was announced and has not come in, as a row of GET /calls. */
export function registeredItem(
  { id, agentId, from, to, variables, createdAt }: PreparedInbound,
  zone: string,
) {
  return {
    ...{ call_id: id, model_id: agentId, status: 'registered', call_status: 'registered', duration: 0 },
    ...{ end_call_reason: null, custom_end_call_reason: null, error_message: '', transcript: '' },
    ...{
      recording_url: null,
      recording_duration: null,
      start_time: String(createdAt),
      type_of_call: 'inbound',
    },
    ...{ campaign_type: 'live', phone_number_from: from, phone_number_to: to, lead_phone_number: from },
    ...{
      lead_name: '',
      name: '',
      agent_phone_number: to,
      agents_used: [agentId],
      labels: [],
      deployment_type: null,
    },
    ...{ assistant_version: null, timezone: zone, executed_actions: {}, prompt_variables: variables },
    ...{
      collected_variables: null,
      judge_results: null,
      telephony_hangup: null,
      telephony_disconnect_reason: null,
    },
    ...{
      telephony_duration: 0,
      telephony_ringing_duration: null,
      telephony_start: null,
      telephony_end: null,
    },
    telephony_sip_headers: null,
  };
}
