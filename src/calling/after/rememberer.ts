/** The one loop that writes what calls leave in memory. */
import { remember } from '#analysis';
import {
  DEFAULT_PRICES,
  isE164,
  withLater,
  type Call,
  type CallCost,
  type Contact,
  type DueMemory,
  type Repositories,
} from '#domain';
import { DueLoop, errorText, type Id, type Millis } from '#kernel';
import { ModelError, type ModelUsage } from '#models';
import type { EngineOptions } from '../options.ts';
import { thinking } from './make-analysis.ts';

const AT_ONCE = 2;
const IDLE_POLL_MS: Millis = 2_000;
const ANSWER_MS: Millis = 60_000;
const LEASE_MS: Millis = ANSWER_MS + 30_000;
const RETRY_MS: readonly Millis[] = [2_000, 10_000, 60_000];

/** `facts` null: the answer could not be read, or there is no model. */
interface Made {
  readonly facts: readonly string[] | null;
  readonly usage: readonly ModelUsage[];
}

type Options = Pick<EngineOptions, 'store' | 'models' | 'clock' | 'ids' | 'logger'>;

export function createRememberer(options: Options): DueLoop<DueMemory> {
  const { store, clock, logger } = options;
  return new DueLoop<DueMemory>({
    name: 'memories',
    ...{ clock, logger, atOnce: AT_ONCE, idlePollMs: IDLE_POLL_MS, readsAfterEach: true },
    claim: (room) => store.memories.claimDue(clock.now(), LEASE_MS, room),
    nextDueAt: () => store.memories.nextDueAt(),
    keyOf: ({ callId }) => callId,
    run: (due, signal) => rememberCall(due, options, signal),
  });
}

async function rememberCall(due: DueMemory, options: Options, stop: AbortSignal): Promise<void> {
  const { store, clock } = options;
  const call = await store.calls.get(due.organizationId, due.callId);
  const stores = await store.memories.getMany(due.organizationId, (call?.plan.memory?.stores ?? []) as Id[]);
  // Where no words are kept, an analysis may have taken them away meanwhile.
  if (!call || stores.length === 0 || call.turns.length === 0)
    return void (await store.memories.finish(due.callId));
  const phone = call.direction === 'outbound' ? call.to : call.from;
  if (phone === null || !isE164(phone)) return void (await store.memories.finish(due.callId));
  const contact = await store.contacts.findByPhone(due.organizationId, phone);
  const ids = stores.map(({ id }) => id);
  const before = contact ? await store.memories.recallAll(due.organizationId, ids, contact.id) : [];
  const known = [...new Set(before.flatMap(({ facts }) => facts))];
  const wanted = stores.map(({ instructions }) => instructions).filter((it) => it !== '');
  let made: Made = { facts: null, usage: [] };
  let fault = 'The answer of the language model could not be read.';
  try {
    made = await asked(call, known, wanted, options, stop);
  } catch (cause) {
    const mayPass = !(cause instanceof ModelError) || cause.retryable || cause.fault === 'aborted';
    const wait = stop.aborted ? 0 : mayPass ? RETRY_MS[due.tries] : undefined;
    if (wait !== undefined)
      return store.memories.postpone(due.callId, clock.now() + wait, due.tries + (stop.aborted ? 0 : 1));
    fault = errorText(cause);
  }
  await keep(call, phone, ids, made, fault, options);
}

async function asked(
  call: Call,
  known: readonly string[],
  wanted: readonly string[],
  { models, clock }: Options,
  stop: AbortSignal,
): Promise<Made> {
  const given = await models.forCall({ organizationId: call.organizationId, plan: thinking(call.plan) });
  const late = new AbortController();
  const timer = clock.after(ANSWER_MS, () => late.abort());
  try {
    if (!given.llm) return { facts: null, usage: [] };
    const facts = await remember(call, known, wanted, given.llm, AbortSignal.any([stop, late.signal]));
    return { facts, usage: given.usage() };
  } finally {
    timer.cancel();
    await given.close();
  }
}

/** Contact, facts, what they cost and the log's entry in one transaction. */
async function keep(
  call: Call,
  phone: string,
  stores: readonly Id[],
  { facts, usage }: Made,
  fault: string,
  { store, clock, ids }: Options,
): Promise<void> {
  const at = clock.now();
  const { id: callId, organizationId } = call;
  await store.transaction(async (tx) => {
    if (!(await tx.memories.finish(callId))) return;
    if (facts) {
      const { contact } = await tx.contacts.upsert(strangerOf(call, phone, ids.next(), at), {});
      for (const storeId of stores)
        await tx.memories.keep(organizationId, {
          storeId,
          contactId: contact.id,
          facts,
          callId,
          updatedAt: at,
        });
    }
    const event = facts
      ? { at, type: 'memory-written', data: { facts: facts.length } }
      : { at, type: 'memory-failed', data: { detail: fault } };
    const cost = await costWith(tx, callId, organizationId, usage);
    const events = [event, ...(cost ? [{ at, type: 'cost-computed', data: { ...cost } }] : [])];
    await tx.calls.append(callId, null, events, cost ? { cost } : {});
  });
  store.notify(`events:${callId}`);
}

/** @returns null when it costs nothing, or nobody knows what the call cost */
async function costWith(
  tx: Repositories,
  callId: Id,
  organizationId: Id,
  usage: readonly ModelUsage[],
): Promise<CallCost | null> {
  if (usage.length === 0) return null;
  const { cost } = (await tx.calls.lock(callId)) ?? { cost: null };
  return cost && withLater(cost, usage, (await tx.prices.get(organizationId)) ?? DEFAULT_PRICES, 'memory');
}

/** Whoever is remembered becomes a contact. */
function strangerOf({ person, organizationId }: Call, phone: string, id: Id, at: Millis): Contact {
  return {
    ...{ id, organizationId, phone, name: person.name ?? '', email: person.email ?? null },
    ...{ timeZone: person.time_zone ?? null, fields: {}, createdAt: at, updatedAt: at },
  };
}
