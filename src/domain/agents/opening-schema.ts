/** How a conversation begins, and what is kept of it. */
import type { FieldFault } from '#kernel';
import { Type, type Static } from 'typebox';
import { joinPath } from './schema-faults.ts';

/** Of a prompt agent; a flow begins with its first node. `ring_ms` holds for every agent. */
export const OpeningSchema = Type.Object(
  {
    who: Type.Optional(
      Type.Enum(['agent', 'callee'], {
        description: '`callee`: the greeting answers their first words, or comes after `callee_timeout_s`.',
      }),
    ),
    callee_timeout_s: Type.Optional(Type.Number({ minimum: 1, maximum: 60, description: '10 when absent.' })),
    worded: Type.Optional(
      Type.Boolean({ description: 'The greeting holds instructions; the language model words it.' }),
    ),
    pause_ms: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 10_000, description: 'Silence before the first words.' }),
    ),
    ring_ms: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 30_000, description: 'A call that comes in rings so long.' }),
    ),
    notice: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1000,
        description: 'Said before anything else and to its end, e.g. that the call is recorded.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type Opening = Static<typeof OpeningSchema>;

export const TranscriptSettingsSchema = Type.Object(
  {
    keep: Type.Boolean({
      default: true,
      description: 'False: what was said goes once the call is analysed; its data stay.',
    }),
    redact: Type.Boolean({
      default: false,
      description: 'Telephone numbers, addresses of mail, card and account numbers are kept as `[redacted]`.',
    }),
  },
  { additionalProperties: false },
);
export type TranscriptSettings = Static<typeof TranscriptSettingsSchema>;

/** What only a prompt can do. */
export function openingFaults(
  { opening, flow, realtime }: { opening?: unknown; flow?: unknown; realtime?: unknown },
  path: string,
): FieldFault[] {
  if (typeof opening !== 'object' || opening === null || (flow === undefined && realtime === undefined))
    return [];
  const why = flow === undefined ? 'a realtime model begins by itself' : 'a flow begins with its first node';
  return Object.keys(opening)
    .filter((field) => field !== 'ring_ms')
    .map((field) => ({
      param: joinPath(path, 'opening', field),
      rule: 'prompt-opening',
      message: `is for prompt agents: ${why}. Remove it.`,
    }));
}
