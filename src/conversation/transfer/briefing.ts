/** Attended: what is said to, and asked of, whoever answers the second leg, as a small call of its own. */
import type { AgentConfig, CallPlan } from '#domain';
import { transferWords } from './words.ts';

/** The slot of the answer. */
export const TAKES = 'takes';

/** Longer than anybody listens to a briefing. */
const LONGEST_MS = 90_000;
/** Between a question and the next, where there is patience; and what a question takes at least. */
const ASKS_EVERY_S = 8;

export interface Briefing {
  readonly text: string | null;
  /** Whoever answers must agree. */
  readonly confirm: boolean;
  /** So long they are asked again, ms; null: once more. */
  readonly patienceMs: number | null;
}

/**
 * The plan of that conversation, in the language and voice of the call. `null`: there is nothing to say or to ask.
 * Its texts are rendered already.
 */
export function briefingPlan({ config, ...call }: CallPlan, briefing: Briefing): CallPlan | null {
  const { confirm, patienceMs } = briefing;
  const again = !confirm || patienceMs === null ? 1 : Math.ceil(patienceMs / (ASKS_EVERY_S * 1000));
  const flow = flowOf(config.language, briefing, again);
  if (!flow) return null;
  const { name, language, voice, turns } = config;
  return {
    ...call,
    variables: {},
    context: null,
    maxDurationMs: briefing.confirm ? (briefing.patienceMs ?? LONGEST_MS) : LONGEST_MS,
    config: {
      ...{ name, language, interruptible: true, flow },
      ...(voice === undefined ? {} : { voice }),
      ...(turns === undefined ? {} : { turns }),
      silence: {
        ...(again === 1 ? { reminder_after_s: 4 } : { reminder_after_s: ASKS_EVERY_S }),
        ...{ max_reminders: again, autonomous: false },
      },
      // Who has to agree proves to be a person; without the question a mailbox must be told by its sound.
      ...(briefing.confirm ? {} : { machine: MACHINE }),
    },
  };
}

/** What became of it, told from what its conversation logs and how it ends. */
export function takes(type: string, data: Readonly<Record<string, unknown>>): boolean {
  return type === 'slot-filled' && data['slot'] === TAKES && data['value'] === 'yes';
}

const MACHINE = {
  ...{ detect: true, on_machine: 'hang_up', on_ivr: 'hang_up', on_screening: 'hang_up' },
} as const satisfies AgentConfig['machine'];

/** @param again how often who is not understood is asked again */
function flowOf(language: string, { text, confirm }: Briefing, again: number): AgentConfig['flow'] | null {
  if (!confirm)
    return text === null
      ? null
      : { start: 'brief', nodes: [{ id: 'brief', type: 'end', text, interruptible: false }], edges: [] };
  const question = transferWords(language).take;
  return {
    start: text === null ? 'ask' : 'brief',
    nodes: [
      ...(text === null ? [] : [{ id: 'brief', type: 'say', text } as const]),
      { id: 'ask', type: 'ask', text: question, slot: { type: 'yes_no', name: TAKES }, retries: again },
      { id: 'done', type: 'end' },
    ],
    edges: [...(text === null ? [] : [{ from: 'brief', to: 'ask' }]), { from: 'ask', to: 'done' }],
  };
}
