/**
 * Our chat request as the body of `POST /v1/messages` (platform.claude.com/docs: "Messages", "Tool use", "Prompt
 * caching", "Structured outputs"). Pure.
 */
import type { ChatRequest } from '#models';
import { chatTurns, type ChatTurn } from '../shared/chat-turns.ts';
import { argumentsOf } from '../shared/json-value.ts';
import { closeSchema } from './schema.ts';

/** `max_tokens` has no default there; an answer on the phone is shorter. */
const MAX_TOKENS = 1024;
/** Later models refuse a temperature ("Migration guide", sampling parameters). */
const TAKES_TEMPERATURE = /^claude-(3|(opus|sonnet|haiku)-4(-[0-6])?(-\d{8})?$)/;

/** The body, ready for `JSON.stringify`. @param model used unless the request names one. */
export function encodeMessages(request: ChatRequest, model: string): Record<string, unknown> {
  const name = request.model ?? model;
  const { system, turns } = chatTurns(request.messages);
  return {
    model: name,
    stream: true,
    max_tokens: request.maxTokens ?? MAX_TOKENS,
    // What is before and up to the mark is cached: the tools and the instructions, the same in every turn of a call.
    ...(system === ''
      ? {}
      : { system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }] }),
    messages: turns.map(encodeTurn),
    ...(request.temperature === undefined || !takesTemperature(name)
      ? {}
      : { temperature: Math.min(request.temperature, 1) }),
    ...(request.tools.length === 0
      ? {}
      : {
          tools: request.tools.map(({ name, description, parameters }) => ({
            name,
            description,
            input_schema: { type: 'object', ...parameters },
          })),
        }),
    ...(request.schema === undefined
      ? {}
      : { output_config: { format: { type: 'json_schema', schema: closeSchema(request.schema) } } }),
  };
}

export function takesTemperature(model: string): boolean {
  return TAKES_TEMPERATURE.test(model);
}

function encodeTurn(turn: ChatTurn): Record<string, unknown> {
  const texts = turn.texts.map((text) => ({ type: 'text', text: text.trimEnd() }));
  if (turn.role === 'assistant') {
    const calls = turn.calls.map(({ id, name, arguments: text }) => ({
      type: 'tool_use',
      id: safeId(id),
      name,
      input: argumentsOf(text),
    }));
    return { role: 'assistant', content: [...texts, ...calls] };
  }
  // "tool_result blocks must come first in the content array".
  const results = turn.results.map(({ call, content }) => ({
    type: 'tool_result',
    tool_use_id: safeId(call.id),
    content,
  }));
  return { role: 'user', content: [...results, ...texts] };
}

/** An id that another vendor made, earlier in the call, may have signs that are refused here. */
function safeId(id: string): string {
  return id.replace(/[^a-zA-Z0-9_-]/g, '_');
}
