/** What a schema can not say about an agent. */
import {
  isOpen,
  keepSecrets,
  referencesOf,
  resolveReferences,
  secretFaults,
  toolFaults,
  type AgentConfig,
  type Tenant,
} from '#domain';
import { invalidRequest, notFound, spellNative, type FieldFault } from '#kernel';
import type { NativeDeps } from '../native.ts';
import { findId } from '../shapes/ids.ts';
import { knownNumber } from '../shapes/known.ts';
import { withHeldReferences } from './held-references.ts';
import { knownTemplate } from '../analysis-templates/template-view.ts';
import { knownPool } from '../number-pools/pool-view.ts';

/**
 * Gives the agent back, what it refers to in our own spelling, when it can be used here. `base` goes before each field's
 * path, e.g. `agent.`; a secret given as `***` is taken from `stored`.
 * @throws AppError `invalid-request` (400) naming every fault; `number-unknown`, `number-pool-unknown`, `tool-unknown`,
 * `analysis-template-unknown` (404)
 */
export async function checkedAgent(
  deps: NativeDeps,
  tenant: Tenant,
  config: AgentConfig,
  base = '',
  stored: Partial<AgentConfig> = {},
): Promise<AgentConfig> {
  const held = await withHeldReferences(deps, tenant, config, base);
  const spelled = await withOwnReferences(deps, tenant, held, base);
  const resolved = await inPlace(deps, tenant, spelled, base);
  const faults = [
    ...deps.checkAgent(resolved),
    ...(resolved === spelled ? [] : toolFaults(resolved.tools ?? [], '')),
    ...secretFaults(config, stored),
    ...(await voiceFaults(deps, tenant, config)),
  ];
  if (faults.length > 0)
    throw invalidRequest(faults.map((fault) => ({ ...fault, param: base + fault.param })));
  return keepSecrets(spelled, stored);
}

/** As it would run: what is wrong with the whole shows only there. */
async function inPlace(
  { store }: NativeDeps,
  { organizationId }: Tenant,
  config: AgentConfig,
  base: string,
): Promise<AgentConfig> {
  const { tools, templates } = referencesOf(config);
  if (tools.length + templates.length === 0) return config;
  const found = await Promise.all(templates.map((id) => store.analysisTemplates.get(organizationId, id)));
  return resolveReferences(
    config,
    {
      tools: await store.tools.getMany(organizationId, tools),
      templates: new Map(found.filter((it) => it !== null).map((template) => [template.id, template])),
    },
    base,
  );
}

async function withOwnReferences(
  deps: NativeDeps,
  tenant: Tenant,
  config: AgentConfig,
  base: string,
): Promise<AgentConfig> {
  const { number_id, number_pool_id, tools, analysis, inbound_hook: hook } = config;
  const param = (field: string): string => base + field;
  const number =
    number_id === undefined
      ? null
      : await knownNumber(
          deps,
          tenant,
          await findId(deps, tenant, number_id, 'number', param('number_id')),
          param('number_id'),
        );
  const pool =
    number_pool_id === undefined
      ? null
      : await knownPool(deps, tenant, number_pool_id, param('number_pool_id'));
  const template =
    analysis?.template_id === undefined
      ? null
      : await knownTemplate(deps, tenant, analysis.template_id, param('analysis.template_id'));
  const agentNamed = async (text: string): Promise<string> => {
    const at = param('inbound_hook.fallback_agent_id');
    const id = await findId(deps, tenant, text, 'agent', at);
    if (!(await deps.store.agents.get(tenant.organizationId, id))) throw notFound('agent', at);
    return spellNative('agent', id);
  };
  return {
    ...config,
    ...(number ? { number_id: spellNative('num', number.id) } : {}),
    ...(pool ? { number_pool_id: spellNative('pool', pool.id) } : {}),
    ...(hook?.fallback_agent_id === undefined
      ? {}
      : { inbound_hook: { ...hook, fallback_agent_id: await agentNamed(hook.fallback_agent_id) } }),
    ...(template ? { analysis: { ...analysis, template_id: spellNative('atpl', template.id) } } : {}),
    ...(tools
      ? {
          tools: await Promise.all(
            tools.map(async (tool, index) =>
              tool.type === 'saved'
                ? {
                    ...tool,
                    tool_id: spellNative(
                      'tool',
                      await findId(deps, tenant, tool.tool_id, 'tool', param(`tools[${index}].tool_id`)),
                    ),
                  }
                : tool,
            ),
          ),
        }
      : {}),
  };
}

/** An account's own voices, and a provider whose key is still to come, are judged when a call is made. */
async function voiceFaults(deps: NativeDeps, tenant: Tenant, config: AgentConfig): Promise<FieldFault[]> {
  const wanted = config.voice;
  if (wanted?.id === undefined) return [];
  const { voices, providers } = await deps.models.capabilities(tenant.organizationId);
  const named = providers.find(({ provider }) => provider === wanted.provider);
  if (named?.stages.tts?.ownVoices || (named && !isOpen(named))) return [];
  const known = voices.some(
    (voice) =>
      voice.id === wanted.id && (wanted.provider === undefined || voice.provider === wanted.provider),
  );
  if (known) return [];
  const names = [...new Set(voices.map((voice) => voice.id))].join(', ');
  return [
    {
      param: 'voice.id',
      message: `No voice \`${wanted.id}\` is configured${wanted.provider ? ` for \`${wanted.provider}\`` : ''}. Voices: ${names || 'none'}.`,
      rule: 'voice',
    },
  ];
}
