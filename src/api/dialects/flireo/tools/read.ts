/** Tool templates as Flireo's clients write them. Source: reference.flireo.com/tool-templates-1892895m0 and its first SDK. */
import { ownTools, type Tool } from '#domain';
import { AppError, invalidRequest } from '#kernel';
import { readTool } from '../../../native/tools/read-tool.ts';
import { Fields, isJson, type Json } from '../../shared/fields.ts';
import { AGENTS_URL } from '../agents/tools-shown.ts';
import { inSnake, toolInSnake } from '../spelling.ts';
import { readTools } from '../tools.ts';

export const TOOL_TYPES = ['function', 'endCall', 'transferCall'] as const;
const LONGEST = { name: 200, description: 2000 };

export interface WrittenTemplate {
  readonly title: string;
  readonly tool: Tool;
  /** As written: `description`, `tool_type`, `tool_config`. */
  readonly given: Json;
}

/**
 * @param before its members as they are told, for a change; only what is sent differs from them
 * @param stored what `***` stands for
 * @throws AppError `invalid-request` naming each field
 */
export function readTemplate(
  body: unknown,
  before: Json = {},
  stored: readonly Tool[] = [],
): WrittenTemplate {
  const sent = new Fields(isJson(body) ? ofFirstSdk(inSnake(body)) : body).raw;
  const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
  const fields = new Fields({ ...before, ...given });
  const title = fields.requiredText('name');
  const description = fields.text('description');
  if (title.length > LONGEST.name)
    fields.fail('name', `Must have ${LONGEST.name} characters or fewer.`, 'maxLength');
  if (description !== null && description.length > LONGEST.description)
    fields.fail('description', `Must have ${LONGEST.description} characters or fewer.`, 'maxLength');
  if (!fields.has('tool_type'))
    fields.fail('tool_type', `Is required: ${TOOL_TYPES.join(', ')}.`, 'required');
  const kind = fields.text('tool_type');
  const type = TOOL_TYPES.find((one) => one === kind || inSnake({ [one]: 0 })[kind ?? ''] === 0) ?? null;
  if (kind !== null && type === null)
    fields.fail(
      'tool_type',
      `Is ${JSON.stringify(kind)}; it must be one of: ${TOOL_TYPES.join(', ')}.`,
      'one-of',
    );
  if (!fields.has('tool_config') && type !== 'endCall')
    fields.fail('tool_config', 'Is required.', 'required');
  const config = fields.inner('tool_config');
  const tool = type && (config || type === 'endCall') ? toolOf(type, config ?? new Fields({}), fields) : null;
  if (config && fields.faults.length === 0) judgeKept(config);
  fields.finish();
  return {
    title,
    tool: judged(tool!, stored),
    given: { description, tool_type: type!, tool_config: config?.raw ?? {} },
  };
}

/** What the type makes no use of is kept and told as well, so it has to be of its kind. */
function judgeKept(config: Fields): void {
  for (const name of ['name', 'description', 'url', 'asyncResponse', 'async_response']) config.text(name);
  config.flag('async');
  config.object('parameters');
  for (const destination of config.objects('destinations'))
    for (const name of ['type', 'number', 'description', 'message']) destination.text(name);
}

/** The first SDK's shape: `function_definition`, `server_url`, `server_secret`, `async`. */
function ofFirstSdk(body: Json): Json {
  const { function_definition, server_url, server_secret, async: later, ...rest } = body;
  if (!isJson(function_definition) || rest['tool_config'] !== undefined)
    return isJson(rest['tool_config']) ? { ...rest, tool_config: toolInSnake(rest['tool_config']) } : rest;
  const server = server_secret === undefined ? {} : { server: { url: server_url, secret: server_secret } };
  return {
    tool_type: 'function',
    ...rest,
    tool_config: {
      ...function_definition,
      ...(server_url === undefined ? {} : { url: server_url }),
      ...server,
      ...(later === undefined ? {} : { async: later }),
    },
  };
}

function toolOf(type: (typeof TOOL_TYPES)[number], config: Fields, outer: Fields): Tool | null {
  if (type === 'function') {
    if (!config.has('parameters') && !isJson(config.raw['function']))
      config.fail('parameters', 'Is required.', 'required');
    return readTools([withType(config, 'function', outer)], { url: AGENTS_URL, secret: null })[0] ?? null;
  }
  const read = readTools([withType(config, type, outer)], { url: null, secret: null });
  if (read.length < 2) return read[0] ?? null;
  // One template is one tool, of which the model chooses a destination.
  const places = ownTools(read).flatMap((tool) => (tool.type === 'transfer' ? [tool] : []));
  const { to: _first, description: _why, name: _name, ...shared } = places[0]!;
  const destinations = places.map(({ to = '', description = '' }, index) => ({
    name: `${index + 1}. ${to}`.slice(0, 200),
    to,
    condition: description,
  }));
  return { ...shared, destinations };
}

/** The same fields with the template's type. */
function withType(config: Fields, type: string, { faults }: Fields): Fields {
  return new Fields({ ...config.raw, type }, 'tool_config.', faults);
}

const told = (param: string): string => param.replace(/^config\b/, 'tool_config');

function judged(tool: Tool, stored: readonly Tool[]): Tool {
  try {
    return readTool(tool, stored);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.faults.length === 0) throw thrown;
    throw invalidRequest(thrown.faults.map((fault) => ({ ...fault, param: told(fault.param) })));
  }
}
