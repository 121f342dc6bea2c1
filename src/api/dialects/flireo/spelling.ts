/**
 * Flireo's two generations: G1 writes some keys in camelCase (`voiceId`, `firstMessage`, `structuredDataPlan`), G2 all in
 * snake_case. Read is either, everywhere; told are both where they differ.
 */
import { isJson, type Json } from '../shared/fields.ts';

/** The keys of one object in snake_case; a key that was written so wins over its twin. */
export function inSnake(object: Json): Json {
  const written = Object.entries(object).map(([name, value]) => [snake(name), name, value] as const);
  const own = new Set(written.filter(([to, from]) => to === from).map(([to]) => to));
  return Object.fromEntries(
    written.flatMap(([to, from, value]) => (to === from || !own.has(to) ? [[to, value]] : [])),
  );
}

const snake = (name: string): string => name.replace(/(?<=[a-z0-9])[A-Z]/g, (one) => `_${one.toLowerCase()}`);

/**
 * An assistant with its blocks, tools and plan in snake_case. What customers name themselves (parameters of tools, the
 * plan's schema, metadata) stays as it is.
 */
export function assistantInSnake(value: unknown): unknown {
  if (!isJson(value)) return value;
  const assistant = inSnake(value);
  return {
    ...assistant,
    ...within(assistant, 'stt_config', inSnake),
    ...within(assistant, 'tts_config', inSnake),
    ...within(assistant, 'llm_config', (llm) => {
      const block = inSnake(llm);
      const { tools } = block;
      return Array.isArray(tools) ? { ...block, tools: tools.map(toolInSnake) } : block;
    }),
    ...within(assistant, 'analysis_plan', (given) => {
      const plan = inSnake(given);
      return { ...plan, ...within(plan, 'structured_data_plan', inSnake) };
    }),
  };
}

export function toolInSnake(tool: unknown): unknown {
  return isJson(tool) ? inSnake(tool) : tool;
}

/** The members of an outbound call's body; `known` hold assistants. */
export function outboundInSnake(body: unknown, known: readonly string[]): unknown {
  if (!isJson(body)) return body;
  const call = inSnake(body);
  return {
    ...call,
    ...Object.fromEntries(
      known.filter((name) => call[name] !== undefined).map((name) => [name, assistantInSnake(call[name])]),
    ),
  };
}

/** A block or a tool as it is told, each key that G1 writes otherwise in both spellings. */
export function withTwins(object: Json, twins: readonly string[]): Json {
  const more = twins.filter((name) => object[name] !== undefined).map((name) => [camel(name), object[name]]);
  return { ...object, ...Object.fromEntries(more) };
}

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, one: string) => one.toUpperCase());

function within(object: Json, name: string, change: (inner: Json) => unknown): Json {
  const inner = object[name];
  return isJson(inner) ? { [name]: change(inner) } : {};
}
