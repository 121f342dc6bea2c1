/** One owed analysis: made by a language model, put off when that fails, or made of the slots in the end. */
import { analyse, CallFacts, slotAnalysis, wantsModel } from '#analysis';
import {
  DEFAULT_PRICES,
  dropsWords,
  withLater,
  type AnalysisSettings,
  type Call,
  type CallAnalysis,
  type DueAnalysis,
} from '#domain';
import { errorText, type Millis } from '#kernel';
import { ModelError, type ModelUsage } from '#models';
import type { EngineOptions } from '../options.ts';
import { readLog } from '../read-log.ts';
import { analysisEvent } from './analysis-event.ts';
import { keepWords } from './words.ts';

/** After each failure of a model that may pass it is asked again; then no more. */
const RETRY_MS: readonly Millis[] = [1_000, 4_000, 20_000];
/** Both answers together. */
export const ANSWER_MS: Millis = 120_000;

type Options = Pick<EngineOptions, 'store' | 'models' | 'clock' | 'logger'>;

interface Made {
  readonly analysis: CallAnalysis;
  readonly usage: readonly ModelUsage[];
}

/** @param stop aborts when this node gives up its work. @returns whether the call has its analysis now */
export async function makeAnalysis(due: DueAnalysis, options: Options, stop: AbortSignal): Promise<boolean> {
  const { store, clock, logger } = options;
  const call = await store.calls.get(due.organizationId, due.callId);
  if (!call) {
    logger.warn('analysis-of-no-call', { call: due.callId });
    await store.analyses.finish(due);
    return false;
  }
  const settings = due.settings ?? call.plan.config.analysis;
  const facts = CallFacts.of(await readLog(call, store));
  const bySlots = (fault: string | null): Made => ({
    analysis: slotAnalysis(call, facts, settings, clock.now(), fault),
    usage: [],
  });
  if (!settings || !wantsModel(call, settings)) return keep(due, bySlots(null), options);
  let made: Made;
  try {
    made = await byModel(call, settings, bySlots, options, stop);
  } catch (cause) {
    const wait = stop.aborted ? 0 : waitAfter(cause, due.tries);
    if (wait !== null) {
      await store.analyses.postpone(due, clock.now() + wait, due.tries + (stop.aborted ? 0 : 1));
      return false;
    }
    logger.warn('analysis-failed', { call: call.id, tries: due.tries, cause });
    made = bySlots(errorText(cause));
  }
  return keep(due, made, options);
}

/** @returns null when it is not tried again */
function waitAfter(cause: unknown, tries: number): Millis | null {
  // Aborted by us alone: it took too long.
  const mayPass = !(cause instanceof ModelError) || cause.retryable || cause.fault === 'aborted';
  return mayPass ? (RETRY_MS[tries] ?? null) : null;
}

async function byModel(
  call: Call,
  settings: Partial<AnalysisSettings>,
  bySlots: (fault: string) => Made,
  { models, clock }: Options,
  stop: AbortSignal,
): Promise<Made> {
  const given = await models.forCall({ organizationId: call.organizationId, plan: thinking(call.plan) });
  const late = new AbortController();
  const timer = clock.after(ANSWER_MS, () => late.abort());
  try {
    if (!given.llm) return bySlots('No language model is configured.');
    const made = await analyse(call, settings, given.llm, AbortSignal.any([stop, late.signal]));
    const usage = given.usage();
    if ('fault' in made) return { ...bySlots(made.fault), usage };
    const used = usage.findLast(({ stage }) => stage === 'llm');
    const { provider, model } = used ?? { provider: given.llm.provider, model: given.llm.modelId };
    const by = { by: 'llm', model: `${provider}/${model}` } as const;
    return { analysis: { ...by, ...made.told, fault: null, created_at: clock.now() }, usage };
  } finally {
    timer.cancel();
    await given.close();
  }
}

/** The plan of a call that only thinks. */
export function thinking(plan: Call['plan']): Call['plan'] {
  if (!plan.models) return plan;
  return { ...plan, models: { stt: [], tts: [], llm: plan.models.llm, realtime: null } };
}

/** What the analysis used is a line of the call's cost. @returns false when another one was asked for meanwhile */
async function keep(due: DueAnalysis, { analysis, usage }: Made, { store }: Options): Promise<boolean> {
  const kept = await store.transaction(async (tx) => {
    const call = await tx.calls.lock(due.callId);
    if (!call || !(await tx.analyses.finish(due))) return false;
    const table = (await tx.prices.get(due.organizationId)) ?? DEFAULT_PRICES;
    // Of a call whose use nobody knows, one line more says no more.
    const cost = usage.length > 0 && call.cost ? withLater(call.cost, usage, table, 'analysis') : null;
    const at = analysis.created_at;
    const events = [
      analysisEvent(analysis, call.analysis !== null),
      ...(cost ? [{ at, type: 'cost-computed', data: { ...cost } }] : []),
    ];
    await tx.calls.append(due.callId, null, events, {
      analysis,
      ...(cost ? { cost } : {}),
      ...(dropsWords(call) ? { turns: [] } : {}),
    });
    await keepWords(tx, { ...call, analysis, ...(dropsWords(call) ? { turns: [] } : {}) });
    return true;
  });
  if (kept) store.notify(`events:${due.callId}`);
  return kept;
}
