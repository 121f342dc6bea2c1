/** Tool templates in Flireo's words, whoever made the tool. */
import { isDeepStrictEqual } from 'node:util';
import type { SavedTool, Tool } from '#domain';
import { isJson, type Json } from '../../shared/fields.ts';
import { destinationsShown, functionShown, isTellable } from '../agents/tools-shown.ts';
import { masked } from '../agents/kept.ts';
import { iso } from '../shapes/moments.ts';
import { withTwins } from '../spelling.ts';

export const TEMPLATE = { dialect: 'flireo', noun: 'tool-template' } as const;

/** Null: Flireo has no word for such a tool. */
export function membersOf(tool: SavedTool, kept: Json | null): Json | null {
  const shown = shownOf(tool.config);
  if (shown === null) return null;
  const given = kept?.['given'];
  const holds = isJson(given) && isDeepStrictEqual(kept?.['shown'], plain(shown));
  const config = holds && isJson(given['tool_config']) ? given['tool_config'] : shown.tool_config;
  return {
    name: tool.title,
    description: isJson(given) ? (given['description'] ?? null) : null,
    tool_type: shown.tool_type,
    tool_config: withTwins(config, ['async_response']),
  };
}

/** What is kept beside the tool. */
export function keepTemplate(given: Json, tool: Tool): Json {
  return { given: masked(given), shown: plain(shownOf(tool)) };
}

export function templateShown(tool: SavedTool, members: Json): Json {
  return {
    ...{ id: tool.id, org_id: tool.organizationId },
    ...members,
    ...{ created_at: iso(tool.createdAt), updated_at: iso(tool.updatedAt) },
  };
}

function shownOf(tool: Tool): { readonly tool_type: string; readonly tool_config: Json } | null {
  if (!isTellable(tool)) return null;
  if (tool.type === 'http') {
    const { type: _function, ...config } = functionShown(tool);
    return { tool_type: 'function', tool_config: { parameters: {}, ...config } };
  }
  if (tool.type === 'transfer')
    return { tool_type: 'transferCall', tool_config: { destinations: destinationsShown(tool) } };
  return { tool_type: 'endCall', tool_config: {} };
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
