/** What the model may call and a flow's node may name: one function for most tools, several for some. */
import {
  type BookAppointmentTool,
  type Destination,
  type McpTool,
  ownTools,
  runsAt,
  type Tool,
  toolName,
  type TransferTool,
} from '#domain';
import { knowledgeFunction } from '../knowledge/function.ts';
import type { ToolSpec } from '#models';
import type { Scene } from '../core/scene.ts';
import { describeReasons } from './end-reasons.ts';
import { bookParameters, slotsParameters } from './booking.ts';
import { isoIn, spokenTime } from './time.ts';
import type { ToolFunction } from './tool-function.ts';
import { known, personZone, wallNow } from './work.ts';

/** Everything that can be called now, each name once. */
export function functionsOf(scene: Scene): readonly ToolFunction[] {
  const tools = ownTools(scene.setup.plan.config.tools).filter((tool) => runsAt(tool) === 'during');
  const found = new Map<string, ToolFunction>();
  for (const tool of tools.toSorted((a, b) => Number(a.type === 'mcp') - Number(b.type === 'mcp')))
    for (const it of functions(tool, scene)) if (!found.has(it.spec.name)) found.set(it.spec.name, it);
  const search = knowledgeFunction(scene);
  if (search && !found.has(search.spec.name)) found.set(search.spec.name, search);
  return [...found.values()];
}

function functions(tool: Tool, scene: Scene): ToolFunction[] {
  const name = toolName(tool);
  switch (tool.type) {
    case 'mcp':
      return served(tool, scene);
    case 'book_appointment':
      return appointments(tool, name, scene);
    default: {
      const { description, parameters } = whole(tool, scene);
      return [{ spec: { name, description, parameters }, action: { kind: 'whole', tool } }];
    }
  }
}

type Described = Omit<ToolSpec, 'name'>;
const NOTHING = { type: 'object', properties: {}, additionalProperties: false };

function whole(tool: Exclude<Tool, McpTool | BookAppointmentTool>, scene: Scene): Described {
  const described = (text: string, parameters: Described['parameters'] = NOTHING): Described => ({
    description: [
      tool.description ?? text,
      ...('condition' in tool && tool.condition !== undefined ? [`Use it only if: ${tool.condition}`] : []),
    ].join(' '),
    parameters,
  });
  switch (tool.type) {
    case 'http':
      return described('', openTo(tool.parameters ?? { type: 'object', properties: {} }, tool.arguments));
    case 'end_call':
      return endCall(tool, described);
    case 'transfer':
      return tool.destinations ? chosen(tool, tool.destinations) : described(CONNECT);
    case 'leave_voicemail':
      return described('Leaves the prepared message on an answering machine and ends the call.');
    case 'send_dtmf':
      return described('Presses keys on the keypad, to move through a menu.', {
        type: 'object',
        properties: {
          digits: {
            type: 'string',
            pattern: '^[0-9*#A-Da-dwW,]{1,64}$',
            description: 'Keys in order; w waits half a second, a comma two seconds.',
          },
        },
        required: ['digits'],
        additionalProperties: false,
      });
    case 'set_variable':
      return described('Keeps what was learned in the conversation.', {
        type: 'object',
        properties: Object.fromEntries(
          tool.names.map((name) => [name, { type: ['string', 'number', 'boolean', 'null'] }]),
        ),
        minProperties: 1,
        additionalProperties: false,
      });
    case 'schedule_callback':
      return callback(tool.description, tool.max_days, scene);
    case 'send_sms':
      return described('Sends the person a text message.', tool.text === undefined ? MESSAGE : NOTHING);
  }
}

function endCall(
  { reasons }: Extract<Tool, { readonly type: 'end_call' }>,
  described: (text: string, parameters: Described['parameters']) => Described,
): Described {
  const base = described('Ends the call. Use it when the conversation is over.', {
    type: 'object',
    properties: {},
  });
  if (!reasons) return base;
  const { text, parameters } = describeReasons(reasons);
  return { description: `${base.description} ${text}`, parameters };
}

const CONNECT = 'Connects the person with a colleague.';

/** The model is told when each is meant. */
function chosen({ description }: TransferTool, destinations: readonly Destination[]): Described {
  const cases = destinations.map(({ name, condition }) => (condition ? `${name}: ${condition}` : name));
  return {
    description: `${description ?? CONNECT} Choose the destination by its case. ${cases.join('; ')}`,
    parameters: {
      type: 'object',
      properties: { destination: { type: 'string', enum: destinations.map(({ name }) => name) } },
      required: ['destination'],
      additionalProperties: false,
    },
  };
}

/** Fixed arguments are no matter of the model's. */
function openTo(parameters: Described['parameters'], fixed: Readonly<Record<string, unknown>> = {}) {
  const names = new Set(Object.keys(fixed));
  const { properties, required } = parameters;
  if (names.size === 0 || typeof properties !== 'object' || properties === null) return parameters;
  return {
    ...parameters,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !names.has(name))),
    ...(Array.isArray(required) ? { required: required.filter((name) => !names.has(String(name))) } : {}),
  };
}

const MESSAGE = {
  type: 'object',
  properties: { text: { type: 'string', minLength: 1, maxLength: 1600 } },
  required: ['text'],
  additionalProperties: false,
};

function callback(description: string | undefined, days: number, scene: Scene): Described {
  const text =
    description ?? 'Calls the person again later. Use it when they ask to be called at another time.';
  return {
    description: `${text} ${nowText(scene)}`,
    parameters: {
      type: 'object',
      properties: {
        when: {
          type: 'string',
          minLength: 1,
          maxLength: 100,
          description: `ISO 8601, or "in 2 hours", "tomorrow 15:00", "friday 10:30", in the person's time zone; at most ${days} days ahead.`,
        },
        reason: { type: 'string', maxLength: 500, description: 'What the next call is about.' },
      },
      required: ['when'],
      additionalProperties: false,
    },
  };
}

function appointments(tool: BookAppointmentTool, name: string, scene: Scene): ToolFunction[] {
  const about = tool.description === undefined ? '' : `${tool.description} `;
  const slots = `${about}Finds free appointments. ${nowText(scene)}`;
  const book = `${about}Books one of the free appointments that were offered.`;
  return [
    {
      spec: { name: `${name}_slots`, description: slots, parameters: slotsParameters },
      action: { kind: 'slots', tool },
    },
    {
      spec: {
        name: `${name}_book`,
        description: book,
        parameters: bookParameters(
          known(scene, 'person.name', 'name'),
          known(scene, 'person.email', 'email'),
        ),
      },
      action: { kind: 'book', tool },
    },
  ];
}

/** Named `<server>_<tool>` in the signs that every model takes. */
function served(tool: McpTool, { parts }: Scene): ToolFunction[] {
  const found = parts.tools.discovered.findLast(({ server }) => server === tool.name);
  if (!found || !('tools' in found)) return [];
  return found.tools
    .filter(({ name }) => tool.only === undefined || tool.only.includes(name))
    .map(({ name, description, parameters }) => ({
      spec: {
        name: `${tool.name}_${name}`.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64),
        description: description.slice(0, 1000),
        parameters,
      },
      action: { kind: 'served', tool, served: name },
    }));
}

function nowText(scene: Scene): string {
  const zone = personZone(scene);
  const now = wallNow(scene.parts.tools.epoch, scene);
  return `Now it is ${spokenTime(now, zone, 'en-US')}, ${isoIn(now, zone)} (${zone}).`;
}
