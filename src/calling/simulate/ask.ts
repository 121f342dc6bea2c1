/** Questions to a language model whose answer is a text, or one JSON object. */
import { argumentFaults } from '#domain';
import type { ChatMessage, LlmModel } from '#models';

type JsonSchema = Readonly<Record<string, unknown>>;

/** @throws ModelError */
export async function askText(
  llm: LlmModel,
  messages: readonly ChatMessage[],
  signal: AbortSignal,
  schema?: JsonSchema,
): Promise<string> {
  let text = '';
  for await (const event of llm.chat({ messages, tools: [], schema }, signal))
    if (event.type === 'text-delta') text += event.text;
  return text;
}

/**
 * An answer that cannot be read is told why, once. @returns null when the second cannot be read either
 * @throws ModelError
 */
export async function askJson(
  llm: LlmModel,
  messages: readonly ChatMessage[],
  schema: JsonSchema,
  signal: AbortSignal,
): Promise<JsonSchema | null> {
  const first = await askText(llm, messages, signal, schema);
  const read = readJson(first, schema);
  if ('ok' in read) return read.ok;
  const more: ChatMessage[] = [
    { role: 'assistant', content: first },
    { role: 'user', content: `${read.fault} Answer again: the whole JSON object, and nothing else.` },
  ];
  const again = readJson(await askText(llm, [...messages, ...more], signal, schema), schema);
  return 'ok' in again ? again.ok : null;
}

/** Pure. */
export function readJson(
  text: string,
  schema: JsonSchema,
): { readonly ok: JsonSchema } | { readonly fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    return { fault: 'The answer is no JSON object.' };
  }
  const faults = argumentFaults(schema, value as JsonSchema);
  return faults.length > 0 ? { fault: faults.join(' ') } : { ok: value as JsonSchema };
}
