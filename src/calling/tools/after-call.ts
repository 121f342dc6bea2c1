/** Tools that run by themselves after a call: owed with its end, run by one loop, tried again when that may help. */
import { CallFacts } from '#analysis';
import { runAlone, type LoneRun } from '#conversation';
import {
  ownTools,
  runsAt,
  toolName,
  type Call,
  type DueTool,
  type NewEvent,
  type Repositories,
} from '#domain';
import { DueLoop, errorText, spellNative, type IdSource, type Millis } from '#kernel';
import { ModelError } from '#models';
import type { EngineOptions } from '../options.ts';
import { readLog } from '../read-log.ts';
import { personNumber } from './before-call.ts';
import { askWhether } from './ask-whether.ts';

const AT_ONCE = 8;
const IDLE_POLL_MS: Millis = 2_000;
/** Longer than a run with its question may take. */
const LEASE_MS: Millis = 180_000;
/** After each failure that may pass; then no more. */
const RETRY_MS: readonly Millis[] = [5_000, 30_000, 120_000];

type Options = Pick<
  EngineOptions,
  'nodeId' | 'store' | 'models' | 'http' | 'services' | 'secrets' | 'clock' | 'logger'
>;

/** Owes what the agent of an answered call has to run; in the transaction that ends it. */
export async function oweTools(tx: Repositories, call: Call, ids: IdSource, at: Millis): Promise<void> {
  const { id: callId, organizationId } = call;
  const runs = ownTools(call.plan.config.tools).flatMap((tool, place) =>
    runsAt(tool) === 'after' ? [{ id: ids.next(), callId, organizationId, place }] : [],
  );
  if (runs.length > 0) await tx.dueTools.owe(runs, at);
}

/** Its `stop` gives back what is not done: it is due again when its lease is over. */
export function createToolRunner(options: Options): DueLoop<DueTool> {
  const { nodeId, store, clock, logger } = options;
  return new DueLoop({
    name: 'tools-after-calls',
    clock,
    logger,
    atOnce: AT_ONCE,
    idlePollMs: IDLE_POLL_MS,
    claim: (room) => store.dueTools.claimDue(nodeId, clock.now(), LEASE_MS, room),
    nextDueAt: () => store.dueTools.nextDueAt(),
    keyOf: ({ id }) => id,
    run: (due, signal) => runOwed(due, options, signal),
    readsAfterEach: true,
  });
}

interface Ran {
  readonly ok: boolean;
  readonly detail: string;
  readonly result: unknown;
}

async function runOwed(due: DueTool, options: Options, stop: AbortSignal): Promise<void> {
  const { store, clock, logger } = options;
  const call = await store.calls.get(due.organizationId, due.callId);
  const tool = call && ownTools(call.plan.config.tools)[due.place];
  if (!call || !tool) {
    logger.warn('tool-of-no-call', { call: due.callId });
    await store.dueTools.finish(due.id);
    return;
  }
  try {
    const ran = await runOnce(call, tool as LoneRun['tool'], due, options, stop);
    // A server that is not well may be well later; what it refuses it refuses again.
    if (!ran.ok && /^HTTP (5|429|408)/.test(ran.detail) && due.tries < RETRY_MS.length)
      return await store.dueTools.postpone(due, clock.now() + RETRY_MS[due.tries]!, due.tries + 1);
    await tell(due, call, ran, toolName(tool), options);
  } catch (thrown) {
    if (stop.aborted) return await store.dueTools.postpone(due, clock.now(), due.tries);
    const mayPass = !(thrown instanceof ModelError) || thrown.retryable;
    const wait = mayPass ? RETRY_MS[due.tries] : undefined;
    if (wait !== undefined) return await store.dueTools.postpone(due, clock.now() + wait, due.tries + 1);
    const detail = errorText(thrown);
    logger.warn('tool-after-call-failed', { call: call.id, tries: due.tries, detail });
    await tell(due, call, { ok: false, detail, result: null }, toolName(tool), options);
  }
}

async function runOnce(
  call: Call,
  tool: LoneRun['tool'],
  due: DueTool,
  options: Options,
  stop: AbortSignal,
): Promise<Ran> {
  const log = await readLog(call, options.store);
  const variables = { ...call.plan.variables, ...broughtBefore(log), ...CallFacts.of(log).values };
  const asked = await askWhether(call, tool, variables, options, stop);
  if ('why' in asked) return { ok: asked.ok, detail: asked.why, result: null };
  return runAlone(
    {
      ...{ tool, arguments: asked.arguments, variables: { ...variables, ...recordOf(call) } },
      ...{ run: spellNative('tool', due.id), at: options.clock.now(), to: personNumber(call) },
    },
    options,
    stop,
  );
}

/** What of the call a template of the tool may name. */
function recordOf(call: Call): Readonly<Record<string, unknown>> {
  return {
    call: {
      id: spellNative('call', call.id),
      outcome: call.outcome?.code ?? null,
      end_reason: call.outcome?.end_reason.code ?? null,
      duration_s:
        call.answeredAt === null
          ? 0
          : Math.round(((call.endedAt ?? call.answeredAt) - call.answeredAt) / 1000),
      transcript: call.turns.map(({ who, text }) => `${who}: ${text}`).join('\n'),
      turns: call.turns.map(({ who, text }) => ({ who, text })),
    },
  };
}

/** Variables that tools brought before the call. */
export function broughtBefore(
  events: readonly Pick<NewEvent, 'type' | 'data'>[],
): Readonly<Record<string, unknown>> {
  return Object.assign(
    {},
    ...events.filter(({ type }) => type === 'tool-ran').map(({ data }) => data['variables'] ?? {}),
  ) as Readonly<Record<string, unknown>>;
}

async function tell(
  due: DueTool,
  call: Call,
  { ok, detail, result }: Ran,
  tool: string,
  { store, clock }: Options,
): Promise<void> {
  const event: NewEvent = {
    at: clock.now(),
    type: 'tool-ran',
    data: { tool, when: 'after', ok, detail, result },
  };
  await store.transaction(async (tx) => {
    if (await tx.dueTools.finish(due.id)) await tx.calls.append(call.id, null, [event]);
  });
  store.notify(`events:${call.id}`);
}
