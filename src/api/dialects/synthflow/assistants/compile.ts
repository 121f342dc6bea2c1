/** A sent change laid over an agent's configuration. Pure. */
import type { AgentConfig, AgentTool } from '#domain';
import { isJson, type Json } from '../../shared/fields.ts';
import { GROUPS } from './blocks.ts';
import { doubleBraces } from './braces.ts';
import type { OwnAgent } from './own.ts';
import { textIn, type Block } from './values.ts';

const LONGEST_S = 14_400;

/** What a new agent is before anything was said of it. */
export const NEW_AGENT: AgentConfig = {
  name: 'Agent',
  prompt: 'You are a helpful assistant.',
  language: 'en-US',
  interruptible: true,
  tools: [{ type: 'end_call' }],
  // Without `voicemail_message` a machine is hung up on: `hangup_on_voicemail`.
  machine: { on_machine: 'hang_up' },
  // `send_user_idle_reminders` is off.
  silence: { max_reminders: 0, reminder_after_s: 30 },
};

/** @param whole everything that is kept, the change among it; only blocks of which something was sent are made anew */
export function withChange(config: AgentConfig, patch: OwnAgent, whole: OwnAgent): AgentConfig {
  let changed: Block = { ...config };
  for (const { fields, compile } of GROUPS)
    if (fields.some((field) => Object.hasOwn(patch.agent, field)))
      changed = laidOver(changed, compile(whole.agent), fields);
  const { name } = patch.top;
  if (typeof name === 'string' && name !== '') changed.name = name.slice(0, 200);
  if (Object.hasOwn(patch.top, 'is_recording'))
    changed.record = whole.top['is_recording'] === false ? false : undefined;
  if (Object.hasOwn(patch.top, 'max_duration')) changed.max_duration_s = longest(whole.top['max_duration']);
  if (Object.hasOwn(patch.top, 'voicemail_message'))
    changed.machine = { ...config.machine, ...voicemail(whole.top['voicemail_message']) };
  return Object.fromEntries(
    Object.entries(changed).filter(([, value]) => value !== undefined),
  ) as AgentConfig;
}

function laidOver(config: Block, made: Block, fields: readonly string[]): Block {
  const { tools, ...blocks } = made;
  const whole: Block = { ...config, ...blocks };
  // Two groups of fields make the prompt's neighbours; a flow of another API gives way to a prompt that is sent.
  if (fields.includes('prompt') && made.prompt !== undefined) delete whole.flow;
  if (tools) {
    const others = (config.tools ?? []).filter((tool: AgentTool) => tool.type !== 'end_call');
    whole.tools = [...tools, ...others];
  }
  return whole;
}

function longest(given: unknown): number | undefined {
  if (!isJson(given)) return undefined;
  if (given['is_enabled'] === false) return LONGEST_S;
  return typeof given['duration_seconds'] === 'number' ? given['duration_seconds'] : undefined;
}

function voicemail(given: unknown): NonNullable<AgentConfig['machine']> {
  const message: Json = isJson(given) ? given : {};
  if (message['enabled'] !== true) return { on_machine: 'hang_up' };
  const exact = textIn(message, 'exact_message');
  const prompt = textIn(message, 'prompt');
  return {
    on_machine: 'leave_message',
    ...(message['mode'] === 'prompt'
      ? { message_prompt: doubleBraces(prompt ?? '').slice(0, 4000) }
      : { message: doubleBraces(exact ?? '').slice(0, 2000) }),
  };
}
