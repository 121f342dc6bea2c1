/** Actions of an agent: which, when, and with what. */
import {
  overridden,
  type AgentConfig,
  type AgentTool,
  type SavedToolUse,
  type Tenant,
  type Tool,
} from '#domain';
import { invalidRequest, type Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import type { Fields, Json } from '../../shared/fields.ts';
import { changeAgent } from '../shapes/change-agent.ts';
import { keepAction } from './kept.ts';
import { SOURCES, type Action, type Attachment, type Effect, type InputVariable } from './kinds.ts';

const TIMES = ['before', 'during', 'after'] as const;
type Patch = { -readonly [K in keyof Attachment]?: Attachment[K] };

/** One entry of `items`; what is left out stays. Faults are kept in `fields`. */
export function readAttachment(fields: Fields): Patch {
  const time = fields.has('attachment_type') ? fields.oneOf('attachment_type', TIMES) : null;
  const condition = fields.text('trigger_condition');
  if (condition !== null && condition.length > 2000)
    fields.fail('trigger_condition', 'May have at most 2000 characters.', 'length');
  const mapped = fields.has('input_variables_mapping')
    ? fields.objects('input_variables_mapping').map(readVariable)
    : null;
  return {
    ...(time === null ? {} : { attachment_type: time }),
    ...(condition === null ? {} : { trigger_condition: condition }),
    ...(mapped === null ? {} : { input_variables_mapping: mapped }),
  };
}

function readVariable(fields: Fields): InputVariable {
  const variable_name = fields.requiredText('variable_name');
  const source = fields.oneOf('source', SOURCES) ?? 'llm';
  if (!fields.has('source')) fields.fail('source', 'Is required.', 'required');
  const config = fields.inner('llm_config');
  return {
    ...{ variable_name, source, hardcoded_value: fields.text('hardcoded_value') },
    llm_config: config && {
      description: config.text('description'),
      example: config.text('example'),
      required: config.flag('required') ?? false,
    },
  };
}

/** @param tool the action's own, where it has one */
export async function attach(
  deps: DialectDeps,
  tenant: Tenant,
  agentId: Id,
  action: Action,
  effect: Effect,
  patch: Patch,
): Promise<void> {
  const before = action.attached[agentId];
  const whole: Attachment = {
    ...{ attachment_type: 'during', trigger_condition: '', input_variables_mapping: [] },
    ...before,
    ...patch,
  };
  await changeAgent(deps, tenant, agentId, (config) =>
    attached(without(config, action, effect), action, effect, whole),
  );
  await keepAction(deps, tenant, { ...action, attached: { ...action.attached, [agentId]: whole } });
}

export async function detach(
  deps: DialectDeps,
  tenant: Tenant,
  agentId: Id,
  action: Action,
  effect: Effect | null,
): Promise<void> {
  await changeAgent(deps, tenant, agentId, (config) => without(config, action, effect));
  const { [agentId]: _, ...rest } = action.attached;
  await keepAction(deps, tenant, { ...action, attached: rest });
}

/** Pure. @throws AppError `invalid-request` for what this type of action cannot do */
export function attached(config: AgentConfig, action: Action, effect: Effect, how: Attachment): AgentConfig {
  if (effect.is === 'data') {
    const told = [effect.schema['description'], how.trigger_condition]
      .filter((text) => text)
      .join(' Only if: ');
    const schema = { ...effect.schema, ...(told === '' ? {} : { description: told }) };
    const properties = { ...propertiesOf(config), [effect.property]: schema };
    return withProperties(config, properties);
  }
  const use = useOf(action.id, effect.tool, how);
  overridden(effect.tool, use, 'items.attachment_type.tool_id');
  return { ...config, tools: [...(config.tools ?? []), use] };
}

/** Without the action. Pure. */
export function without(config: AgentConfig, action: Pick<Action, 'id'>, effect: Effect | null): AgentConfig {
  const tools = (config.tools ?? []).filter(
    (tool: AgentTool) => tool.type !== 'saved' || tool.tool_id !== action.id,
  );
  const { tools: _, ...rest } = config;
  const changed: AgentConfig = tools.length === 0 ? rest : { ...rest, tools };
  if (effect?.is !== 'data') return changed;
  const { [effect.property]: __, ...properties } = propertiesOf(config);
  return withProperties(changed, properties);
}

function useOf(id: Id, tool: Tool, how: Attachment): SavedToolUse {
  const timed = tool.type === 'http' || tool.type === 'send_sms';
  const { attachment_type: when, trigger_condition: condition, input_variables_mapping: mapping } = how;
  if (!timed && when !== 'during')
    throw invalidRequest([
      { param: 'attachment_type', rule: 'one-of', message: 'This action can only run during the call.' },
    ]);
  const fixed = mapping.filter(({ source }) => source === 'hardcoded');
  const described = mapping.filter(({ source }) => source === 'llm');
  const own = 'description' in tool ? (tool.description ?? '') : '';
  const told = described.map(
    ({ variable_name: name, llm_config: it }) =>
      `${name}: ${[it?.description, it?.example && `e.g. ${it.example}`].filter(Boolean).join(', ')}${it?.required ? ' (required)' : ''}.`,
  );
  if (!timed && condition !== '') told.push(`Only if: ${condition}`);
  const description = [own, ...told].join(' ').slice(0, 1000);
  return {
    type: 'saved',
    tool_id: id,
    overrides: {
      ...(description === own ? {} : { description }),
      ...(timed ? { when } : {}),
      ...(timed && condition !== '' ? { condition } : {}),
      ...(timed && fixed.length > 0
        ? {
            arguments: Object.fromEntries(
              fixed.map(({ variable_name: name, hardcoded_value: value }) => [name, value ?? '']),
            ),
          }
        : {}),
    },
  };
}

function propertiesOf({ analysis }: AgentConfig): Readonly<Record<string, unknown>> {
  return (analysis?.schema?.['properties'] as Json | undefined) ?? {};
}

function withProperties(config: AgentConfig, properties: Json): AgentConfig {
  const { schema, ...analysis } = config.analysis ?? {};
  if (Object.keys(properties).length === 0) {
    const { analysis: _, ...rest } = config;
    return Object.keys(analysis).length === 0 ? rest : { ...rest, analysis };
  }
  return { ...config, analysis: { ...analysis, schema: { ...schema, type: 'object', properties } } };
}
