/** One run from its row to its end: the agent as a call would run it, the conversation, the verdict. */
import type { CreateCall, EngineCapabilities, SimulationEnd, SimulationRun, Tenant } from '#domain';
import { AppError, errorText, type Id, type Millis } from '#kernel';
import { ModelError } from '#models';
import { callPreparer } from '../accept/prepare-call.ts';
import { thinking } from '../after/make-analysis.ts';
import type { EngineOptions } from '../options.ts';
import { judge } from './judge.ts';
import { talk } from './talk.ts';

/** Conversation and verdict together. */
export const RUN_MS: Millis = 300_000;
/** Whom the agent believes to have called: a number that nobody has (NANP, 555-01xx). */
const NOBODY = '+12025550100';

export type SimulateOptions = Pick<
  EngineOptions,
  'store' | 'models' | 'http' | 'services' | 'secrets' | 'knowledge' | 'clock' | 'ids' | 'random' | 'logger'
>;

/** @param stop aborts when this node gives up its work; then null: it is run again elsewhere */
export async function runSimulation(
  run: SimulationRun,
  options: SimulateOptions,
  stop: AbortSignal,
): Promise<SimulationEnd | null> {
  const late = new AbortController();
  const timer = options.clock.after(RUN_MS, () => late.abort());
  try {
    return await rehearse(run, options, AbortSignal.any([stop, late.signal]));
  } catch (cause) {
    if (stop.aborted) return null;
    return failed(late.signal.aborted ? tooLate() : faultOf(cause));
  } finally {
    timer.cancel();
  }
}

async function rehearse(
  run: SimulationRun,
  options: SimulateOptions,
  signal: AbortSignal,
): Promise<SimulationEnd> {
  const tenant: Tenant = { organizationId: run.organizationId, mode: 'test', keyId: run.id };
  const models = { capabilities: async (id: Id) => hearingAll(await options.models.capabilities(id)) };
  const { call } = await callPreparer(tenant, { ...options, models })(wishOf(run));
  const { realtime: _, ...config } = call.plan.config;
  const given = await options.models.forCall({
    organizationId: run.organizationId,
    plan: thinking({ ...call.plan, config }),
  });
  try {
    const { llm } = given;
    if (!llm) return failed({ code: 'llm-missing', message: 'No language model is configured.' });
    const spoken = await talk(call, run, llm, options, signal);
    signal.throwIfAborted();
    const verdict = await judge({ ...run, ...spoken }, llm, signal);
    const fault = {
      code: 'verdict-unreadable',
      message: 'What the language model judged could not be read.',
    };
    return verdict
      ? { ...spoken, state: 'completed', verdict, fault: null }
      : { ...spoken, state: 'failed', verdict: null, fault };
  } finally {
    await given.close();
  }
}

/** In text every word is understood. */
function hearingAll(capabilities: EngineCapabilities): EngineCapabilities {
  const providers = capabilities.providers.map((ability) => {
    const { stt } = ability.stages;
    return stt
      ? { ...ability, stages: { ...ability.stages, stt: { ...stt, openVocabulary: true } } }
      : ability;
  });
  return { ...capabilities, providers };
}

function wishOf({ agentId, variables }: SimulationRun): CreateCall {
  return {
    agent: { kind: 'saved', agentId, versionId: null, ifVersionUnknown: 'production' },
    ...{ to: NOBODY, person: {}, from: null, numberId: null, trunkId: null, variables },
    ...{ overrides: {}, metadata: {}, notBefore: null, unresolvedVariables: 'omit', pendingFeatures: [] },
    source: { api: 'native', data: {} },
  };
}

function failed(fault: NonNullable<SimulationEnd['fault']>): SimulationEnd {
  return { state: 'failed', turns: [], tools: [], endedBy: null, verdict: null, fault };
}

function tooLate(): NonNullable<SimulationEnd['fault']> {
  return { code: 'too-long', message: `The conversation took longer than ${RUN_MS / 1000} s.` };
}

function faultOf(cause: unknown): NonNullable<SimulationEnd['fault']> {
  if (cause instanceof AppError) return { code: cause.code, message: cause.message };
  if (cause instanceof ModelError) return { code: `model-${cause.fault}`, message: errorText(cause) };
  throw cause;
}
