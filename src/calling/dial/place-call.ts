/** One due call: the verdict and the attempt in one transaction, then the INVITE. */
import type { Call, Trunk } from '#domain';
import { AppError, errorText } from '#kernel';
import type { MediaSession } from '#telephony';
import type { CallModels } from '../call-models.ts';
import { inTime, PREPARE_MS } from '../live/in-time.ts';
import { LiveCall, type CallWatcher } from '../live/live-call.ts';
import { speechOf } from '../live/speech-of.ts';
import type { EngineOptions } from '../options.ts';
import { withToolsBefore } from '../tools/before-call.ts';
import { decideAndCommit } from './decide.ts';
import { failAttempt, type Problem } from './fail-attempt.ts';
import { mediaSettings } from './media-settings.ts';
import { Ringing } from './ringing.ts';
import { testCallee } from './target.ts';

/** @param call claimed by this node and not ended. */
export async function placeCall(call: Call, options: EngineOptions, watcher: CallWatcher): Promise<void> {
  const decision = await options.store.transaction((tx) => decideAndCommit(tx, call, options));
  options.store.notify(`events:${call.id}`);
  if (decision.kind !== 'dial') return;
  const { attempt, verdict, step } = decision;
  const current = await withToolsBefore(decision.current, options);
  const opened = await openParts(current, verdict.trunk, options);
  if ('code' in opened) {
    await failAttempt(current, attempt, step.state, opened, options);
    return;
  }
  let live: LiveCall;
  try {
    const parts = { call: current, attempt, life: step.state, ...opened, watcher, trunk: verdict.trunk };
    live = new LiveCall(parts, options);
  } catch (cause) {
    options.logger.error('call-not-begun', { call: call.id, cause });
    await Promise.allSettled([opened.media.close(), opened.models.close()]);
    const problem = { code: 'internal', detail: errorText(cause) } as const;
    return failAttempt(current, attempt, step.state, problem, options);
  }
  try {
    const callee = current.test ? testCallee(await options.simulatedCallee(), current.to) : null;
    if (live.isEnding) live.input({ type: 'attempt-ended', ending: { kind: 'canceled', by: 'us' } });
    else await new Ringing(live, { ...decision, current }, opened.media, callee, options).begin();
  } catch (cause) {
    options.logger.error('invite-failed', { call: call.id, cause });
    live.input({ type: 'attempt-failed', code: 'internal', detail: errorText(cause) });
  }
}

interface Parts {
  readonly media: MediaSession;
  readonly models: CallModels;
}

async function openParts(call: Call, trunk: Trunk | null, options: EngineOptions): Promise<Parts | Problem> {
  const { media, models, limits, clock } = options;
  let given: CallModels;
  try {
    given = await inTime(models.forCall(call), PREPARE_MS, clock, 'Making the models', (late) =>
      late.close(),
    );
    speechOf(given);
  } catch (cause) {
    const isSlow = cause instanceof AppError && cause.code === 'preparation-timeout';
    return { code: isSlow ? 'internal' : 'agent-misconfigured', detail: errorText(cause) };
  }
  try {
    const record = call.plan.config.record !== false;
    const opening = media.open(mediaSettings(trunk, record, limits));
    return {
      media: await inTime(opening, PREPARE_MS, clock, 'Opening the media', (late) => late.close()),
      models: given,
    };
  } catch (cause) {
    await given.close();
    return { code: 'no-media-port', detail: errorText(cause) };
  }
}
