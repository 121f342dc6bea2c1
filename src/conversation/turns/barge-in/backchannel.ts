/** Words that mean "go on" when they are said while the agent speaks, and how many words are others. */
import { spokenWords } from '#models';
import type { Scene } from '../../core/scene.ts';
import type { Setup } from '../../core/setup.ts';
import type { CalleeTurn } from '../../core/signal.ts';
import { isGoAhead } from '../../ear/understand.ts';
import { front, heardBy, questionOffset } from '../../mouth/state.ts';

/** "Go on", said while the agent speaks; agreement is an answer once its question has begun to be heard. */
export function isBackchannel(turn: CalleeTurn, { now, parts, setup }: Scene): boolean {
  if (turn.via === 'keypad') return false;
  if (turn.meaning === 'backchannel' || turn.meaning === 'greeting') return true;
  if (turn.text === '' || turn.meaning === 'stop') return false;
  if (otherWords(turn.text, setup) > 0 && !isGoAhead(turn.text, setup.language)) return false;
  const utterance = front(parts.mouth);
  const asked = utterance ? questionOffset(utterance) : null;
  const questionHeard = utterance !== undefined && asked !== null && heardBy(utterance, now) > asked;
  const strict = otherWords(turn.text, setup) === 0;
  return strict || !(questionHeard && turn.value !== null);
}

/** Words of a text that are no part of a backchannel: "uh-huh, but when" has two. */
export function otherWords(text: string, { language, backchannels }: Setup): number {
  const phrases = [...language.hear.backchannel, ...backchannels]
    .map((phrase) => spokenWords(phrase))
    .filter((words) => words.length > 0)
    .sort((a, b) => b.length - a.length);
  const words = spokenWords(text);
  let others = 0;
  for (let at = 0; at < words.length;) {
    const phrase = phrases.find((it) => it.every((word, index) => words[at + index] === word));
    if (!phrase) others++;
    at += phrase?.length ?? 1;
  }
  return others;
}
