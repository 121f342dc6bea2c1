/** Takes a call out of a store as a file, and puts one in. */
import type { CallEvent, Store } from '#domain';
import { AppError, notFound, parseId, type Id } from '#kernel';
import { callFile, type CallFile } from './call-file.ts';

const PAGE = 1000;

/**
 * @param spelling the call's id as any API spells it; of whichever organization
 * @throws AppError `call-unknown` (404)
 */
export async function exportCall(store: Store, spelling: string): Promise<CallFile> {
  const id = parseId(spelling);
  const call = id && (await store.transaction((tx) => tx.calls.lock(id)));
  if (!id || !call) throw notFound('call');
  await store.flush();
  const events: CallEvent[] = [];
  for (;;) {
    const page = await store.calls.events(call.organizationId, id, events.length, PAGE);
    events.push(...page);
    if (page.length < PAGE) return callFile(call, events);
  }
}

/**
 * Keeps the call under its own id in the default organization, for reading and replay: nothing of it is dialled.
 * What it refers to here (agent, numbers, trunks, recording) stays behind.
 * @throws AppError `call-exists` (409), `call-not-ended` (409)
 */
export async function importCall(store: Store, { call, events }: CallFile): Promise<Id> {
  if (call.status !== 'ended')
    throw new AppError({
      code: 'call-not-ended',
      status: 409,
      message: 'Only a call that has ended can be imported. Export it again when it has.',
    });
  if (await store.transaction((tx) => tx.calls.lock(call.id)))
    throw new AppError({
      code: 'call-exists',
      status: 409,
      message: 'A call with this id is here already; there is nothing to import.',
    });
  const { id: organizationId } = await store.organizations.ensureDefault();
  const plan = { ...call.plan, agentId: null, versionId: null };
  const nowhere = { requestedNumberId: null, requestedTrunkId: null, numberId: null, trunkId: null };
  await store.calls.insert({ ...call, ...nowhere, organizationId, plan, recording: null }, events);
  return call.id;
}
