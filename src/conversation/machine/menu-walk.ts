/**
 * Walks through a menu by keys until a person answers: the option that fits the goal is pressed as soon as it was
 * heard. Options come as words; a recogniser without open vocabulary is asked, sentence by sentence, whether it was the
 * option that is looked for.
 */
import type { Samples } from '#audio';
import { ms } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import { observeAnew, quietSince, textOf } from './evidence.ts';
import { menuOptions, operatorOf, optionFor, type MenuOption } from './menu.ts';
import { menuGrammar, OTHER } from './menu-grammar.ts';
import { personCame, whoCame } from './person.ts';
import { settingsOf } from './settings.ts';
import type { MachineState, MenuState } from './state.ts';
import { acted, classified, common, end, languagesOf, lookAt, type Work } from './work.ts';
import { keyRequest } from './wording.ts';
import { judgeWords } from './words.ts';

const REQUEST = 'menu:';
/** A menu that has been silent for so long waits for a key. */
const MENU_OVER = ms(1800);
/** A greeting that may as well be a mailbox's is listened to for so long. */
const UNSURE = ms(12_000);
/** Where no menu is to be walked through, only until words would have told. */
const UNSURE_WORDS = ms(5000);
const OFFER_PAUSE = ms(500);
const MOST_STEPS = 6;
const MOST_UNANSWERED = 2;
const LONGEST_WALK = ms(120_000);
/** Shorter sentences hold no option. */
const SHORT_SENTENCE = ms(500);
const LEAD = ms(160);

type Walking = MachineState & { readonly phase: 'menu' };

/** @param unsure only the length of the greeting spoke for a recording */
export function enterMenu(work: Work, unsure: boolean): Work {
  const state = common(work.state);
  const { now } = work.scene;
  work.state = {
    ...state,
    phase: 'menu',
    menu: { steps: 0, unanswered: 0, since: now, asked: 0, unsure, pressed: null },
  };
  const [first] = work.scene.parts.mouth.queue;
  if (first?.parts.some((part) => part.played))
    work.signals.push({ type: 'hush', why: 'machine', sparing: false });
  return heard(work);
}

export function walking(work: Work, signal: Signal): Work {
  const own = work.state as Walking;
  switch (signal.type) {
    case 'tone-detected':
      // A beep where a menu was expected is a mailbox.
      if (signal.tone === 'beep' && own.menu.steps === 0)
        work.judgement = { verdict: 'machine', by: 'tone', confidence: 0.95, detail: 'A beep.' };
      return work;
    case 'speech-ended':
      spot(work, signal.start, signal.end);
      return heard(work);
    case 'speech-started':
    case 'words-heard':
    case 'alarm-reached':
      return heard(work);
    case 'recognition-arrived':
      if (!signal.request.startsWith(REQUEST) || !signal.accepted) return work;
      if (signal.value === null || signal.value === OTHER) return work;
      return press(work, { key: signal.value, label: signal.text });
    case 'reply-arrived':
      return signal.request === questionOf(own) ? answered(work, signal.text) : work;
    default:
      return work;
  }
}

function heard(work: Work): Work {
  const own = work.state as Walking;
  const { now } = work.scene;
  if (now - own.menu.since >= LONGEST_WALK) return lost(work);
  const text = textOf(own.evidence);
  const options = menuOptions(text, languagesOf(work));
  const { goal } = settingsOf(work.scene.setup.plan) ?? { goal: null };
  const wanted = goal === null ? null : optionFor(goal, options, languagesOf(work));
  const { on_ivr } = settingsOf(work.scene.setup.plan) ?? {};
  if (wanted && on_ivr === 'navigate' && !isPressed(own, wanted)) return press(work, wanted);
  const words = judgeWords(text, languagesOf(work));
  const isOther = words?.verdict === 'machine' || words?.verdict === 'unreachable';
  const sorts = own.menu.unsure && own.menu.steps === 0;
  if (words && ((sorts && words.verdict !== 'human') || (isOther && options.length === 0))) {
    work.judgement = { ...words, by: 'words', confidence: 0.9 };
    return work;
  }
  const silentAt = quietSince(own.evidence);
  if (sorts && words?.offer && silentAt !== null) {
    // A long greeting that ends in an offer of help, and a pause: it was a person after all.
    if (now < silentAt + OFFER_PAUSE) return lookAt(work, silentAt + OFFER_PAUSE);
    return personCame(work, { ...words, by: 'words', confidence: 0.9 });
  }
  if (own.menu.steps > 0 && options.length === 0) {
    const coming = whoCame(own.evidence, languagesOf(work), now);
    if ('person' in coming) return personCame(work, coming.person);
    if ('again' in coming && coming.again !== null) return lookAt(work, coming.again);
  }
  return quiet(work, options);
}

