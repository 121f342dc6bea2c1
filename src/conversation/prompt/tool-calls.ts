/** Tools that the model calls: wanted together, their results given back in one request. */
import type { ToolOutcome } from '../core/signal.ts';
import { functionsOf } from '../tools/functions.ts';
import { giveUp } from './give-up.ts';
import type { CallOfTool, Entry } from './state.ts';
import { MOST_ROUNDS, think, type Thought } from './think.ts';

/** Characters of a result that the model is given. */
const LONGEST_RESULT = 20_000;

type AgentEntry = Entry & { who: 'agent' };

export function runCalls(work: Thought, entry: AgentEntry): Thought {
  work.state = { ...work.state, phase: 'tools' };
  for (const it of entry.calls) want(work, it, entry.text !== '');
  return work;
}

/** Calls that are carried out once they were decided, whatever becomes of the words around them. */
export function decidedCalls({ scene }: Thought, { calls }: AgentEntry): readonly CallOfTool[] {
  const functions = functionsOf(scene);
  return calls.filter(({ call }) => {
    const action = functions.find(({ spec }) => spec.name === call.name)?.action;
    return action?.kind === 'whole' && (action.tool.type === 'transfer' || action.tool.type === 'end_call');
  });
}

function want(work: Thought, { run, call }: CallOfTool, spoken: boolean): void {
  const { name } = call;
  work.signals.push({
    type: 'tool-wanted',
    run,
    name,
    arguments: parseArguments(call.arguments),
    by: 'model',
    spoken,
  });
}

export function toolDone(work: Thought, { run, result }: ToolOutcome): Thought {
  const entry = work.state.entries.find((it) => it.who === 'agent' && it.calls.some((of) => of.run === run));
  if (entry?.who !== 'agent') return work;
  const text = JSON.stringify(result ?? null).slice(0, LONGEST_RESULT);
  const calls = entry.calls.map((of) => (of.run === run && unanswered(of) ? { ...of, result: text } : of));
  const entries = work.state.entries.map((it) => (it === entry ? { ...it, calls } : it));
  work.state = { ...work.state, entries };
  return goOn(work);
}

/** The result of a tool that did not keep the conversation waiting. */
export function toolReported(work: Thought, { tool, ok, result }: ToolOutcome): Thought {
  const what = JSON.stringify(result ?? null).slice(0, LONGEST_RESULT);
  return note(work, `The tool ${tool} has ${ok ? 'finished' : 'failed'}. Its result: ${what}`, true);
}

/** Tells the model something. @param news it may speak of it as soon as nobody else speaks */
export function note(work: Thought, text: string, news: boolean): Thought {
  const entries: Entry[] = [...work.state.entries, { who: 'note', text }];
  work.state = { ...work.state, entries, news: work.state.news || news };
  return work;
}

/** With every result there, the model is asked again. */
function goOn(work: Thought): Thought {
  if (work.state.phase !== 'tools') return work;
  const open = work.state.entries.some((it) => it.who === 'agent' && it.calls.some(unanswered));
  if (open) return work;
  if (work.state.rounds < MOST_ROUNDS) return think(work);
  const { failed } = work.scene.setup.language.say;
  return giveUp(work, 'mind-failed', 'The language model called tools without end.', failed);
}

function unanswered({ result }: CallOfTool): boolean {
  return result === null;
}

/** The arguments that a model wrote; null: no JSON object. */
export function parseArguments(text: string): Readonly<Record<string, unknown>> | null {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    // Models do write broken JSON; they are told and may try again.
    return null;
  }
}
