/** What a schema cannot say about an agent's tools. */
import type { FieldFault } from '#kernel';
import { schemaFault } from './arguments.ts';
import { joinPath } from './schema-faults.ts';
import { callableNames, toolName, type Tool } from './tools-schema.ts';

/** @param path where the agent stands in the request */
export function toolFaults(tools: readonly Tool[], path: string): FieldFault[] {
  const called = tools.map(callableNames);
  return tools.flatMap((tool, index) => {
    const at = joinPath(path, 'tools', index);
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
        ...(tool.parameters ? parameterFaults(tool.parameters, at) : []),
        ...urlFaults(tool.url, at),
        ...signatureFaults(tool, at),
      ];
    case 'mcp':
      return urlFaults(tool.url, at);
    case 'book_appointment':
      return [...calendarFaults(tool, at), ...urlFaults(tool.url, at)];
    case 'send_sms':
      return urlFaults(tool.url, at);
    default:
      return [];
  }
}

function reserved(name: string, at: string): FieldFault[] {
  if (name !== 'end_call') return [];
  const message = `'end_call' is the built-in tool's name; choose another.`;
  return [{ param: `${at}.name`, rule: 'reserved', message }];
}

function parameterFaults(parameters: Readonly<Record<string, unknown>>, at: string): FieldFault[] {
  const fault = schemaFault(parameters);
  return fault === null
    ? []
    : [{ param: `${at}.parameters`, rule: 'json-schema', message: `cannot be used: ${fault}` }];
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
