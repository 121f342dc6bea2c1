/** A vendor's realtime model from what only the vendor knows: where, how, and its translator. */
import { ModelError, type RealtimeCapabilities, type RealtimeModel, type RealtimeSession } from '#models';
import type { VendorOptions } from '../vendor.ts';
import { openRealtimeSession } from './realtime-session.ts';
import type { RealtimeTranslator } from './realtime-translator.ts';

export interface RealtimeVendor {
  readonly provider: string;
  readonly modelId: string;
  readonly capabilities: RealtimeCapabilities;
  /** `http(s):` or `ws(s):`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `false`: a temperature cannot be set, which is logged once. */
  readonly takesTemperature: boolean;
  /** One for each session. */
  translator(): RealtimeTranslator;
  hungUp?(code: number, reason: string): ModelError | null;
}

/** @throws ModelError `auth` for a key that no header can hold, `bad-request` for a URL that cannot be used. */
export function createRealtimeModel(options: VendorOptions, vendor: RealtimeVendor): RealtimeModel {
  const { provider, modelId, capabilities, headers, hungUp } = vendor;
  const { apiKey, outlet, clock, logger } = options;
  // Checked here because the platform's own message about a bad header would quote the key.
  if (!/^[\x21-\x7e]+$/.test(apiKey))
    throw new ModelError({
      provider,
      fault: 'auth',
      message: 'The key must be printable ASCII without blanks.',
    });
  const url = socketUrl(provider, vendor.url);
  const sessions = new Set<RealtimeSession>();
  let warned = false;
  return {
    contract: 1,
    provider,
    modelId,
    capabilities,
    open(request, on) {
      if (request.temperature !== undefined && !vendor.takesTemperature && !warned) {
        warned = true;
        logger.warn('realtime-setting-left-out', { provider, setting: 'temperature' });
      }
      const session: RealtimeSession = openRealtimeSession({
        provider,
        translator: vendor.translator(),
        request,
        url,
        headers,
        outlet,
        clock,
        logger,
        on,
        onEnd: () => sessions.delete(session),
        ...(hungUp === undefined ? {} : { hungUp }),
      });
      sessions.add(session);
      return session;
    },
    async close() {
      for (const session of sessions) session.close();
    },
  };
}

function socketUrl(provider: string, text: string): string {
  const url = URL.parse(text);
  if (!url || !/^(https?|wss?):$/.test(url.protocol))
    throw new ModelError({
      provider,
      fault: 'bad-request',
      message: 'The URL of the realtime model must begin with https, http, wss or ws.',
    });
  url.protocol = url.protocol.replace('http', 'ws');
  url.hash = '';
  return url.href;
}
