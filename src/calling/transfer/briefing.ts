/** Attended: whoever answers the second leg is told who is there, and asked whether they take the call. */
import { briefingPlan, createConversation, takes, type Conversation, type TransferWish } from '#conversation';
import type { Call } from '#domain';
import type { MediaSession } from '#telephony';
import type { CallModels } from '../call-models.ts';
import type { CallLog } from '../live/call-log.ts';
import { speechOf } from '../live/speech-of.ts';
import type { EngineOptions } from '../options.ts';

/** What of it stands in the call's log, as `briefing-…`: no inputs, so that the call itself replays without it. */
const KEPT: ReadonlySet<string> = new Set([
  ...(['agent-said', 'callee-said', 'slot-filled', 'answer-classified', 'machine-action'] as const),
]);

export interface BriefingParts {
  readonly call: Call;
  readonly attemptId: string;
  readonly wish: TransferWish;
  readonly line: MediaSession;
  readonly models: CallModels;
  readonly log: CallLog;
  readonly options: Pick<EngineOptions, 'http' | 'clock' | 'logger'>;
  /** They take it. */
  onTaken(): void;
  /** They do not. @param reason the conversation's own */
  onRefused(reason: string): void;
}

/** `null`: nothing is to be said or asked. `warm` it while it rings, `start` it at the answer, `close` it then. */
export function briefingOf(parts: BriefingParts): Conversation | null {
  const { call, wish, line, models, log, options } = parts;
  const { mode, briefing: text, confirm, confirmTimeoutMs: patienceMs = null } = wish;
  const plan = mode === 'attended' ? briefingPlan(call.plan, { text, confirm, patienceMs }) : null;
  // A realtime agent has no voice beside its model, which stays with the callee.
  if (!plan || !models.tts) return null;
  let settled = false;
  const settle = (then: () => void): void => {
    if (settled) return;
    settled = true;
    then();
  };
  const talk = createConversation({
    ...{ plan, line, ...speechOf(models), llm: null, turn: models.turn },
    ...{ http: options.http, clock: options.clock },
    logger: options.logger.with({ call: call.id, leg: 2 }),
    log(type, data) {
      const { kind, ...rest } = data;
      if (kind === 'fact' && KEPT.has(type))
        log.note(`briefing-${type}`, { attempt_id: parts.attemptId, ...rest });
      if (kind === 'fact' && takes(type, data)) settle(parts.onTaken);
    },
  });
  talk.events.on('ended', ({ reason }) => {
    const heardAll = !confirm && reason === 'flow-ended';
    settle(heardAll ? parts.onTaken : () => parts.onRefused(reason));
  });
  return talk;
}
