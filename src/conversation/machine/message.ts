/**
 * Leaves a message: after the beep, or when the greeting has been over for a while; to its end, and once more from
 * the start if the beep comes into it.
 */
import { ms } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import { observeAnew, quietSince, textOf } from './evidence.ts';
import { settingsOf } from './settings.ts';
import type { MachineState, MessageState } from './state.ts';
import { personCame } from './person.ts';
import { acted, common, end, languagesOf, lookAt, sayAhead, type Work } from './work.ts';
import { mailboxInstructions, wordsRequest } from './wording.ts';
import { judgeWords } from './words.ts';

export const WORDING = 'machine-message';
/** A greeting without a beep is over when nobody has spoken for so long. */
const GREETING_OVER = ms(2500);
/** Of a beep the echo and the click behind it are not recorded. */
const AFTER_BEEP = ms(200);
/** The model's words are waited for so long after the mailbox began to record. */
const WORDING_WAIT = ms(5000);
/** A greeting that goes on for longer has no end. */
const LONGEST_GREETING = ms(60_000);
/** What a person says who picks up after all is short. */
const LONGEST_PICK_UP = ms(2500);

type Leaving = MachineState & { readonly phase: 'message' };

export function expectMessage(work: Work, message: string | null, recording: boolean): Work {
  const { messagePrompt } = settingsOf(work.scene.setup.plan) ?? { messagePrompt: null };
  const wording = messagePrompt !== null && !work.scene.setup.realtime;
  if (wording) work.effects.push(...wordsRequest(WORDING, work.scene, messagePrompt));
  const state = common(work.state);
  const evidence = { ...observeAnew(state.evidence, work.scene.now), end: state.evidence.end };
  work.state = {
    ...state,
    evidence,
    phase: 'message',
    message: {
      stage: 'waiting',
      text: wording ? null : (messagePrompt ?? message),
      recordingAt: recording ? work.scene.now : null,
      restarted: false,
      worded: '',
    },
  };
  cutAgent(work);
  return recording ? record(work) : lookAgain(work);
}

export function leaving(work: Work, signal: Signal): Work {
  const own = work.state as Leaving;
  switch (signal.type) {
    case 'tone-detected':
      return signal.tone === 'beep' ? beep(work, own) : work;
    case 'speech-ended':
    case 'speech-started':
      return lookAgain(work);
    case 'alarm-reached':
      return look(work, own);
    case 'reply-arrived':
      if (signal.request === WORDING) change(work, { worded: `${own.message.worded} ${signal.text}`.trim() });
      return work;
    case 'reply-finished':
      return signal.request === WORDING ? worded(work, own.message.worded) : work;
    case 'reply-failed':
      return signal.request === WORDING ? worded(work, '') : work;
    case 'speech-finished':
      if (signal.ahead !== true || own.message.stage !== 'saying' || signal.cut) return work;
      return end(acted(work, 'message_left'), 'voicemail-left', 'The message was left.');
    case 'words-heard': {
      const { start, end: until, text, via } = signal.turn;
      const short = via === 'speech' && until - start <= LONGEST_PICK_UP && start >= own.evidence.origin;
      const words = short ? judgeWords(text, languagesOf(work)) : null;
      if (words?.verdict !== 'human') return own.message.stage === 'waiting' ? screener(work) : work;
      return personCame(work, { ...words, by: 'words', confidence: 0.8 });
    }
    default:
      return work;
  }
}

/** What was taken for a mailbox by its length asks for a name. */
function screener(work: Work): Work {
  const words = judgeWords(textOf(work.state.evidence), languagesOf(work));
  if (words?.verdict === 'screening') work.judgement = { ...words, by: 'words', confidence: 0.9 };
  return work;
}

function beep(work: Work, own: Leaving): Work {
  if (own.message.stage === 'waiting') {
    change(work, { recordingAt: work.scene.now });
    return lookAt(work, work.scene.now + AFTER_BEEP);
  }
  if (own.message.restarted) return work;
  // The mailbox begins to record only now: what was said so far is in no message.
  acted(work, 'message_restarted');
  work.signals.push({ type: 'hush', why: 'beep', sparing: false, ahead: true });
  change(work, { restarted: true });
  return sayMessage(work, own.message.text ?? '');
}

function look(work: Work, own: Leaving): Work {
  const { now } = work.scene;
  if (own.message.stage !== 'waiting') return work;
  if (own.message.recordingAt !== null) return record(work);
  if (now - own.evidence.origin >= LONGEST_GREETING)
    return end(work, 'voicemail-reached', 'The greeting of the machine did not end.');
  const quiet = quietSince(own.evidence);
  return quiet !== null && now - quiet >= GREETING_OVER ? record(work) : lookAgain(work);
}

function lookAgain(work: Work): Work {
  const { message, evidence } = work.state as Leaving;
  if (message.stage !== 'waiting' || message.recordingAt !== null) return work;
  const quiet = quietSince(evidence);
  return lookAt(work, quiet === null ? evidence.origin + LONGEST_GREETING : quiet + GREETING_OVER);
}

/** A realtime model words it while it speaks, where instructions are all there is. */
function sayMessage(work: Work, text: string): Work {
  const { setup } = work.scene;
  const { messagePrompt } = settingsOf(setup.plan) ?? { messagePrompt: null };
  const worded = setup.realtime && text === messagePrompt;
  return sayAhead(work, worded ? mailboxInstructions(text) : text, worded);
}

/** The mailbox listens: the message is said, as soon as there is one. */
function record(work: Work): Work {
  const { now } = work.scene;
  const { message } = work.state as Leaving;
  const since = message.recordingAt ?? now;
  change(work, { recordingAt: since });
  if (message.text !== null) {
    change(work, { stage: 'saying' });
    return sayMessage(work, message.text);
  }
  if (now - since < WORDING_WAIT) return lookAt(work, since + WORDING_WAIT);
  work.effects.push({ type: 'reply-drop', request: WORDING });
  return worded(work, message.worded);
}

/** Where the model had no words, the message that was written for this case, or none. */
function worded(work: Work, text: string): Work {
  const { message } = work.state as Leaving;
  if (message.text !== null) return work;
  const chosen = text === '' ? (settingsOf(work.scene.setup.plan)?.message ?? null) : text;
  if (chosen === null)
    return end(work, 'voicemail-reached', 'A machine answered, and the model had no message.');
  change(work, { text: chosen });
  if (message.recordingAt !== null) return record(work);
  work.effects.push({ type: 'speech-prepare', text: chosen });
  return work;
}

/** What the agent was saying is not meant for a mailbox; what it has not begun to say waits, in case a person comes. */
function cutAgent(work: Work): void {
  const [first] = work.scene.parts.mouth.queue;
  if (first?.parts.some((part) => part.played))
    work.signals.push({ type: 'hush', why: 'machine', sparing: false });
}

function change(work: Work, by: Partial<MessageState>): void {
  const own = work.state as Leaving;
  work.state = { ...own, message: { ...own.message, ...by } };
}
