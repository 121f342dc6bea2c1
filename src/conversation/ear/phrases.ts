/** Phrases that steer the conversation, whatever was asked. Their values begin with a colon; no slot's value does. */
import type { Grammar } from '#models';
import type { Language } from '../language/index.ts';

type Phrases = Grammar['phrases'];

/** Control phrases of each kind that a recogniser listens for beside the answers; the commonest stand first. */
const COMMONEST = 6;

/** All of them: for open speech, where more phrases cost nothing. */
export function controlPhrases({ hear }: Language): Phrases {
  return [
    ...valued(':stop', hear.stop),
    ...valued(':repeat', hear.repeat),
    ...valued(':who', hear.who),
    ...valued(':wait', hear.wait),
    ...valued(':greeting', hear.greeting),
    ...valued(':backchannel', hear.backchannel),
  ];
}

/** Listened for beside the answers to a question. */
export function askedControl({ hear }: Language): Phrases {
  return [
    ...valued(':stop', hear.stop.slice(0, COMMONEST)),
    ...valued(':repeat', hear.repeat.slice(0, COMMONEST)),
    ...valued(':who', hear.who.slice(0, COMMONEST)),
    ...valued(':wait', hear.wait.slice(0, COMMONEST)),
    ...valued(':greeting', hear.greeting.slice(0, 1)),
    ...valued(':backchannel', hear.backchannel.slice(0, 3)),
  ];
}

/** Listened for while nothing is asked: agreement then means "go on". */
export function idleGrammar(language: Language): Grammar {
  const { hear } = language;
  const agreement = hear.yes.slice(0, 8).filter((text) => !text.includes(' '));
  return {
    phrases: [
      ...valued(':stop', hear.stop.slice(0, COMMONEST)),
      ...valued(':wait', hear.wait.slice(0, COMMONEST)),
      ...valued(':greeting', hear.greeting.slice(0, 2)),
      ...valued(':backchannel', [...new Set([...hear.backchannel.slice(0, 8), ...agreement])]),
    ],
  };
}

function valued(value: string, texts: readonly string[]): Phrases {
  return texts.map((text) => ({ text, value }));
}
