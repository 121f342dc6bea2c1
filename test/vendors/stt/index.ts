/** Local servers that speak the vendors' protocols of speech to text; what they hear is scripted. */
import { startAssemblyAiServer } from './assemblyai-server.ts';
import { startAzureServer } from './azure-server.ts';
import { startFluxServer, startNovaServer } from './deepgram-server.ts';
import { startElevenLabsServer } from './elevenlabs-server.ts';
import { startGoogleServer } from './google-server.ts';
import { startOpenAiServer } from './openai-server.ts';
import type { SttScript } from './script.ts';
import type { SttServer } from './server.ts';

export { words, type ScriptedWord, type SttScript } from './script.ts';
export type { SttFaults, SttReceived, SttServer } from './server.ts';

const starters = {
  deepgram: startNovaServer,
  'deepgram-flux': startFluxServer,
  openai: startOpenAiServer,
  elevenlabs: startElevenLabsServer,
  assemblyai: startAssemblyAiServer,
  azure: startAzureServer,
  google: startGoogleServer,
} satisfies Record<string, (script: SttScript) => Promise<SttServer>>;

export type SttVendor = keyof typeof starters;
export const sttVendors = Object.keys(starters) as SttVendor[];

/**
 * Starts one on 127.0.0.1 at any port.
 * @example const server = await startSttServer('deepgram', { utterances: [words('yes I can')] });
 */
export function startSttServer(vendor: SttVendor, script: SttScript): Promise<SttServer> {
  return starters[vendor](script);
}
