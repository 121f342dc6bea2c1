/** Actions as they are kept: Synthflow's own shape, and a tool of the same id where native has one. */
import type { SavedTool, Tenant } from '#domain';
import { notFound, type Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { idOf } from '../shapes/ids.ts';
import { ACTION, type Action, type ActionData, type Kind } from './kinds.ts';

/** More an organization has not. */
const MOST = 1000;

export async function keepAction(
  { store, clock }: DialectDeps,
  { organizationId }: Tenant,
  action: Action,
): Promise<void> {
  await store.dialectData.put(organizationId, ACTION, action.id, dataOf(action), clock.now());
}

export function dataOf(action: Action): Readonly<Record<string, unknown>> {
  const { kind, name, description, body, initial, attached } = action;
  return { kind, name, description, body, initial, attached };
}

/** @throws AppError `tool-unknown` (404) */
export async function actionOf(
  deps: DialectDeps,
  tenant: Tenant,
  text: string,
): Promise<{ readonly action: Action; readonly tool: SavedTool | null }> {
  const id = await idOf(deps, tenant, 'tool', text);
  const { store } = deps;
  const [kept, tool] = await Promise.all([
    store.dialectData.get(tenant.organizationId, ACTION, id),
    store.tools.get(tenant.organizationId, id),
  ]);
  if (!kept && !tool) throw notFound('tool');
  // Made by another API: shown as what it does.
  const action = kept ? { ...(kept.data as unknown as ActionData), id } : foreign(tool!);
  return { action, tool };
}

/** Newest first. */
export async function allActions(
  { store }: DialectDeps,
  { organizationId }: Tenant,
): Promise<readonly Action[]> {
  const [kept, tools] = await Promise.all([
    store.dialectData.list(organizationId, ACTION, { limit: MOST }),
    store.tools.list(organizationId, { limit: MOST }),
  ]);
  const own = kept.rows.map(({ id, data }) => ({ ...(data as unknown as ActionData), id }));
  const known = new Set<Id>(own.map(({ id }) => id));
  const others = tools.rows.filter(({ id }) => !known.has(id)).map(foreign);
  return [...own, ...others].sort((one, other) => (one.id < other.id ? 1 : -1));
}

const FOREIGN: Readonly<Record<string, Kind>> = {
  ...{ http: 'CUSTOM_ACTION', transfer: 'LIVE_TRANSFER', send_sms: 'SEND_SMS' },
  book_appointment: 'REAL_TIME_BOOKING',
};

function foreign({ id, title, config }: SavedTool): Action {
  const description = 'description' in config ? (config.description ?? '') : '';
  const kind = FOREIGN[config.type] ?? 'CUSTOM_ACTION';
  return { id, kind, name: title, description, body: {}, initial: {}, attached: {} };
}
