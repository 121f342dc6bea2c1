/** `/tools`: a tool of a prompt, or of all prompts of its use case. */
import { Type } from 'typebox';
import type { FastifyInstance } from 'fastify';
import { notFound, spellHex, spellNative, invalidRequest, type Id } from '#kernel';
import {
  parseTool,
  type AgentConfig,
  type Repositories,
  type SavedTool,
  type Tenant,
  type Tool,
} from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { withOwnIds } from '../../../ids/stored-aliases.ts';
import { sampleHex } from '../../../openapi/sample-ids.ts';
import { Fields } from '../../shared/fields.ts';
import { optionalId } from '../ids.ts';
import { composed, textOf } from '../prompts/text.ts';
import { keepRecord, promptOf, type PromptPlace, type UseCaseRecord } from '../use-cases/record.ts';
import { readUseCaseOf, type UseCase } from '../use-cases/use-cases.ts';
import { isTransfer } from '../use-cases/apply.ts';
import { changeAgent, changePrompt } from '../use-cases/versions.ts';
import { toNative, TOOL_TYPES, type NativeTool, type ToolBody } from './to-native.ts';

const FILLERS = ['hardcoded', 'aigen', 'none'] as const;

const shared = {
  use_case_id: Type.String(),
  type: Type.Enum([...TOOL_TYPES]),
  name: Type.String({ minLength: 1 }),
  description: Type.String({ minLength: 1 }),
  prompt_id: Type.String(),
  default: Type.Optional(Type.Boolean({ description: 'Of every prompt of the use case.' })),
  generate_filler_message: Type.Optional(Type.Boolean()),
  filler_type: Type.Optional(Type.Enum([...FILLERS])),
  filler_description: Type.Optional(Type.String()),
  filler_example: Type.Optional(Type.String()),
};
const AnyRecord = Type.Record(Type.String(), Type.Unknown());
const Body = Type.Object(
  { ...shared, data: AnyRecord },
  {
    additionalProperties: true,
    examples: [
      {
        use_case_id: sampleHex('agent'),
        prompt_id: sampleHex('agent-version'),
        type: 'Endpoint',
        name: 'find_order',
        description: 'Finds an order by its number.',
        data: { url: 'https://example.com/orders', method: 'POST' },
        filler_type: 'hardcoded',
        filler_example: 'One moment, please.',
      },
    ],
  },
);
const Shape = Type.Object(
  { id: Type.String(), organization_id: Type.String(), ...shared, data: AnyRecord },
  { additionalProperties: false },
);

interface Given {
  readonly useCaseId: Id | 'unknown';
  readonly promptId: Id | 'unknown';
  readonly isDefault: boolean;
  readonly tool: ToolBody;
  readonly fields: Fields;
}

export function toolRoutes(app: FastifyInstance, deps: DialectDeps): void {
  app.post(
    '/tools',
    {
      schema: {
        ...{ operationId: 'createTool', summary: 'Give a prompt a tool', tags: ['tools'] },
        ...{ scope: 'tools:write', body: Body, response: { 200: Shape } },
      },
    },
    async ({ tenant, body }) => {
      const nouns = { use_case_id: 'agent', prompt_id: 'agent-version' } as const;
      const given = readTool(await withOwnIds(deps, tenant, 'dial', body, nouns));
      const made = await createTool(deps, tenant, given);
      const { raw } = given.fields;
      const { type, name, description, data, filler } = given.tool;
      return {
        ...{ id: spellHex(made.id), organization_id: spellHex(tenant.organizationId) },
        ...{ use_case_id: spellHex(made.useCaseId), prompt_id: spellHex(made.promptId) },
        ...{ type, name, description, data, default: given.isDefault, filler_type: filler.type },
        generate_filler_message: raw['generate_filler_message'] ?? true,
        ...(filler.description === null ? {} : { filler_description: filler.description }),
        ...(filler.example === null ? {} : { filler_example: filler.example }),
      };
    },
  );
}

/** @throws AppError `invalid-request` */
function readTool(body: unknown): Given {
  const fields = new Fields(body);
  const id = (name: string): Id | 'unknown' =>
    (fields.requiredText(name) === '' ? null : optionalId(fields, name)) ?? 'unknown';
  const [useCaseId, promptId] = [id('use_case_id'), id('prompt_id')];
  for (const name of ['type', 'name', 'description']) fields.requiredText(name);
  if (!fields.has('data')) fields.fail('data', 'Is required.', 'required');
  const type = fields.oneOf('type', TOOL_TYPES) ?? 'Endpoint';
  const isFilled = fields.flag('generate_filler_message') ?? true;
  const filler = fields.oneOf('filler_type', FILLERS) ?? 'none';
  const tool: ToolBody = {
    type,
    name: fields.text('name') ?? '',
    description: fields.text('description') ?? '',
    data: fields.object('data') ?? {},
    filler: {
      type: isFilled ? filler : 'none',
      description: fields.text('filler_description') || null,
      example: fields.text('filler_example') || null,
    },
  };
  const isDefault = fields.flag('default') ?? false;
  fields.finish();
  return { useCaseId, promptId, isDefault, tool, fields };
}

