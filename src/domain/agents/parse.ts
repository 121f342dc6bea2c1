/** Reads an agent from a request: schema, defaults, and the rules that a schema cannot say. */
import type { FieldFault } from '#kernel';
import { Type, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { FlowSchema, NodeSchema, SlotSchema } from '../flow/schema.ts';
import { validateFlow } from '../flow/validate.ts';
import { analysisFaults } from './analysis-schema.ts';
import { AgentConfigSchema, type AgentConfig } from './config.ts';
import { machineFaults } from './machine-schema.ts';
import { hoursFaults } from '../hours/schema.ts';
import { joinPath, schemaFaults } from './schema-faults.ts';
import { openingFaults } from './opening-schema.ts';
import { toolFaults } from './tool-rules.ts';
import { AgentToolSchema, ownTools, ToolSchema, type Tool } from './tools-schema.ts';

/** Unions are checked by their `type` afterwards, so that a fault names the one thing that is wrong. */
const OuterSchema = Type.Object(
  {
    ...AgentConfigSchema.properties,
    flow: Type.Optional(
      Type.Object(
        { ...FlowSchema.properties, nodes: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 500 }) },
        { additionalProperties: false },
      ),
    ),
    tools: Type.Optional(Type.Array(Type.Unknown(), { maxItems: 50 })),
  },
  { additionalProperties: false },
);

export type ParsedAgent = { readonly ok: AgentConfig } | { readonly faults: readonly FieldFault[] };

/**
 * @param input what a request holds; not changed.
 * @param path where it stands in the request, for the faults' `param`; empty for the body itself.
 * @returns the agent with defaults filled in, or every fault found.
 * @example parseAgentConfig({ name: 'Ann', prompt: 'Be kind.' }) // { ok: { name: 'Ann', …, language: 'en-US' } }
 */
export function parseAgentConfig(input: unknown, path = ''): ParsedAgent {
  if (!isObject(input))
    return { faults: [{ param: path, rule: 'type', message: 'must be an object that describes an agent.' }] };
  const outer = Value.Default(OuterSchema, structuredClone(input)) as Record<string, unknown>;
  const faults = schemaFaults(OuterSchema, outer, path);
  const { flow, tools } = outer;
  const flowPath = joinPath(path, 'flow');
  if (isObject(flow) && Array.isArray(flow['nodes']))
    flow['nodes'].forEach((node, index) => {
      faults.push(...nodeFaults(node, joinPath(flowPath, 'nodes', index)));
    });
  if (Array.isArray(tools))
    tools.forEach((tool, index) => {
      const at = joinPath(path, 'tools', index);
      faults.push(...variantFaults(AgentToolSchema, tool, at, 'tool', `tools[${index}]`));
    });
  faults.push(...eitherOr(outer, path), ...besideRealtime(outer, path), ...openingFaults(outer, path));
  if (faults.length > 0) return { faults };
  const config = Value.Default(AgentConfigSchema, outer) as AgentConfig;
  const rest = schemaFaults(AgentConfigSchema, config, path);
  rest.push(...toolFaults(config.tools ?? [], path), ...machineFaults(config.machine, path));
  rest.push(...analysisFaults(config.analysis, joinPath(path, 'analysis')));
  if (config.hours) rest.push(...hoursFaults(config.hours, joinPath(path, 'hours')));
  // What a flow calls may be among the saved tools, whose names are known when they are in their place.
  if (config.flow && rest.length === 0 && !config.tools?.some(({ type }) => type === 'saved'))
    rest.push(
      ...validateFlow(config.flow, ownTools(config.tools), flowPath, Object.keys(config.variables ?? {})),
    );
  return rest.length > 0 ? { faults: rest } : { ok: config };
}

export type ParsedTool = { readonly ok: Tool } | { readonly faults: readonly FieldFault[] };

/** The same of one tool alone, as `/v1/tools` keeps it. */
export function parseTool(input: unknown, path: string): ParsedTool {
  const faults = variantFaults(ToolSchema, input, path, 'tool', path);
  if (faults.length > 0) return { faults };
  const tool = Value.Default(ToolSchema, structuredClone(input)) as Tool;
  const rest = toolFaults([tool], '').map((fault) => ({
    ...fault,
    param: fault.param.replace('tools[0]', path),
  }));
  return rest.length > 0 ? { faults: rest } : { ok: tool };
}

