/** Other products write placeholders with one brace; our own text has two. */
import type { AgentConfig } from '../agents/config.ts';

/**
 * A name as people write it: letters, digits, dots, dashes, spaces. Text that is code or JSON (`{"a": 1}`, `{}`) is no
 * placeholder, and `{{name}}` is one already.
 */
const SINGLE = /(?<!\{)\{\s*([\p{L}_][\p{L}\p{N}_.\- ]*?)\s*\}(?!\})/gu;

/**
 * Turns `{name}` into `{{name}}`, the placeholder of our agents.
 * @example doubleBraces('Hi {first name}, your {{code}}') // 'Hi {{first name}}, your {{code}}'
 */
export function doubleBraces(text: string): string {
  return text.replace(SINGLE, '{{$1}}');
}

/** The agent with `{name}` as a placeholder in whatever it says or is told; its tools stay, whose bodies may be code. */
export function withDoubleBraces(config: AgentConfig): AgentConfig {
  const { prompt, greeting, flow, silence, machine } = config;
  const said = Object.entries({ prompt, greeting, flow, silence, machine }).filter(
    ([, value]) => value !== undefined,
  );
  return { ...config, ...Object.fromEntries(said.map(([name, value]) => [name, everyText(value)])) };
}

function everyText(value: unknown): unknown {
  if (typeof value === 'string') return doubleBraces(value);
  if (Array.isArray(value)) return value.map(everyText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, everyText(item)]));
}
