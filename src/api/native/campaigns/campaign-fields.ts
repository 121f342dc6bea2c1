/** What can be set on a campaign. */
import {
  DailyWindowSchema,
  hoursFaults,
  hoursOf,
  readRetry,
  RetrySchema,
  type CampaignSettings,
  type Tenant,
} from '#domain';
import { invalidRequest, type FieldFault } from '#kernel';
import { Type, type Static } from 'typebox';
import type { NativeDeps } from '../native.ts';
import { findId, IdText } from '../shapes/ids.ts';
import { knownPool } from '../number-pools/pool-view.ts';
import { knownAgent, knownNumber } from '../shapes/known.ts';
import { momentFault, MomentText, readMoment } from '../shapes/times.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Optional(Type.Union([schema, Type.Null()]));

const fields = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  agent_id: IdText,
  agent_version: orNull(IdText),
  number_ids: Type.Optional(
    Type.Array(IdText, {
      maxItems: 1000,
      description: 'Numbers to call from, in turns; none: as for any call of the agent.',
    }),
  ),
  number_pool_id: orNull(
    Type.String({
      maxLength: 100,
      description: 'Numbers to choose from by the rule of the pool, where `number_ids` names none.',
    }),
  ),
  starts_at: orNull(MomentText),
  window: orNull(DailyWindowSchema),
  concurrency: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 10_000, description: 'Calls under way at once; 10 when left out.' }),
  ),
  calls_per_minute: orNull(Type.Integer({ minimum: 1, maximum: 100_000 })),
  retry: orNull(RetrySchema),
  prompt: orNull(
    Type.String({ minLength: 1, maxLength: 100_000, description: "In the place of the agent's." }),
  ),
  greeting: orNull(Type.String({ maxLength: 5000, description: "In the place of the agent's." })),
  variables: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  metadata: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
};

export const CampaignBody = Type.Object(fields, { additionalProperties: false });
export const CampaignPatchBody = Type.Partial(CampaignBody, { additionalProperties: false });
export type CampaignPatchBody = Static<typeof CampaignPatchBody>;

/** Settings of a campaign that is given only what it must be given. */
export const DEFAULT_SETTINGS: Omit<CampaignSettings, 'name' | 'agentId'> = {
  ...{
    versionId: null,
    numberIds: [],
    numberPoolId: null,
    startsAt: null,
    window: null,
    concurrency: 10,
    callsPerMinute: null,
  },
  ...{ retry: null, prompt: null, greeting: null, variables: {}, metadata: {} },
};

/** Only what is given. @throws AppError `invalid-request`, `agent-unknown`, `agent-version-unknown`, `number-unknown` */
export async function readCampaign(
  deps: NativeDeps,
  tenant: Tenant,
  body: CampaignPatchBody,
): Promise<Partial<CampaignSettings>> {
  const faults = faultsOf(body);
  if (faults.length > 0) throw invalidRequest(faults);
  const agentId = body.agent_id && (await findId(deps, tenant, body.agent_id, 'agent', 'agent_id'));
  if (agentId) await knownAgent(deps, tenant, agentId, 'agent_id');
  const versionId =
    body.agent_version && (await findId(deps, tenant, body.agent_version, 'agent-version', 'agent_version'));
  const { window, retry, starts_at, calls_per_minute, number_pool_id } = body;
  const given: { [Field in keyof CampaignSettings]?: CampaignSettings[Field] | undefined } = {
    name: body.name,
    agentId: agentId || undefined,
    versionId: versionId === undefined ? undefined : versionId || null,
    numberIds: body.number_ids && (await readNumbers(deps, tenant, body.number_ids)),
    numberPoolId:
      number_pool_id === undefined || number_pool_id === null
        ? number_pool_id
        : (await knownPool(deps, tenant, number_pool_id, 'number_pool_id')).id,
    startsAt: starts_at === undefined || starts_at === null ? starts_at : readMoment(starts_at),
    window,
    concurrency: body.concurrency,
    callsPerMinute: calls_per_minute,
    retry: retry && readRetry(retry),
    prompt: body.prompt,
    greeting: body.greeting,
    variables: body.variables,
    metadata: body.metadata,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function readNumbers(deps: NativeDeps, tenant: Tenant, texts: readonly string[]) {
  return Promise.all(
    texts.map(async (text, index) => {
      const param = `number_ids[${index}]`;
      return (await knownNumber(deps, tenant, await findId(deps, tenant, text, 'number', param), param)).id;
    }),
  );
}

function faultsOf({ starts_at, window }: CampaignPatchBody): FieldFault[] {
  const faults = window
    ? hoursFaults(hoursOf(window), 'window').map((fault) => ({
        ...fault,
        param: fault.param.replace('.windows[0]', ''),
      }))
    : [];
  if (starts_at && readMoment(starts_at) === null) faults.push(momentFault('starts_at'));
  return faults;
}
