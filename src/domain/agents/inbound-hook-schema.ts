/** The schema of a hook that is asked who answers a call that comes in. */
import { Type, type Static } from 'typebox';

export const InboundHookSchema = Type.Object(
  {
    url: Type.String({ pattern: '^https?://', maxLength: 2000 }),
    secret: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: 'Signs the question; never shown again.' }),
    ),
    timeout_ms: Type.Optional(
      Type.Integer({ minimum: 100, maximum: 15_000, description: '5,000 when absent (Synthflow: 10,000).' }),
    ),
    fallback_agent_id: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 80,
        description:
          'The agent that answers when the hook gave no answer. Absent: the one that was called (Synthflow: nobody).',
      }),
    ),
    format: Type.Enum(['standard', 'synthflow', 'flireo'], { default: 'standard' }),
  },
  {
    additionalProperties: false,
    description: 'Asked who answers, before a call that comes in is answered.',
  },
);
export type InboundHook = Static<typeof InboundHookSchema>;
