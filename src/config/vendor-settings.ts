/** Keys and addresses of vendors: two settings each. */
import { readText, readWebUrl } from './readers.ts';
import type { Setting } from './setting.ts';

/** As agents and `GET /v1/providers` name them. */
export const VENDORS = [
  ...(['deepgram', 'elevenlabs', 'cartesia', 'assemblyai', 'google', 'azure', 'openai'] as const),
  ...(['anthropic', 'gemini', 'xai', 'groq', 'mistral', 'ollama', 'vllm'] as const),
] as const;
export type Vendor = (typeof VENDORS)[number];

/** Where a vendor has no address of its own. */
const EXAMPLES: Partial<Record<Vendor, string>> = {
  azure: 'https://westeurope.tts.speech.microsoft.com',
  ollama: 'http://127.0.0.1:11434/v1',
  vllm: 'http://127.0.0.1:8000/v1',
};

export type VendorSettings = { readonly [V in Vendor as `${V}Key` | `${V}Url`]: Setting<string> };

export const VENDOR_SETTINGS = Object.fromEntries(
  VENDORS.flatMap((vendor): [string, Setting<string>][] => {
    const name = vendor.toUpperCase();
    const example = EXAMPLES[vendor];
    return [
      [
        `${vendor}Key`,
        {
          variable: `PARLEY_${name}_KEY`,
          fallback: null,
          example: 'a-key',
          read: readText,
          meaning: `Key of ${vendor} for every organization that brings none of its own.`,
        },
      ],
      [
        `${vendor}Url`,
        {
          variable: `PARLEY_${name}_URL`,
          fallback: null,
          example: example ?? `https://${vendor}.example.com`,
          read: readWebUrl,
          meaning: example
            ? `Address of ${vendor}; it has none of its own.`
            : `Another address of ${vendor}: a region, or a proxy.`,
        },
      ],
    ];
  }),
) as VendorSettings;
