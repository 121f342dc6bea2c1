/** What a simulated callee does with a call: a plan, no I/O. */
import type { LineTone } from '#audio';
import type { Millis } from '#kernel';

/** What starts a line's delay. */
export type LineCue =
  /** The answer, for the first line; the end of the line before, for any other. */
  | 'at-once'
  /** The agent began to speak: the way to talk over it. */
  | 'agent-starts'
  /** The agent spoke and is silent; starts anew when it goes on within the delay. */
  | 'agent-stops'
  /** The agent pressed the line's `key`. */
  | 'key-pressed';

/** One thing that the callee says, plays or presses. Exactly one of `say`, `keys`, `beep`, `tone`. */
export interface ScriptLine {
  readonly after: LineCue;
  readonly delayMs: Millis;
  /** Spoken with the callee's voice. */
  readonly say?: string;
  /** Keys 0-9 * # A-D, as RFC 4733 events. */
  readonly keys?: string;
  /** The tone of an answering machine. */
  readonly beep?: true;
  /** A call progress or fax tone. */
  readonly tone?: LineTone;
  /** The key that `key-pressed` waits for; others are passed over. */
  readonly key?: string;
}

/** Refuses with a SIP status, rings for ever, or answers and follows a script. */
export type CalleeBehaviour =
  | { readonly kind: 'refuses'; readonly status: number; readonly reason: string }
  | { readonly kind: 'rings' }
  | {
      readonly kind: 'answers';
      /** Rings at least this long. */
      readonly ringMs: Millis;
      readonly script: readonly ScriptLine[];
      /** Hangs up this long after the last line; null: never. */
      readonly hangUpAfterMs: Millis | null;
      /** What it says comes with gaps and noise. */
      readonly badLine?: true;
    };

/** A pause of the agent that is no longer than this is taken as part of its turn. */
const TURN_PAUSE_MS = 900;

/** Somebody who lets the agent finish and gives one answer a turn; waits for the agent to end the call. */
export function human(
  answers: readonly string[] = HUMAN_ANSWERS,
): Extract<CalleeBehaviour, { kind: 'answers' }> {
  return {
    kind: 'answers',
    ringMs: 600,
    script: answers.map((say) => ({ after: 'agent-stops', delayMs: TURN_PAUSE_MS, say })),
    hangUpAfterMs: null,
  };
}

const HUMAN_ANSWERS = ['Yes, that works for me.', 'In the morning, please.', 'No, thank you.'];

/** Every behaviour by its name, which is also the user part of the SIP URI that gets it. */
export const behaviours: Readonly<Record<string, CalleeBehaviour>> = {
  human: human(),
  busy: { kind: 'refuses', status: 486, reason: 'Busy Here' },
  unassigned: { kind: 'refuses', status: 404, reason: 'Not Found' },
  bad_line: { ...human(), badLine: true },
  declined: { kind: 'refuses', status: 603, reason: 'Decline' },
  no_answer: { kind: 'rings' },
  silent: { kind: 'answers', ringMs: 200, script: [], hangUpAfterMs: null },
  voicemail: {
    kind: 'answers',
    ringMs: 1500,
    script: [
      {
        after: 'at-once',
        delayMs: 500,
        say: 'Hi, you have reached Anna Miller. I can not take your call right now. Please leave a message after the tone.',
      },
      { after: 'at-once', delayMs: 600, beep: true },
    ],
    hangUpAfterMs: 60_000,
  },
  ivr: {
    kind: 'answers',
    ringMs: 500,
    script: [
      { after: 'at-once', delayMs: 500, say: 'Thank you for calling Acme. We are happy to help you today.' },
      { after: 'at-once', delayMs: 500, say: 'Press 1 for sales.' },
      { after: 'at-once', delayMs: 500, say: 'Press 2 for support.' },
      { after: 'at-once', delayMs: 500, say: 'Press 3 for billing.' },
      { after: 'key-pressed', key: '3', delayMs: 1500, say: 'Billing, Peter speaking.' },
      ...HUMAN_ANSWERS.map((say): ScriptLine => ({ after: 'agent-stops', delayMs: TURN_PAUSE_MS, say })),
    ],
    hangUpAfterMs: null,
  },
  screener: {
    kind: 'answers',
    ringMs: 500,
    script: [
      {
        after: 'at-once',
        delayMs: 500,
        say: 'Hi, if you record your name and reason for calling, I will see if this person is available.',
      },
      { after: 'agent-stops', delayMs: 1200, say: 'Please stay on the line.' },
      { after: 'at-once', delayMs: 3000, say: 'Hello?' },
      ...HUMAN_ANSWERS.map((say): ScriptLine => ({ after: 'agent-stops', delayMs: TURN_PAUSE_MS, say })),
    ],
    hangUpAfterMs: null,
  },
  fax: {
    kind: 'answers',
    ringMs: 500,
    script: [{ after: 'at-once', delayMs: 300, tone: 'fax-ced' }],
    hangUpAfterMs: 20_000,
  },
  interrupter: {
    kind: 'answers',
    ringMs: 400,
    script: [
      { after: 'agent-starts', delayMs: 1200, say: 'Wait, wait, stop. Who is this, please?' },
      ...HUMAN_ANSWERS.map((say): ScriptLine => ({ after: 'agent-stops', delayMs: TURN_PAUSE_MS, say })),
    ],
    hangUpAfterMs: null,
  },
};
