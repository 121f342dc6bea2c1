/** How an agent uses what it may look up. */
import { Type, type Static } from 'typebox';

const AnyId = Type.String({ minLength: 1, maxLength: 80 });

export const KnowledgeSettingsSchema = Type.Object(
  {
    bases: Type.Array(AnyId, { minItems: 1, maxItems: 20, description: 'Ids of knowledge bases.' }),
    mode: Type.Enum(['auto', 'tool'], {
      default: 'auto',
      description:
        'auto: what fits the words of each turn is put before the model. tool: the model searches by itself, with the function search_knowledge.',
    }),
    top: Type.Integer({ minimum: 1, maximum: 10, default: 3, description: 'Chunks at a time.' }),
  },
  { additionalProperties: false },
);
export type KnowledgeSettings = Static<typeof KnowledgeSettingsSchema>;

/** Which stores of memories an agent reads at the beginning of a call and writes after it. */
export const MemorySettingsSchema = Type.Object(
  {
    stores: Type.Array(AnyId, { minItems: 1, maxItems: 5, description: 'Ids of memory stores.' }),
    write: Type.Boolean({
      default: true,
      description: 'After a call the language model notes what is worth remembering.',
    }),
  },
  { additionalProperties: false },
);
export type MemorySettings = Static<typeof MemorySettingsSchema>;

/** Who is written to about a call. */
export const NotificationSettingsSchema = Type.Object(
  {
    emails: Type.Array(Type.String({ pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', maxLength: 254 }), {
      minItems: 1,
      maxItems: 5,
    }),
    when: Type.Enum(['ended'], { default: 'ended' }),
  },
  { additionalProperties: false },
);
export type NotificationSettings = Static<typeof NotificationSettingsSchema>;

/** What of these a call runs with, frozen at acceptance. */
export interface KnowledgePlan {
  readonly bases: readonly { readonly id: string; readonly name: string; readonly condition: string }[];
  readonly mode: KnowledgeSettings['mode'];
  readonly top: number;
}

/** Whom it remembers, and what. */
export interface MemoryPlan {
  readonly stores: readonly string[];
  /** Null: nobody is known by this number yet. */
  readonly contact: string | null;
  /** One sentence or `name: value` each. */
  readonly facts: readonly string[];
  readonly write: boolean;
}
