/** From a tool and its arguments to the HTTP request. */
import { lookUp, spoken, type HttpTool, type Variables } from '#domain';
import type { Millis } from '#kernel';
import type { HttpRequest } from '#models';

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
/** Bytes of an answer that are read; a model can use no more. */
const MOST_BYTES = 256 * 1024;

type Arguments = Readonly<Record<string, unknown>>;

/** Arguments of a flow node: strings with placeholders filled, however deep. */
export function fillArguments(args: Arguments, variables: Variables): Arguments {
  return fill(args, variables) as Arguments;
}

/** One call of a tool. */
export interface ToolCalled {
  readonly run: string;
  /** Wall time, ms since the epoch. */
  readonly at: Millis;
}

/**
 * Placeholders see the arguments first, then the call's variables; `tool_call` is the call of the tool itself. Without a body template the arguments are the JSON
 * body, or for GET and DELETE those that the URL does not use become its query.
 */
export function toolRequest(
  tool: HttpTool,
  args: Arguments,
  variables: Variables,
  { run, at }: ToolCalled,
): HttpRequest {
  const called = {
    ...{ id: run, name: tool.name, arguments: args },
    ...{ at: new Date(at).toISOString(), unix_s: Math.floor(at / 1000) },
  };
  const scope = { ...variables, ...args, tool_call: called };
  const bodiless = tool.method === 'GET' || tool.method === 'DELETE';
  const url = tool.url.replace(PLACEHOLDER, (_, name: string) => encodeURIComponent(valueText(scope, name)));
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(tool.headers ?? {}))
    headers[name.toLowerCase()] = insert(value, scope).replace(/[\r\n]+/g, ' ');
  const body = tool.body === undefined ? (bodiless ? undefined : args) : fill(tool.body, scope);
  if (body !== undefined) headers['content-type'] ??= 'application/json';
  return {
    method: tool.method,
    url: bodiless && tool.body === undefined ? withQuery(url, tool.url, args) : url,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    timeoutMs: tool.timeout_ms,
    maxBytes: MOST_BYTES,
  };
}

/** A string that is one placeholder becomes the value itself, with its type. */
function fill(value: unknown, scope: Variables): unknown {
  if (typeof value === 'string') {
    const whole = /^\{\{([^{}]*)\}\}$/.exec(value.trim());
    return whole ? (lookUp(scope, clean(whole[1]!)) ?? null) : insert(value, scope);
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, scope)]));
}

function insert(text: string, scope: Variables): string {
  return text.replace(PLACEHOLDER, (_, name: string) => valueText(scope, name));
}

function valueText(scope: Variables, name: string): string {
  return spoken(lookUp(scope, clean(name))) ?? '';
}

function clean(name: string): string {
  return name.trim().replace(/\s+/g, ' ');
}

function withQuery(url: string, template: string, args: Arguments): string {
  const used = new Set([...template.matchAll(PLACEHOLDER)].map((match) => clean(match[1]!)));
  const query = Object.entries(args)
    .filter(([name, value]) => !used.has(name) && spoken(value) !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(spoken(value)!)}`)
    .join('&');
  if (query === '') return url;
  const [path, fragment] = url.split('#', 2);
  return `${path}${path!.includes('?') ? '&' : '?'}${query}${fragment === undefined ? '' : `#${fragment}`}`;
}
