/** Local servers that speak the documented protocols of the vendors of speech. */
import { startAzure } from './azure-server.ts';
import { startCartesia } from './cartesia-server.ts';
import { startDeepgram } from './deepgram-server.ts';
import { startElevenLabs } from './elevenlabs-server.ts';
import { startGoogle } from './google-server.ts';
import { startOpenAi } from './openai-server.ts';
import type { TtsServer, TtsServerOptions } from './server.ts';

export {
  DEFAULT_KEY,
  type TtsFault,
  type TtsServer,
  type TtsServerOptions,
  type TtsServerRequest,
} from './server.ts';
export { CHARACTER_MS, speechOf, type ServerVoice, type Speech } from './speech.ts';

export type TtsVendor = 'elevenlabs' | 'openai' | 'cartesia' | 'deepgram' | 'google' | 'azure';

const SERVERS: Record<TtsVendor, (options: TtsServerOptions) => Promise<TtsServer>> = {
  elevenlabs: startElevenLabs,
  openai: startOpenAi,
  cartesia: startCartesia,
  deepgram: startDeepgram,
  google: startGoogle,
  azure: startAzure,
};

/**
 * Starts a vendor's server on 127.0.0.1. By default it says tones, 60 ms a character; `voice` makes it say anything.
 * @example const server = await startTtsServer('cartesia', { voice: (text, rate) => flite(text, rate) });
 */
export function startTtsServer(vendor: TtsVendor, options: TtsServerOptions = {}): Promise<TtsServer> {
  return SERVERS[vendor](options);
}
