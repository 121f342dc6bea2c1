/** Local servers that speak the vendors' protocols of speech to speech; what they say and hear is scripted. */
import { geminiLiveDialect } from './gemini-server.ts';
import { openAiDialect, xaiDialect } from './openai-server.ts';
import type { RealtimeScript } from './script.ts';
import { startDialect, type RealtimeServer } from './server.ts';

export {
  audioOf,
  REALTIME_KEY,
  REALTIME_USAGE,
  type RealtimeFault,
  type RealtimeReply,
  type RealtimeScript,
} from './script.ts';
export type { RealtimeReceived, RealtimeServer } from './server.ts';

const dialects = {
  openai: { dialect: openAiDialect, base: '/v1' },
  xai: { dialect: xaiDialect, base: '/v1' },
  gemini: { dialect: geminiLiveDialect, base: '' },
};

export type RealtimeVendor = keyof typeof dialects;
export const realtimeVendors = Object.keys(dialects) as RealtimeVendor[];

/**
 * Starts one on 127.0.0.1 at any port; its `url` is the base that the vendor's factory takes, its key `REALTIME_KEY`.
 * Each `respond` plays the next reply; each turn of the callee that held audio gets the next transcript of `heard`.
 * @example const server = await startRealtimeServer('openai', { replies: [{ text: 'Hello!' }], heard: ['Hi.'] });
 */
export async function startRealtimeServer(
  vendor: RealtimeVendor,
  script: RealtimeScript,
): Promise<RealtimeServer> {
  const { dialect, base } = dialects[vendor];
  const server = await startDialect(dialect, script);
  return { ...server, url: `${server.url}${base}` };
}
