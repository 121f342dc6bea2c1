/** Who answers an incoming call that is refused: the agent's voice, one sentence, and the end. */
import {
  EXHAUSTED_MESSAGE,
  isExhausted,
  isOpenAt,
  MINUTES_EXHAUSTED,
  type EndCode,
  type PhoneNumber,
  type Repositories,
} from '#domain';
import type { Id, Millis } from '#kernel';
import type { ChosenAgent } from './plan.ts';

/** Why nobody talks to the caller. */
export interface Refusal {
  readonly code: EndCode;
  /** Says so; null: the call is not answered. */
  readonly speaker: ChosenAgent | null;
}

/** @returns null when the organization may be called, and its agent is there */
export async function refusalOf(
  organizationId: Id,
  chosen: ChosenAgent,
  { minutes }: Pick<Repositories, 'minutes'>,
  now: Millis,
): Promise<Refusal | null> {
  const account = await minutes.account(organizationId);
  if (isExhausted(account)) {
    const text = account.exhaustedMessage ?? EXHAUSTED_MESSAGE;
    return { code: MINUTES_EXHAUSTED, speaker: saying(chosen, text) };
  }
  const { hours } = chosen.config;
  if (!hours || isOpenAt(hours, now)) return null;
  const text = hours.after_hours_message;
  return { code: 'outside-hours', speaker: text === undefined ? null : saying(chosen, text) };
}

/** The agent's voice, one sentence, and the end. */
export function saying({ config, agentId, versionId }: ChosenAgent, text: string): ChosenAgent {
  const { name, language, voice, variables } = config;
  return {
    agentId,
    versionId,
    config: {
      ...{ name, language, interruptible: false },
      ...(voice === undefined ? {} : { voice }),
      ...(variables === undefined ? {} : { variables }),
      flow: { start: 'refusal', nodes: [{ id: 'refusal', type: 'end', text }], edges: [] },
    },
  };
}

/** Stands for the agent that a number does not have: its name, and the language in which it says what must be said. */
export function unbound({ name, e164 }: Pick<PhoneNumber, 'name' | 'e164'>): ChosenAgent {
  return {
    ...{ agentId: null, versionId: null },
    config: { name: name || e164, language: 'en-US', interruptible: false },
  };
}
