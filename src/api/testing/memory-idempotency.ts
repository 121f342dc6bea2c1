/** Claims of idempotency keys in memory. */
import type { IdempotencyRepository, StoredAnswer } from '#domain';
import type { Millis } from '#kernel';

/** A claim that is not finished within this time lapses, as the port says. */
const LAPSES_MS: Millis = 60_000;

export function memoryIdempotency(): IdempotencyRepository {
  const claims = new Map<string, { hash: string; until: Millis; lapses: Millis; answer?: StoredAnswer }>();
  return {
    async claim(organizationId, scope, key, hash, now, ttlMs) {
      const at = name(organizationId, scope, key);
      const known = claims.get(at);
      if (!known || known.until <= now || (!known.answer && known.lapses <= now && known.hash === hash)) {
        claims.set(at, { hash, until: now + ttlMs, lapses: now + LAPSES_MS });
        return { kind: 'new' };
      }
      if (known.hash !== hash) return { kind: 'mismatch' };
      return known.answer ? { kind: 'done', answer: known.answer } : { kind: 'busy' };
    },
    async finish(organizationId, scope, key, answer) {
      const claim = claims.get(name(organizationId, scope, key));
      if (claim) claim.answer = answer;
    },
    async forget(organizationId, scope, key) {
      claims.delete(name(organizationId, scope, key));
    },
  };
}

function name(...parts: readonly string[]): string {
  return parts.join(' ');
}
