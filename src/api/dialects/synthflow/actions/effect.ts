/** What an action is natively, made anew from what is kept of it. */
import type { SavedTool, Tenant } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import type { Action, Effect } from './kinds.ts';
import { aroundOf, readAction } from './read.ts';

/** @param tool the action's own, where it has one. @returns null: it does nothing here */
export async function effectOf(
  deps: DialectDeps,
  tenant: Tenant,
  action: Action,
  tool: SavedTool | null,
): Promise<Effect | null> {
  if (tool) return { is: 'tool', tool: tool.config };
  const around = await aroundOf(deps, tenant);
  return (await readAction(action.kind, {}, around, action, null, action.initial)).effect;
}
