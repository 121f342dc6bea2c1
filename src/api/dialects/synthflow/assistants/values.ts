/** Values of sent fields, and blocks made of them. */
import type { AgentConfig } from '#domain';
import type { Json } from '../../shared/fields.ts';

export type Block = { -readonly [Name in keyof AgentConfig]?: AgentConfig[Name] | undefined };

/** Fields that make one block, or a few, of a configuration. */
export interface Group {
  readonly fields: readonly string[];
  compile(agent: Json): Block;
  derive(config: AgentConfig): Json;
}

export function textIn(agent: Json, name: string): string | undefined {
  const value = agent[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
export function numberIn(agent: Json, name: string): number | undefined {
  const value = agent[name];
  return typeof value === 'number' ? value : undefined;
}
export function textsIn(agent: Json, name: string): string[] {
  const value = agent[name];
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string' && item !== '')
    : [];
}
export function defined<T extends object>(value: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as never;
}
/** Undefined when nothing is in it. */
export function block<T extends object>(value: T) {
  const filled = defined(value);
  return Object.keys(filled).length === 0 ? undefined : filled;
}