/** The menu has been said to its end, and nothing in it was what is looked for. */
function quiet(work: Work, options: readonly MenuOption[]): Work {
  const own = work.state as Walking;
  const { now } = work.scene;
  const since = quietSince(own.evidence);
  if (own.menu.unsure && own.menu.steps === 0 && now >= nextLimit(work, now)) return noMenu(work);
  if (since === null || own.evidence.firstAt === null) return lookAt(work, nextLimit(work, now));
  if (now - since < MENU_OVER) return lookAt(work, since + MENU_OVER);
  if (options.length === 0) return lookAt(work, nextLimit(work, now));
  const operator = operatorOf(options, languagesOf(work));
  const { goal } = settingsOf(work.scene.setup.plan) ?? { goal: null };
  if (own.menu.unanswered >= MOST_UNANSWERED) return operator ? press(work, operator) : lost(work);
  const text = textOf(own.evidence);
  work.state = {
    ...own,
    evidence: { ...observeAnew(own.evidence, now), end: own.evidence.end },
    menu: { ...own.menu, unanswered: own.menu.unanswered + 1, asked: own.menu.asked + 1 },
  };
  if (goal !== null && work.scene.setup.plan.config.prompt !== undefined) {
    work.effects.push(...keyRequest(questionOf(work.state as Walking), work.scene, goal, text));
    return lookAt(work, nextLimit(work, now));
  }
  return operator ? press(work, operator) : lookAt(work, nextLimit(work, now));
}

function press(work: Work, { key, label }: MenuOption): Work {
  const own = work.state as Walking;
  const { now } = work.scene;
  if (own.menu.steps >= MOST_STEPS) return lost(work);
  if (own.menu.unsure && own.menu.steps === 0)
    classified(work, { verdict: 'ivr', by: 'words', confidence: 0.9, detail: label });
  const pressed = { key, label };
  const menu: MenuState = { ...own.menu, pressed, steps: own.menu.steps + 1, unanswered: 0, unsure: false };
  work.state = { ...own, evidence: { ...observeAnew(own.evidence, now), firstAt: null }, menu };
  work.effects.push({ type: 'digits-send', digits: key });
  acted(work, 'press', `${key}: ${label}`);
  return lookAt(work, nextLimit(work, now));
}

/** Words of the menu that the key was meant for may come after the key. */
function isPressed({ evidence, menu }: Walking, { key, label }: MenuOption): boolean {
  const { pressed } = menu;
  const same = pressed?.key === key && pressed.label === label;
  return same && evidence.texts.every(({ start }) => start < evidence.origin);
}

/** Was this sentence the option that is looked for? Asked where open words never come. */
function spot(work: Work, start: Samples, end: Samples): void {
  const own = work.state as Walking;
  const { scene } = work;
  const { goal } = settingsOf(work.scene.setup.plan) ?? { goal: null };
  const open = own.probes !== null || scene.parts.ear.hearing === 'stream';
  if (goal === null || end - start < SHORT_SENTENCE || open || start < own.evidence.origin) return;
  const grammar = menuGrammar(goal, languagesOf(work)[0]!);
  const asked = own.menu.asked + 1;
  work.state = { ...own, menu: { ...own.menu, asked } };
  const request = `${REQUEST}${asked}`;
  work.effects.push({
    type: 'recognition-request',
    request,
    from: Math.max(0, start - LEAD),
    to: end + LEAD,
    grammar,
  });
}

function answered(work: Work, text: string): Work {
  const key = /^[^0-9*#a-z]*([0-9*#])[^0-9a-z]*$/i.exec(text.trim())?.[1];
  return key === undefined ? work : press(work, { key, label: 'chosen by the model' });
}

/** It was no menu: what the greeting's length said holds. */
function noMenu(work: Work): Work {
  const detail = 'A long greeting without a menu.';
  work.judgement = { verdict: 'machine', by: 'timing', confidence: 0.8, detail };
  return work;
}

function lost(work: Work): Work {
  return end(acted(work, 'hang_up'), 'ivr-not-passed', 'The menu led to nobody.');
}

function nextLimit({ state, scene }: Work, now: Samples): Samples {
  const { menu } = state as Walking;
  const navigates = settingsOf(scene.setup.plan)?.on_ivr === 'navigate';
  const unsure = menu.since + (navigates ? UNSURE : UNSURE_WORDS);
  return menu.unsure && (menu.steps === 0 || now < unsure) ? unsure : menu.since + LONGEST_WALK;
}

function questionOf({ menu }: Walking): string {
  return `${REQUEST}question-${menu.asked}`;
}
