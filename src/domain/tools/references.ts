/** Tools and analysis settings that an agent names by id, put in their place. Pure. */
import { invalidRequest, notFound, parseId, type Id } from '#kernel';
import type { AnalysisTemplate } from '../analysis-templates/analysis-template.ts';
import type { AgentConfig } from '../agents/config.ts';
import type { SavedToolUse, Tool } from '../agents/tools-schema.ts';
import type { SavedTool } from './saved-tool.ts';

type Part = Pick<Partial<AgentConfig>, 'tools' | 'analysis'>;

export interface References {
  readonly tools: readonly Id[];
  readonly templates: readonly Id[];
}

/** What must be read to resolve a configuration; texts that are no ids are left to `resolveReferences`. */
export function referencesOf({ tools = [], analysis }: Part): References {
  const used = tools.flatMap((tool) => (tool.type === 'saved' ? [parseId(tool.tool_id)] : []));
  const template = analysis?.template_id === undefined ? null : parseId(analysis.template_id);
  return { tools: used.filter((id) => id !== null), templates: template === null ? [] : [template] };
}

export interface Referred {
  readonly tools: ReadonlyMap<Id, SavedTool>;
  readonly templates: ReadonlyMap<Id, AnalysisTemplate>;
}

/**
 * The configuration as a call runs it: later edits of the tools and the template change it no more.
 * @param base goes before each field's path in a fault, e.g. `agent.`
 * @throws AppError `tool-unknown`, `analysis-template-unknown` (404); `invalid-request` when two tools have one name
 */
export function resolveReferences<T extends Part>(config: T, { tools, templates }: Referred, base = ''): T {
  const { tools: used } = config;
  const analysis = analysisOf(config.analysis, templates, base);
  return {
    ...config,
    ...(analysis === undefined ? {} : { analysis }),
    ...(used === undefined
      ? {}
      : {
          tools: used.map((tool, index) =>
            tool.type === 'saved' ? toolOf(tool, tools, `${base}tools[${index}].tool_id`) : tool,
          ),
        }),
  };
}

/** The agent's own fields lie over those of the template. */
function analysisOf(
  settings: Part['analysis'],
  templates: Referred['templates'],
  base: string,
): Part['analysis'] {
  if (settings?.template_id === undefined) return settings;
  const id = parseId(settings.template_id);
  const template = id === null ? undefined : templates.get(id);
  if (!template) throw notFound('analysis-template', `${base}analysis.template_id`);
  return { ...template.settings, ...settings };
}

function toolOf(use: SavedToolUse, tools: Referred['tools'], param: string): Tool {
  const id = parseId(use.tool_id);
  const saved = id === null ? undefined : tools.get(id);
  if (!saved) throw notFound('tool', param);
  return overridden(saved.config, use, param);
}

/** @throws AppError `invalid-request` for a field that the tool has not */
export function overridden(tool: Tool, { overrides = {} }: SavedToolUse, param: string): Tool {
  const strange = Object.keys(overrides).find((field) => !TAKES[tool.type].includes(field));
  if (strange === undefined) return { ...tool, ...overrides } as Tool;
  throw invalidRequest([
    {
      param: param.replace(/tool_id$/, `overrides.${strange}`),
      rule: 'override',
      message: `is nothing that a tool of type ${tool.type} has; it takes ${TAKES[tool.type].join(', ')}.`,
    },
  ]);
}

const TIMED = ['when', 'condition', 'arguments'];
/** What may be said anew of a saved tool, by its type. */
const TAKES: Readonly<Record<Tool['type'], readonly string[]>> = {
  http: ['name', 'description', 'speech', 'timeout_ms', 'asynchronous', ...TIMED],
  send_sms: ['name', 'description', 'speech', 'timeout_ms', 'text', ...TIMED],
  mcp: ['name', 'speech', 'timeout_ms'],
  book_appointment: ['name', 'description', 'speech', 'timeout_ms'],
  transfer: ['name', 'description'],
  end_call: ['description'],
  send_dtmf: ['description'],
  leave_voicemail: ['description'],
  set_variable: ['description'],
  schedule_callback: ['description'],
};
