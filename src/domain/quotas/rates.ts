/** How often each API may be asked with one key, unless key or organization say otherwise. */
import type { ApiName } from '../calls/call.ts';
import type { RateRule } from './bucket.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

/** The operator's settings; 0 = no limit. */
export interface RateSettings {
  /** Native requests a minute with one key; 0 lifts every limit of keys, the dialects' too. */
  readonly perKey: number;
  /** Requests a minute of all keys of an organization together. */
  readonly perOrganization: number;
}

/** Meetzy: 100 a minute in bursts of 10 a second. Flireo: 100 a minute. The other two publish none on requests. */
const OF_DIALECT: Readonly<Partial<Record<ApiName, readonly RateRule[]>>> = {
  meetzy: [
    { limit: 100, windowMs: MINUTE_MS },
    { limit: 10, windowMs: SECOND_MS },
  ],
  flireo: [{ limit: 100, windowMs: MINUTE_MS }],
  synthflow: [],
};

/** @param own the key's own figure, requests a minute */
export function keyRules(api: ApiName, own: number | null, settings: RateSettings): readonly RateRule[] {
  if (settings.perKey === 0) return [];
  if (own !== null) return [{ limit: own, windowMs: MINUTE_MS }];
  return OF_DIALECT[api] ?? [{ limit: settings.perKey, windowMs: MINUTE_MS }];
}

/** @param own the organization's own figure, requests a minute */
export function organizationRules(own: number | null, settings: RateSettings): readonly RateRule[] {
  if (settings.perOrganization === 0) return [];
  return [{ limit: own ?? settings.perOrganization, windowMs: MINUTE_MS }];
}
