/** The person on the other side, played by a language model. Pure. */
import type { SimulationRun, Turn } from '#domain';
import type { ChatMessage } from '#models';

/** How the model says that the person hangs up. */
const HANG_UP = '[HANG UP]';
const NOBODY_SPEAKS = '(Nobody speaks. It is your turn.)';

/** The conversation as the person saw it. @param language what the person speaks */
export function personaMessages(
  { persona }: Pick<SimulationRun, 'persona'>,
  language: string,
  turns: readonly Pick<Turn, 'who' | 'text'>[],
): readonly ChatMessage[] {
  const system = [
    'You play a person in a telephone call, to rehearse the agent at the other end. Stay in your part; you are not the agent and never help it with its work.',
    `Your part: ${persona}`,
    `Speak the language ${language}, as people speak on the telephone: one to three short sentences at a time, no stage directions, no lists, no emojis.`,
    `When your matter is settled or cannot be settled, say your goodbye and add ${HANG_UP}. If the agent has said goodbye, answer with ${HANG_UP} alone.`,
  ].join('\n');
  const said = turns.map(({ who, text }): ChatMessage => ({
    role: who === 'agent' ? 'user' : 'assistant',
    content: text,
  }));
  const isMine = turns.at(-1)?.who !== 'agent';
  return [
    { role: 'system', content: system },
    ...said,
    ...(isMine ? [{ role: 'user', content: NOBODY_SPEAKS } as const] : []),
  ];
}

export interface PersonSays {
  /** Empty: nothing. */
  readonly text: string;
  readonly hangsUp: boolean;
}

/** The model's answer as words and a wish. */
export function readPersona(answer: string): PersonSays {
  const hangsUp = /\[\s*hang[ _-]?up\s*\]/i.test(answer);
  const text = answer
    .replace(/\[[^\]]{0,40}\]/g, ' ')
    .replace(/^\s*["“](.*)["”]\s*$/s, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  // Somebody who answers nothing at all has left.
  return { text, hangsUp: hangsUp || text === '' };
}
