/** `actions` inside an agent, as Synthflow's own tools send them: what the agent has from now on. */
import type { SavedTool, Tenant } from '#domain';
import type { Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields } from '../../shared/fields.ts';
import { attach, detach, readAttachment } from './attach.ts';
import { effectOf } from './effect.ts';
import { actionOf, allActions, dataOf } from './kept.ts';
import { ACTION, type Action, type Effect } from './kinds.ts';
import { aroundOf, kindOf, readAction, type Read } from './read.ts';

type Patch = ReturnType<typeof readAttachment>;

/** By its id, or written out. */
export type Inline = { readonly patch: Patch } & (
  { readonly action: Action; readonly effect: Effect | null } | { readonly read: Read }
);

/** @throws AppError `invalid-request` naming each field, `tool-unknown`, `provider-key-missing` */
export async function readInline(
  deps: DialectDeps,
  tenant: Tenant,
  given: readonly unknown[],
): Promise<readonly Inline[]> {
  const around = await aroundOf(deps, tenant);
  const found: Inline[] = [];
  for (const item of given) {
    const fields = new Fields(item);
    const named = typeof item === 'string' ? item : fields.text('action_id');
    const patch = typeof item === 'string' ? {} : readAttachment(fields);
    fields.finish();
    if (named !== null && named !== '') {
      const { action, tool } = await actionOf(deps, tenant, named);
      found.push({ patch, action, effect: await effectOf(deps, tenant, action, tool) });
      continue;
    }
    const kind = kindOf(item);
    const body = fields.inner(kind)?.raw ?? {};
    const title = fields.text('name');
    const whole = title && kind === 'CUSTOM_ACTION' ? { name: title, ...body } : body;
    found.push({ patch, read: await readAction(kind, whole, around, null, null) });
  }
  return found;
}

/** Those that it had and that are not among them are taken from it; one of the same type and name is changed. */
export async function setActions(
  deps: DialectDeps,
  tenant: Tenant,
  agentId: Id,
  wanted: readonly Inline[],
): Promise<void> {
  const before = (await allActions(deps, tenant)).filter(({ attached }) => Object.hasOwn(attached, agentId));
  for (const { id } of before) {
    const { action, tool } = await actionOf(deps, tenant, id);
    await detach(deps, tenant, agentId, action, await effectOf(deps, tenant, action, tool));
  }
  for (const one of wanted) {
    const made = 'read' in one ? await keep(deps, tenant, one.read, before) : one;
    if (made.effect) await attach(deps, tenant, agentId, made.action, made.effect, one.patch);
  }
}

/** @param known whose ids stay */
export async function keep(
  { store, clock, ids }: DialectDeps,
  { organizationId }: Tenant,
  { effect, ...data }: Read,
  known: readonly Action[] = [],
): Promise<{ readonly action: Action; readonly effect: Effect | null }> {
  const old = known.find(({ kind, name }) => kind === data.kind && name === data.name);
  const action: Action = { id: old?.id ?? ids.next(), ...data, initial: {}, attached: {} };
  const at = clock.now();
  await store.transaction(async (tx) => {
    await tx.dialectData.put(organizationId, ACTION, action.id, dataOf(action), at);
    if (effect?.is !== 'tool') return;
    const { id, name: title } = action;
    const tool: SavedTool = { id, organizationId, title, config: effect.tool, createdAt: at, updatedAt: at };
    if (old) await tx.tools.update(organizationId, id, { title, config: effect.tool, updatedAt: at });
    else await tx.tools.insert(tool);
  });
  return { action, effect };
}
