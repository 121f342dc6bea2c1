/** Asks a language model about a call; an answer that cannot be read is told why, once. */
import type { AnalysisSettings, Call } from '#domain';
import type { ChatMessage, ChatRequest, LlmModel } from '#models';
import { readAnalysis, type Told } from './read.ts';
import { analysisRequest, type AnalysedCall } from './request.ts';

/** `fault`: the second answer could not be read either. */
export type Analysed = { readonly told: Told } | { readonly fault: string };

/** @throws ModelError */
export async function analyse(
  call: AnalysedCall & Pick<Call, 'turns'>,
  settings: Partial<AnalysisSettings>,
  llm: LlmModel,
  signal: AbortSignal,
): Promise<Analysed> {
  const request = analysisRequest(call, call.turns, settings);
  if (!request) return { fault: 'The settings ask for nothing.' };
  const text = await answerOf(llm, request, signal);
  const first = readAnalysis(text, settings);
  if ('ok' in first) return { told: first.ok };
  const more: ChatMessage[] = [
    { role: 'assistant', content: text },
    { role: 'user', content: `${first.fault} Answer again: the whole JSON object, and nothing else.` },
  ];
  const again = await answerOf(llm, { ...request, messages: [...request.messages, ...more] }, signal);
  const second = readAnalysis(again, settings);
  if ('ok' in second) return { told: second.ok };
  return { fault: `The language model's answer could not be read: ${second.fault}` };
}

async function answerOf(llm: LlmModel, request: ChatRequest, signal: AbortSignal): Promise<string> {
  let text = '';
  for await (const event of llm.chat(request, signal)) if (event.type === 'text-delta') text += event.text;
  return text;
}
