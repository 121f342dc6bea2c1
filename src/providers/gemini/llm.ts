/** Gemini by the Gemini API, streamed (ai.google.dev/api/generate-content). */
import { ModelError, type LlmModel } from '#models';
import { streamChat, warmVendor } from '../shared/llm-stream.ts';
import type { VendorOptions } from '../vendor.ts';
import { ContentDecoder } from './decode.ts';
import { encodeContents } from './encode.ts';

const PROVIDER = 'gemini';
const BASE = 'https://generativelanguage.googleapis.com/v1beta';
/** The quickest of the family. */
const MODEL = 'gemini-3.5-flash-lite';
/** Signatures of so many tool calls are kept, the oldest forgotten; calls in progress have few each. */
const MOST_SIGNATURES = 2000;

/**
 * Makes the client; nothing is contacted before `warm` or the first chat. Thought signatures of its tool calls are
 * kept here and go back with them; a history made elsewhere is sent with the documented stand-in.
 * @throws ModelError `auth` for a key that no header can hold.
 */
export function createGeminiLlm(options: VendorOptions): LlmModel {
  const { apiKey, model = MODEL, url = BASE, outlet, clock, logger } = options;
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new ModelError({
      provider: PROVIDER,
      fault: 'auth',
      message: 'The key must be printable ASCII without blanks.',
    });
  const closing = new AbortController();
  const base = url.replace(/\/+$/, '');
  const common = { provider: PROVIDER, headers: { 'x-goog-api-key': apiKey }, outlet, clock, logger };
  const signatures = new Map<string, string>();
  let calls = 0;

  function keep(id: string, signature: string): void {
    signatures.set(id, signature);
    if (signatures.size > MOST_SIGNATURES) signatures.delete(signatures.keys().next().value!);
  }

  return {
    contract: 1,
    provider: PROVIDER,
    modelId: model,
    chat(request, signal) {
      const name = encodeURIComponent(request.model ?? model);
      const body = encodeContents(request, model, (id) => signatures.get(id));
      const decoder = new ContentDecoder(PROVIDER, () => `gemini_${++calls}`, keep);
      const both = AbortSignal.any([signal, closing.signal]);
      const at = `${base}/models/${name}:streamGenerateContent?alt=sse`;
      return streamChat({ ...common, url: at }, body, decoder, both);
    },
    warm: () => warmVendor({ ...common, url: `${base}/models?pageSize=1` }, closing.signal),
    async close() {
      closing.abort();
    },
  };
}
