/**
 * Flireo's names of providers that take a key, and what they are called here. Their `google` stands for two of ours.
 *
 * Source: reference.flireo.com/byok-1861384m0 and the vendor's Node SDK.
 */
import { invalidRequest } from '#kernel';

const OURS: Readonly<Record<string, readonly string[]>> = { google: ['gemini', 'google'] };

/** Told of always, set or not. */
export const DOCUMENTED: readonly string[] = [
  ...['deepgram', 'openai', 'elevenlabs', 'xai', 'resend'],
  ...['gladia', 'mistral', 'inworld', 'google', 'google_vertex'],
];
const NOT_HERE: ReadonlySet<string> = new Set(['gladia', 'inworld', 'google_vertex']);

/** @throws AppError `invalid-request` for one that is not here */
export function providersOf(name: string, known: readonly string[]): readonly string[] {
  if (!NOT_HERE.has(name)) return OURS[name] ?? [name];
  const there = [...new Set(known.map(nameOf))].toSorted();
  throw invalidRequest([
    {
      param: 'provider',
      rule: 'one-of',
      message: `${name} is not here; those that are: ${there.join(', ')}.`,
    },
  ]);
}

/** As Flireo calls one of ours. */
export function nameOf(provider: string): string {
  return Object.entries(OURS).find(([, ours]) => ours.includes(provider))?.[0] ?? provider;
}
