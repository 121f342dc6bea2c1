/** The body of `POST /v1/calls` as the engine takes it. Pure. */
import { readRetry, type AgentChoice, type CallOverrides, type CallWebhook, type CreateCall } from '#domain';
import { invalidRequest, parseId, type FieldFault, type Id } from '#kernel';
import { readId } from '../../shapes/ids.ts';
import { momentFault, readMoment } from '../../shapes/times.ts';
import { isTimeZone } from '../../shapes/texts.ts';
import { endpointFaults } from '../../webhook-endpoints/endpoint-view.ts';
import type { CreateCallBody } from './body.ts';

/** @throws AppError `invalid-request` (400) naming every field, `agent-unknown` and the like for what is no id (404) */
export function toCreateCall(body: CreateCallBody): CreateCall {
  const faults = faultsOf(body);
  if (faults.length > 0) throw invalidRequest(faults);
  return {
    agent: agentChoice(body),
    to: body.to.trim(),
    person: body.person ?? {},
    ...sender(body.from),
    trunkId: body.trunk_id === undefined ? null : readId(body.trunk_id, 'trunk', 'trunk_id'),
    variables: body.variables ?? {},
    overrides: overridesOf(body.overrides ?? {}),
    metadata: body.metadata ?? {},
    notBefore: body.not_before === undefined ? null : readMoment(body.not_before),
    ...(body.retry === undefined ? {} : { retry: readRetry(body.retry) }),
    ...(body.capture === true ? { capture: true } : {}),
    unresolvedVariables: 'refuse',
    pendingFeatures: [],
    ...(body.webhook && { webhook: webhookOf(body.webhook) }),
    source: { api: 'native', data: {} },
  };
}

function faultsOf(body: CreateCallBody): FieldFault[] {
  const faults: FieldFault[] = [];
  const given = [body.agent_id, body.agent].filter((it) => it !== undefined).length;
  // Without either, the number says who speaks.
  if (given > 1 || (given === 0 && body.from === undefined))
    faults.push({
      param: 'agent_id',
      message:
        'Name a saved agent in `agent_id` or give one in `agent`, one of the two; or leave both out and name in `from` a number whose agent speaks.',
      rule: 'one-of',
    });
  if (body.agent_version !== undefined && body.agent_id === undefined)
    faults.push({
      param: 'agent_version',
      message: 'Belongs to a saved agent. Give `agent_id` with it, or leave it out.',
      rule: 'needs',
    });
  if (body.person?.time_zone !== undefined && !isTimeZone(body.person.time_zone))
    faults.push({
      param: 'person.time_zone',
      message: 'Is not a time zone of the IANA database, like Europe/Madrid.',
      rule: 'time-zone',
    });
  if (body.not_before !== undefined && readMoment(body.not_before) === null)
    faults.push(momentFault('not_before'));
  if (body.webhook) faults.push(...endpointFaults(body.webhook, 'webhook.'));
  return faults;
}

function webhookOf({
  url,
  event_types,
  format,
  headers,
  secret,
}: NonNullable<CreateCallBody['webhook']>): CallWebhook {
  return {
    url,
    format: format ?? 'standard',
    secret: secret ?? null,
    headers: headers ?? {},
    eventTypes: event_types ?? ['*'],
  };
}

function agentChoice(body: CreateCallBody): AgentChoice {
  if (body.agent) return { kind: 'inline', config: body.agent };
  if (body.agent_id === undefined) return { kind: 'number' };
  return {
    kind: 'saved',
    agentId: readId(body.agent_id, 'agent', 'agent_id'),
    versionId:
      body.agent_version === undefined ? null : readId(body.agent_version, 'agent-version', 'agent_version'),
    ifVersionUnknown: 'refuse',
  };
}

/** `from` is an address, or the id of a number. */
function sender(from: string | undefined): { from: string | null; numberId: Id | null } {
  const numberId = from === undefined || /^\+|^sips?:/i.test(from) ? null : parseId(from);
  return numberId === null ? { from: from?.trim() ?? null, numberId: null } : { from: null, numberId };
}

function overridesOf({ max_duration_s, ...rest }: NonNullable<CreateCallBody['overrides']>): CallOverrides {
  return { ...rest, ...(max_duration_s === undefined ? {} : { maxDurationS: max_duration_s }) };
}
