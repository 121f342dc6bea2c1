/** `POST /v1/agents/validate` and `…/{id}/validate`: every fault of an agent, and what it lacks to run here. */
import { parseAgentConfig, type AgentConfig, type Lack, type ParsedAgent, type Tenant } from '#domain';
import { AppError, type FieldFault } from '#kernel';
import { Type, type Static } from 'typebox';
import type { NativeDeps, Operation } from '../../native.ts';
import { IdParams, findId } from '../../shapes/ids.ts';
import { knownAgent } from '../../shapes/known.ts';
import { checkedAgent } from '../check.ts';

const Fault = Type.Object(
  { param: Type.String(), rule: Type.String(), message: Type.String() },
  { additionalProperties: false },
);
const Verdict = Type.Object(
  {
    valid: Type.Boolean({ description: 'It can be saved.' }),
    runnable: Type.Boolean({ description: 'A call of it would be taken now.' }),
    faults: Type.Array(Fault),
    missing: Type.Array(
      Type.Object(
        {
          code: Type.String({ description: 'As the call would be refused, or as its log would tell.' }),
          message: Type.String(),
          refuses: Type.Boolean({ description: 'No call would be taken; else it runs with less.' }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

export const validateAgent: Operation = (app, deps) => {
  app.post(
    '/v1/agents/validate',
    {
      schema: {
        operationId: 'validateAgent',
        scope: 'agents:read',
        summary: 'Check an agent without saving it',
        description:
          'Tells every fault at once, and what is missing to run it: keys of providers, voices, the language, a language model.',
        tags: ['agents'],
        body: Type.Unknown({
          description: 'An agent, as for `POST /v1/agents`.',
          examples: [{ name: 'Reminder', prompt: 'Remind the person of the appointment.' }],
        }),
        response: { 200: Verdict },
      },
    },
    async (request) => verdictOf(deps, request.tenant, parseAgentConfig(request.body)),
  );
};

export const validateSavedAgent: Operation = (app, deps) => {
  app.post(
    '/v1/agents/:id/validate',
    {
      schema: {
        operationId: 'validateSavedAgent',
        scope: 'agents:read',
        summary: 'Check a saved agent',
        description: 'Its working copy as it stands now, with what it refers to.',
        tags: ['agents'],
        params: IdParams,
        response: { 200: Verdict },
        errors: ['agent-unknown'],
      },
    },
    async (request) => {
      const id = await findId(deps, request.tenant, request.params.id, 'agent');
      const { config } = await knownAgent(deps, request.tenant, id);
      return verdictOf(deps, request.tenant, { ok: config }, config);
    },
  );
};

async function verdictOf(
  deps: NativeDeps,
  tenant: Tenant,
  parsed: ParsedAgent,
  stored: Partial<AgentConfig> = {},
): Promise<Static<typeof Verdict>> {
  const faults = 'faults' in parsed ? parsed.faults : await faultsOf(deps, tenant, parsed.ok, stored);
  const lacks = 'ok' in parsed && faults.length === 0 ? await deps.calls.lacks(tenant, parsed.ok) : [];
  return {
    valid: faults.length === 0,
    runnable: faults.length === 0 && lacks.every(({ refuses }) => !refuses),
    faults: faults.map(({ param, rule = 'invalid', message }) => ({ param, rule, message })),
    missing: lacks.map(({ code, message, refuses }: Lack) => ({ code, message, refuses })),
  };
}

async function faultsOf(
  deps: NativeDeps,
  tenant: Tenant,
  config: AgentConfig,
  stored: Partial<AgentConfig>,
): Promise<readonly FieldFault[]> {
  try {
    await checkedAgent(deps, tenant, config, '', stored);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.status >= 500) throw thrown;
    if (thrown.faults.length > 0) return thrown.faults;
    return [{ param: thrown.param ?? '', rule: thrown.code, message: thrown.message }];
  }
}