async function createTool(
  deps: DialectDeps,
  { organizationId }: Tenant,
  { useCaseId, promptId, isDefault, tool, fields }: Given,
): Promise<{ id: Id; useCaseId: Id; promptId: Id }> {
  return deps.store.transaction(async (tx) => {
    const useCase = await readUseCaseOf(
      tx,
      organizationId,
      useCaseId === 'unknown' ? null : useCaseId,
      'use_case_id',
    );
    const { agent } = useCase;
    const version =
      promptId === 'unknown' ? null : await tx.agents.getVersion(organizationId, agent.id, promptId);
    if (!version) throw notFound('prompt', 'prompt_id');
    const prompt = promptOf(useCase.record, version.id);
    const transfer = useCase.config.tools?.find(isTransfer);
    const to = transfer?.type === 'transfer' ? (transfer.to ?? null) : null;
    const native = withCaller(toNative(tool, fields, to), useCase.record);
    fields.finish();
    const id = deps.ids.next();
    await give(
      tx,
      deps,
      useCase,
      isDefault ? null : prompt,
      await savedAs(tx, deps, organizationId, id, tool, native),
    );
    return { id, useCaseId: agent.id, promptId: prompt };
  });
}

/** A transfer shows the number that the use case wants. */
function withCaller(native: NativeTool, { own }: UseCaseRecord): NativeTool {
  const { tool } = 'tool' in native ? native : {};
  if (tool?.['type'] !== 'transfer' || own['show_original_caller_id'] !== true) return native;
  return { tool: { ...tool, show_callee: true } };
}

/** How a configuration changes by it, and a condition that is one. */
type Gift = { readonly condition: string } | { readonly change: (config: AgentConfig) => AgentConfig };

/** A tool of its own, which the agents' tools name by its id. @throws AppError `invalid-request` */
async function savedAs(
  tx: Repositories,
  { clock }: DialectDeps,
  organizationId: Id,
  id: Id,
  { name }: ToolBody,
  native: NativeTool,
): Promise<Gift> {
  if ('condition' in native) return native;
  const parsed = parseTool(native.tool, 'data');
  if ('faults' in parsed) throw invalidRequest(parsed.faults);
  const at = clock.now();
  const saved: SavedTool = {
    ...{ id, organizationId, title: name.slice(0, 200), config: parsed.ok, createdAt: at, updatedAt: at },
  };
  await tx.tools.insert(saved);
  return { change: (config) => withTool(config, id, parsed.ok) };
}

/** A phone tree is walked by the machine part too, where answering machines are looked for. */
function withTool(config: AgentConfig, id: Id, { type }: Tool): AgentConfig {
  const tools = [...(config.tools ?? []), { type: 'saved' as const, tool_id: spellNative('tool', id) }];
  const { machine } = config;
  return type === 'send_dtmf' && machine
    ? { ...config, tools, machine: { ...machine, on_ivr: 'navigate' } }
    : { ...config, tools };
}

async function give(
  tx: Repositories,
  deps: DialectDeps,
  { agent, record }: UseCase,
  prompt: Id | null,
  gift: Gift,
): Promise<void> {
  const all = Object.keys(record.prompts) as Id[];
  const ids = prompt === null ? all : [prompt];
  let next: UseCaseRecord = record;
  if ('change' in gift && prompt === null)
    next = (await changeAgent(tx, deps, agent, record, gift.change)).record;
  else
    for (const id of ids) {
      const place: PromptPlace = next.prompts[id] ?? { version: id, past: [] };
      const conditions = place.conditions ?? [];
      const added = 'condition' in gift ? [...conditions, gift.condition] : conditions;
      const change =
        'change' in gift ? gift.change : (config: AgentConfig) => withConditions(config, conditions, added);
      const held = (await tx.agents.get(agent.organizationId, agent.id)) ?? agent;
      const changed = await changePrompt(tx, deps, held, next, id, change);
      const kept = changed.record.prompts[id];
      next = kept
        ? { ...changed.record, prompts: { ...changed.record.prompts, [id]: { ...kept, conditions: added } } }
        : changed.record;
    }
  await keepRecord(tx, agent, next, deps.clock.now());
}

function withConditions(
  config: AgentConfig,
  before: readonly string[],
  after: readonly string[],
): AgentConfig {
  const { flow: _flow, ...rest } = config;
  return { ...rest, prompt: composed(textOf(config.prompt ?? '', before), after) };
}
