/** Who answers an incoming call that is refused: the agent's voice, one sentence, and the end. */
import { EXHAUSTED_MESSAGE, isExhausted, type Repositories } from '#domain';
import type { Id } from '#kernel';
import type { ChosenAgent } from './plan.ts';

/** @returns null when the organization may be called */
export async function refusingAgent(
  organizationId: Id,
  { config, agentId, versionId }: ChosenAgent,
  { minutes }: Pick<Repositories, 'minutes'>,
): Promise<ChosenAgent | null> {
  const account = await minutes.account(organizationId);
  if (!isExhausted(account)) return null;
  const { name, language, voice } = config;
  const text = account.exhaustedMessage ?? EXHAUSTED_MESSAGE;
  return {
    agentId,
    versionId,
    config: {
      ...{ name, language, interruptible: false },
      ...(voice === undefined ? {} : { voice }),
      flow: { start: 'refusal', nodes: [{ id: 'refusal', type: 'end', text }], edges: [] },
    },
  };
}
