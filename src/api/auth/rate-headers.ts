/** What an answer says of rate limits: the IETF draft's fields, and those that vendors' clients read. */
import type { FastifyReply } from 'fastify';
import type { RateState } from '#domain';
import { AppError, type Clock, type Millis } from '#kernel';

const seconds = (ms: Millis): number => Math.ceil(ms / 1000);

/**
 * `RateLimit-*` (draft-ietf-httpapi-ratelimit-headers-06: seconds from now) and `X-RateLimit-*` (the same, reset as
 * seconds of the epoch).
 */
export function writeRateHeaders(reply: FastifyReply, state: RateState, clock: Clock): void {
  const { rule, remaining, resetMs } = state;
  void reply.headers({
    'RateLimit-Limit': String(rule.limit),
    'RateLimit-Remaining': String(remaining),
    'RateLimit-Reset': String(seconds(resetMs)),
    'X-RateLimit-Limit': String(rule.limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(seconds(clock.now() + resetMs)),
  });
}

/** 429 with the seconds to wait. */
export function rateLimited({ rule, retryMs }: RateState): AppError {
  const wait = Math.max(1, seconds(retryMs));
  return new AppError({
    code: 'rate-limited',
    status: 429,
    retryable: true,
    message: `More than ${rule.limit} requests in ${seconds(rule.windowMs)} s. Repeat this one in ${wait} s.`,
    extra: { retry_after_s: wait },
  });
}
