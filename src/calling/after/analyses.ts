/** What a tenant may ask of analyses. */
import { AppError, type Id } from '#kernel';
import type { AnalysisReading, AnalysisSettings, Call } from '#domain';
import type { EngineOptions } from '../options.ts';

/** @throws AppError `analysis-unknown` (404), `analysis-not-ready` (409) */
export async function analysisOf(call: Call, { store }: EngineOptions): Promise<AnalysisReading> {
  const isDue = call.status === 'ended' && (await store.analyses.isDue(call.id));
  if (call.analysis) return { analysis: call.analysis, isDue };
  if (isDue || call.status !== 'ended')
    throw notReady(isDue ? 'The analysis is under way.' : `This call is ${call.status}.`, isDue);
  throw new AppError({
    code: 'analysis-unknown',
    status: 404,
    message: 'This call has no analysis: it ended under a release that made none. Ask for one with POST.',
  });
}

/** @throws AppError `analysis-not-ready` (409) */
export async function requestAnalysis(
  call: Call,
  settings: Partial<AnalysisSettings> | null,
  { store, ids, clock }: EngineOptions,
): Promise<Id> {
  if (call.status !== 'ended') throw notReady(`This call is ${call.status}.`, false);
  const run = ids.next();
  const { id: callId, organizationId } = call;
  await store.analyses.request({ callId, organizationId, run, settings }, clock.now());
  return run;
}

function notReady(what: string, isSoon: boolean): AppError {
  return new AppError({
    code: 'analysis-not-ready',
    status: 409,
    retryable: true,
    message: `${what} ${isSoon ? 'Ask again in a few seconds.' : 'A call is analysed when it has ended.'}`,
  });
}
