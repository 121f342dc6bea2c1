/**
 * Our chat request as the body of `models/{model}:streamGenerateContent` (ai.google.dev/api/generate-content, guides
 * "Function calling", "Structured output", "Thinking", "Thought signatures"). Pure.
 */
import type { ChatRequest, ToolSpec } from '#models';
import { chatTurns, type ChatTurn } from '../shared/chat-turns.ts';
import { argumentsOf, isRecord } from '../shared/json-value.ts';
import { toGeminiSchema } from './schema.ts';

/** "Thought signatures", FAQ: for a call that another model made. */
const FOREIGN_SIGNATURE = 'skip_thought_signature_validator';
/** Before these a signature is not asked for. */
const WITHOUT_SIGNATURES = /^gemini-(1|2)\b/;

/** @param signatureOf the signature that came with the call of this id, if it came from here. */
export function encodeContents(
  request: ChatRequest,
  model: string,
  signatureOf: (id: string) => string | undefined = () => undefined,
): Record<string, unknown> {
  const { system, turns } = chatTurns(request.messages);
  const name = request.model ?? model;
  const foreign = WITHOUT_SIGNATURES.test(name) ? undefined : FOREIGN_SIGNATURE;
  const thinking = thinkingConfig(name);
  const generationConfig = {
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.maxTokens === undefined ? {} : { maxOutputTokens: request.maxTokens }),
    ...(request.schema === undefined
      ? {}
      : { responseMimeType: 'application/json', responseSchema: toGeminiSchema(request.schema) }),
    ...(thinking === null ? {} : { thinkingConfig: thinking }),
  };
  return {
    ...(system === '' ? {} : { systemInstruction: { parts: [{ text: system }] } }),
    contents: turns.map((turn) => encodeTurn(turn, signatureOf, foreign)),
    ...(request.tools.length === 0
      ? {}
      : { tools: [{ functionDeclarations: request.tools.map(declareFunction) }] }),
    generationConfig,
  };
}

/** A tool as Gemini declares it; an object without properties is refused, so it is left out. */
export function declareFunction({ name, description, parameters }: ToolSpec): Record<string, unknown> {
  const schema = toGeminiSchema({ type: 'object', ...parameters });
  const empty = !isRecord(schema['properties']) || Object.keys(schema['properties']).length === 0;
  return { name, description, ...(empty ? {} : { parameters: schema }) };
}

/** On the phone nobody waits for thoughts: as little as the model allows ("Thinking", levels and budgets). */
function thinkingConfig(model: string): Record<string, unknown> | null {
  if (model.startsWith('gemini-2.5-flash')) return { thinkingBudget: 0 };
  if (/^gemini-3.*flash/.test(model)) return { thinkingLevel: 'minimal' };
  if (model.startsWith('gemini-3')) return { thinkingLevel: 'low' };
  return null;
}

function encodeTurn(
  turn: ChatTurn,
  signatureOf: (id: string) => string | undefined,
  foreign: string | undefined,
): Record<string, unknown> {
  const texts = turn.texts.map((text) => ({ text }));
  if (turn.role === 'user') {
    const results = turn.results.map(({ call, content }) => ({
      functionResponse: { id: call.id, name: call.name, response: { output: content } },
    }));
    return { role: 'user', parts: [...results, ...texts] };
  }
  const calls = turn.calls.map(({ id, name, arguments: text }, index) => {
    // Of calls side by side only the first carries one.
    const thoughtSignature = signatureOf(id) ?? (index === 0 ? foreign : undefined);
    return {
      functionCall: { id, name, args: argumentsOf(text) },
      ...(thoughtSignature === undefined ? {} : { thoughtSignature }),
    };
  });
  return { role: 'model', parts: [...texts, ...calls] };
}
