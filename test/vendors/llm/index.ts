/** Local servers that speak the vendors' protocols of language models; what they answer is scripted. */
import { anthropicDialect } from './anthropic-server.ts';
import { geminiDialect } from './gemini-server.ts';
import { openAiDialect } from './openai-server.ts';
import type { LlmScript } from './script.ts';
import { startDialect, type LlmServer } from './server.ts';

export { LLM_KEY, LLM_USAGE, type LlmAsked, type LlmFault, type LlmReply, type LlmScript } from './script.ts';
export type { LlmServer } from './server.ts';

const dialects = { anthropic: anthropicDialect, gemini: geminiDialect, openai: openAiDialect };

export type LlmVendor = keyof typeof dialects;
export const llmVendors = Object.keys(dialects) as LlmVendor[];

/**
 * Starts one on 127.0.0.1 at any port; its `url` is the base that the vendor's factory takes, its key `LLM_KEY`.
 * @example const server = await startLlmServer('gemini', [{ text: 'Hello!' }, { calls: [{ name: 'book', arguments: {} }] }]);
 */
export function startLlmServer(vendor: LlmVendor, script: LlmScript): Promise<LlmServer> {
  return startDialect(dialects[vendor], script);
}
