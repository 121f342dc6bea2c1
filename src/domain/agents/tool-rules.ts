/** What a schema cannot say about an agent's tools. */
import type { FieldFault } from '#kernel';
import { jsonSchemaFaults } from './arguments.ts';
import { hoursFaults } from '../hours/schema.ts';
import { joinPath } from './schema-faults.ts';
import { callableNames, runsAt, toolName, type AgentTool, type Tool } from './tools-schema.ts';

/** @param path where the agent stands in the request */
export function toolFaults(tools: readonly AgentTool[], path: string): FieldFault[] {
  const called = tools.map((tool) => (tool.type === 'saved' ? [] : callableNames(tool)));
  return tools.flatMap((tool, index) => {
    const at = joinPath(path, 'tools', index);
    if (tool.type === 'saved') return [];
    const taken = called[index]!.find((name) => called.slice(0, index).flat().includes(name));
    const faults = ownFaults(tool, at);
    if (taken !== undefined) {
      const message = `'${toolName(tool)}' is already the name of another tool; rename one.`;
      faults.push({ param: `${at}.name`, rule: 'unique', message });
    }
    return faults;
  });
}

function ownFaults(tool: Tool, at: string): FieldFault[] {
  switch (tool.type) {
    case 'http':
      return [
        ...reserved(tool.name, at),
        ...(tool.parameters ? jsonSchemaFaults(tool.parameters, `${at}.parameters`) : []),
        ...urlFaults(tool.url, at),
        ...signatureFaults(tool, at),
        ...timeFaults(tool, at),
      ];
    case 'mcp':
      return urlFaults(tool.url, at);
    case 'transfer':
      return [...destinationFaults(tool, at), ...(tool.hours ? hoursFaults(tool.hours, `${at}.hours`) : [])];
    case 'book_appointment':
      return [...calendarFaults(tool, at), ...urlFaults(tool.url, at)];
    case 'send_sms':
      return [...urlFaults(tool.url, at), ...timeFaults(tool, at)];
    default:
      return [];
  }
}

/** One way to name where to, and names that a model can tell apart. */
function destinationFaults(
  { to, destinations, phone_book_id: book }: Extract<Tool, { type: 'transfer' }>,
  at: string,
): FieldFault[] {
  const given = [to, destinations, book].filter((it) => it !== undefined).length;
  if (given !== 1) {
    const message =
      given === 0
        ? 'is missing, and so are destinations and phone_book_id; add one of the three.'
        : 'cannot stand beside destinations or phone_book_id; keep one of the three.';
    return [{ param: `${at}.to`, rule: 'one-destination', message }];
  }
  const names = (destinations ?? []).map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice < 0) return [];
  const message = `'${names[twice]!}' is the name of another destination; rename one.`;
  return [{ param: `${at}.destinations[${twice}].name`, rule: 'unique', message }];
}

function reserved(name: string, at: string): FieldFault[] {
  if (name !== 'end_call') return [];
  const message = `'end_call' is the built-in tool's name; choose another.`;
  return [{ param: `${at}.name`, rule: 'reserved', message }];
}

/** One that begins with a variable is judged when it is known. */
function urlFaults(url: string | undefined, at: string): FieldFault[] {
  if (url === undefined || /^https?:\/\//i.test(url) || url.startsWith('{{')) return [];
  return [{ param: `${at}.url`, rule: 'url', message: 'must begin with https:// or http://.' }];
}

/** What is signed beside the body must be sent. */
function signatureFaults({ auth, headers = {} }: Extract<Tool, { type: 'http' }>, at: string): FieldFault[] {
  if (auth?.type !== 'hmac' || auth.timestamp_header === undefined) return [];
  const wanted = auth.timestamp_header.toLowerCase();
  if (Object.keys(headers).some((name) => name.toLowerCase() === wanted)) return [];
  const message = `names a header that the tool does not send; add ${auth.timestamp_header} to headers, e.g. with {{tool_call.unix_s}}.`;
  return [{ param: `${at}.auth.timestamp_header`, rule: 'header-missing', message }];
}

/** Before the call there is no model that could give arguments or judge a condition. */
function timeFaults(tool: Extract<Tool, { type: 'http' | 'send_sms' }>, at: string): FieldFault[] {
  const early = (field: string, message: string): FieldFault => ({
    param: `${at}.${field}`,
    rule: 'before-the-call',
    message,
  });
  const filling = tool.type === 'http' && tool.fills !== undefined;
  if (runsAt(tool) !== 'before')
    return filling
      ? [early('fills', 'is only for a tool that runs before the call; remove it, or set when to before.')]
      : [];
  const fixed = Object.keys(tool.arguments ?? {});
  const wanted = tool.type === 'http' ? tool.parameters?.['required'] : ['text'];
  const open = (Array.isArray(wanted) ? wanted.map(String) : []).filter((name) => !fixed.includes(name));
  const missing = tool.type === 'send_sms' && tool.text !== undefined ? [] : open;
  return [
    ...(tool.condition === undefined
      ? []
      : [early('condition', 'cannot be judged before the call; remove it.')]),
    ...(missing.length === 0
      ? []
      : [early('arguments', `must give ${missing.join(', ')}: before the call no model can.`)]),
  ];
}

function calendarFaults(
  { provider, calendar, location }: Extract<Tool, { type: 'book_appointment' }>,
  at: string,
): FieldFault[] {
  if (provider === 'gohighlevel' && location === undefined)
    return [
      {
        param: `${at}.location`,
        rule: 'required',
        message: 'is required for gohighlevel; add the location id.',
      },
    ];
  if (provider === 'cal_com' && !/^\d{1,12}$/.test(calendar))
    return [
      { param: `${at}.calendar`, rule: 'event-type', message: 'must be the number of a Cal.com event type.' },
    ];
  return [];
}
