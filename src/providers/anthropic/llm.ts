/** Claude by the Messages API, streamed (platform.claude.com/docs/en/api/messages). */
import { ModelError, type LlmModel } from '#models';
import { streamChat, warmVendor } from '../shared/llm-stream.ts';
import type { VendorOptions } from '../vendor.ts';
import { MessageDecoder } from './decode.ts';
import { encodeMessages, takesTemperature } from './encode.ts';

const PROVIDER = 'anthropic';
const BASE = 'https://api.anthropic.com/v1';
const API_VERSION = '2023-06-01';
/** The quickest of the family. */
const MODEL = 'claude-haiku-4-5';

/**
 * Makes the client; nothing is contacted before `warm` or the first chat.
 * @throws ModelError `auth` for a key that no header can hold.
 */
export function createAnthropicLlm(options: VendorOptions): LlmModel {
  const { apiKey, model = MODEL, url = BASE, outlet, clock, logger } = options;
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new ModelError({
      provider: PROVIDER,
      fault: 'auth',
      message: 'The key must be printable ASCII without blanks.',
    });
  const closing = new AbortController();
  const base = url.replace(/\/+$/, '');
  const common = {
    provider: PROVIDER,
    headers: { 'x-api-key': apiKey, 'anthropic-version': API_VERSION },
    outlet,
    clock,
    logger,
  };
  let told = false;
  return {
    contract: 1,
    provider: PROVIDER,
    modelId: model,
    chat(request, signal) {
      if (request.temperature !== undefined && !takesTemperature(request.model ?? model) && !told) {
        told = true;
        logger.warn('llm-setting-left-out', { provider: PROVIDER, model, setting: 'temperature' });
      }
      const both = AbortSignal.any([signal, closing.signal]);
      const body = encodeMessages(request, model);
      return streamChat({ ...common, url: `${base}/messages` }, body, new MessageDecoder(PROVIDER), both);
    },
    warm: () => warmVendor({ ...common, url: `${base}/models?limit=1` }, closing.signal),
    async close() {
      closing.abort();
    },
  };
}
