/** The conversation of a running call, with all that it speaks through. */
import type { CallFacts } from '#analysis';
import { createConversation, type Conversation, type Transfers } from '#conversation';
import { keptData } from '#domain';
import { callbacksOf } from '../accept/callback.ts';
import type { EngineOptions } from '../options.ts';
import type { CallLog } from './call-log.ts';
import type { CallParts } from './call-parts.ts';
import { knowledgeOf } from './knowledge-of.ts';
import { speechOf } from './speech-of.ts';

/** @param facts noted whole; what is logged is what the agent's settings let be kept */
export function conversationOf(
  { call, media, models }: Pick<CallParts<unknown>, 'call' | 'media' | 'models'>,
  {
    transfers,
    facts,
    log,
  }: { readonly transfers: Transfers; readonly facts: CallFacts; readonly log: CallLog },
  options: EngineOptions,
): Conversation {
  const { http, services, secrets, clock, logger } = options;
  return createConversation({
    plan: call.plan,
    line: media,
    ...speechOf(models),
    llm: models.llm,
    turn: models.turn,
    ...{ http, services, secrets, clock, transfers },
    callbacks: callbacksOf(call, options),
    knowledge: knowledgeOf(call, options, (usage) => models.note(usage)),
    logger: logger.with({ call: call.id }),
    log: (type, data) => {
      facts.note(type, data);
      log.note(type, keptData(call.plan.config.transcript, data));
    },
  });
}
