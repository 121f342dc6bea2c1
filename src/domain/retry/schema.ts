/** A retry rule as JSON. */
import { Type, type Static } from 'typebox';
import { DEFAULT_RETRY_ON, RETRY_OUTCOMES, type RetryRule } from './retry.ts';

/** A year: further ahead nobody knows who answers. */
const LONGEST_DELAY_S = 31_536_000;

export const RetrySchema = Type.Object(
  {
    delays_s: Type.Array(Type.Integer({ minimum: 0, maximum: LONGEST_DELAY_S }), {
      minItems: 1,
      maxItems: 50,
      description: 'Of the first, second … further try; as many tries as delays.',
    }),
    on: Type.Optional(
      Type.Array(Type.Enum([...RETRY_OUTCOMES]), {
        minItems: 1,
        maxItems: RETRY_OUTCOMES.length,
        description:
          'Outcomes after which it is tried again, where their end reason is `retryable`; all but `interrupted` when left out.',
      }),
    ),
    base: Type.Optional(
      Type.Enum(['call', 'schedule'], {
        description:
          'What delays count from: the end of the call before (`call`, when left out), or the time at which the first call was due.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'Calls again by itself after an end that may be mended by it.',
  },
);
export type RetryBody = Static<typeof RetrySchema>;

export function readRetry({ delays_s, on, base }: RetryBody): RetryRule {
  return { delaysS: delays_s, on: on ?? DEFAULT_RETRY_ON, base: base ?? 'call' };
}

export function retryBody({ delaysS, on, base }: RetryRule): RetryBody {
  return { delays_s: [...delaysS], on: [...on], base };
}
