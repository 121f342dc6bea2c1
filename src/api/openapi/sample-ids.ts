/** Ids of examples: one a noun, the same in every document; the test of the examples puts real ones in their place. */
import { createHash } from 'node:crypto';
import { parseId, spellHex, spellNative, type Id, type IdPrefix } from '#kernel';

/** The noun's id, in the inner spelling. */
export function sampleUuid(noun: string): Id {
  // Born on 2026-01-31 at 09:00 UTC.
  const time = (1_769_850_000_000).toString(16).padStart(12, '0');
  const chance = createHash('sha256').update(noun).digest('hex').slice(0, 12);
  return parseId(time + chance)!;
}

/** As dial spells it. */
export function sampleHex(noun: string): string {
  return spellHex(sampleUuid(noun));
}

const PREFIXES: Readonly<Record<string, string>> = {
  organization: 'org',
  version: 'ver',
  number: 'num',
  attempt: 'att',
  command: 'cmd',
  'provider-key': 'pkey',
};

/** As the native API spells it. */
export function sampleNative(noun: string): string {
  return spellNative((PREFIXES[noun] ?? noun) as IdPrefix, sampleUuid(noun));
}
