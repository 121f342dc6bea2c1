/** A saved tool as the native API shows it; its secrets as `***`. */
import { maskSecrets, ToolSchema, type SavedTool, type Tool } from '#domain';
import { spellNative } from '#kernel';
import { Type, type Static } from 'typebox';
import { aliasesOf, AliasesSchema } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

export const Title = Type.String({
  maxLength: 200,
  description: 'For people; what a model calls the tool stands in `config`.',
});
/** Checked by the variant that its `type` names, so that a fault names the one thing that is wrong. */
export const ToolBody = Type.Unknown({
  description: 'A tool of any type that an agent may hold: see `tools` of an agent.',
  examples: [
    { type: 'http', name: 'find_order', description: 'Finds an order.', url: 'https://shop.example/orders' },
  ],
});

export const SavedToolSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('tool'),
    title: Type.String(),
    config: ToolSchema,
    created_at: Moment,
    updated_at: Moment,
    aliases: AliasesSchema,
  },
  { additionalProperties: false },
);

export function toolView(tool: SavedTool): Static<typeof SavedToolSchema> {
  return {
    id: spellNative('tool', tool.id),
    object: 'tool',
    title: tool.title,
    config: maskSecrets({ tools: [tool.config] }).tools[0] as Tool,
    created_at: iso(tool.createdAt),
    updated_at: iso(tool.updatedAt),
    aliases: aliasesOf(tool.id),
  };
}