function eitherOr({ flow, prompt }: Record<string, unknown>, path: string): FieldFault[] {
  if (flow !== undefined && prompt !== undefined)
    return [
      {
        param: joinPath(path, 'prompt'),
        rule: 'flow-or-prompt',
        message: 'cannot stand beside flow: an agent runs one of them; remove one.',
      },
    ];
  if (flow !== undefined || prompt !== undefined) return [];
  const message = 'is missing, and prompt too: an agent needs one of them; add flow or prompt.';
  return [{ param: joinPath(path, 'flow'), rule: 'flow-or-prompt', message }];
}

/** One model in the place of three, and of what they would run. */
function besideRealtime(agent: Record<string, unknown>, path: string): FieldFault[] {
  if (agent['realtime'] === undefined) return [];
  const reasons = {
    stt: 'the realtime model hears by itself',
    llm: 'the realtime model thinks by itself',
    voice: 'the realtime model has a voice of its own; name it in realtime.voice',
    flow: 'a realtime model runs a prompt',
  };
  const attended = listOf(agent['tools']).flatMap((tool, index) =>
    isObject(tool) && tool['type'] === 'transfer' && tool['mode'] === 'attended'
      ? [
          {
            param: joinPath(path, 'tools', index, 'mode'),
            rule: 'realtime-alone',
            message:
              'cannot be attended beside realtime: the colleague could not be briefed, as nothing but the model speaks. Use blind.',
          },
        ]
      : [],
  );
  const lookedUp =
    isObject(agent['knowledge']) && agent['knowledge']['mode'] !== 'tool'
      ? [
          {
            param: joinPath(path, 'knowledge', 'mode'),
            rule: 'realtime-alone',
            message: 'must be tool beside realtime: nothing can be put before its words. Use tool.',
          },
        ]
      : [];
  const beside = Object.entries(reasons)
    .filter(([field]) => agent[field] !== undefined)
    .map(([field, reason]) => ({
      param: joinPath(path, field),
      rule: 'realtime-alone',
      message: `cannot stand beside realtime: ${reason}. Remove ${field}, or realtime.`,
    }));
  return [...beside, ...attended, ...lookedUp];
}

function nodeFaults(node: unknown, path: string): FieldFault[] {
  const name = isObject(node) && typeof node['id'] === 'string' ? `node '${node['id']}'` : path;
  const faults = variantFaults(NodeSchema, node, path, 'node', name, 'slot');
  if (!isObject(node) || node['type'] !== 'ask' || node['slot'] === undefined) return faults;
  const slot = variantFaults(SlotSchema, node['slot'], joinPath(path, 'slot'), 'slot', `${name}, slot`);
  return [...faults, ...slot];
}

type Union = TSchema & { readonly anyOf: readonly (TSchema & { readonly properties: Properties })[] };
type Properties = Readonly<Record<string, TSchema>>;

/** Checks against the one variant whose `type` the value names. @param open a field that is checked elsewhere. */
function variantFaults(
  union: TSchema,
  value: unknown,
  path: string,
  noun: string,
  name: string,
  open?: string,
): FieldFault[] {
  if (!isObject(value)) return [{ param: path, rule: 'type', message: `${name}: must be an object.` }];
  const variants = (union as Union).anyOf;
  const typeOf = (variant: Union['anyOf'][number]): string =>
    String((variant.properties['type'] as unknown as { const: string }).const);
  const variant = variants.find((variant) => typeOf(variant) === value['type']);
  if (!variant) {
    const available = variants.map(typeOf).join(', ');
    const given =
      value['type'] === undefined
        ? 'type is missing'
        : `type ${quote(value['type'])} is not available in this release`;
    const message = `${name}: ${given}; available ${noun} types: ${available}.`;
    return [{ param: joinPath(path, 'type'), rule: 'type-available', message }];
  }
  const properties = { ...variant.properties };
  if (open !== undefined && properties[open]) properties[open] = Type.Unknown();
  const schema = Type.Object(properties, { additionalProperties: false });
  const filled = Value.Default(schema, structuredClone(value));
  return schemaFaults(schema, filled, path).map((fault) => ({
    ...fault,
    message: `${name}: ${fault.message}`,
  }));
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `'${value.slice(0, 60)}'` : `(${typeof value})`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
