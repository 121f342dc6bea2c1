/** The model's answer: as it comes, as it ends, as it fails, as it is interrupted. */
import { ownTools } from '#domain';
import type { ToolCall } from '#models';
import { pieces } from '../mouth/sentences.ts';
import { namedReason } from '../tools/end-reasons.ts';
import { giveUp } from './give-up.ts';
import type { Entry } from './state.ts';
import { MIND_LIMIT, MIND_WAIT, speak, think, type Thought } from './think.ts';
import { decidedCalls, parseArguments, runCalls } from './tool-calls.ts';

type AgentEntry = Entry & { who: 'agent' };

export function replyArrived(work: Thought, text: string): Thought {
  const { now, setup } = work.scene;
  work.effects.push({ type: 'alarm-set', name: MIND_LIMIT, at: now + MIND_WAIT });
  if (pieces(text).length === 0) return work;
  work.signals.push({ type: 'say', text, interruptible: setup.interruptible, keep: false, question: false });
  return change(work, (entry) => ({ ...entry, text: entry.text === '' ? text : `${entry.text} ${text}` }));
}

export function toolRequested(work: Thought, call: ToolCall): Thought {
  return change(work, (entry) => {
    const run = `m${work.state.requests}.${entry.calls.length + 1}`;
    return { ...entry, calls: [...entry.calls, { run, call, result: null }] };
  });
}

export function replyFinished(work: Thought): Thought {
  const entry = answer(work);
  work.effects.push({ type: 'alarm-clear', name: MIND_LIMIT });
  if (entry.text === '' && entry.calls.length === 0) {
    if (!work.state.unasked) return replyFailed(work);
    work.state = { ...work.state, phase: 'listening', failures: 0 };
    return dropAnswer(work, entry);
  }
  work.signals.push({ type: 'say-done' });
  work.state = { ...work.state, phase: 'listening', failures: 0 };
  if (ends(work, entry)) return endCall(work, entry);
  return entry.calls.length > 0 ? runCalls(work, entry) : work;
}

/** Once more after a spoken word, then the call ends; an answer that broke off after its beginning stands as it is. */
export function replyFailed(work: Thought): Thought {
  const { say } = work.scene.setup.language;
  const entry = answer(work);
  work.effects.push({ type: 'alarm-clear', name: MIND_LIMIT });
  const failures = work.state.failures + 1;
  work.state = { ...work.state, phase: 'listening', failures };
  if (decidedCalls(work, entry).length > 0) return carryOut(work, entry);
  if (entry.text !== '' && failures < 2) {
    work.signals.push({ type: 'say-done' });
    return change(work, (it) => ({ ...it, calls: [] }));
  }
  dropAnswer(work, entry);
  if (failures >= 2) return giveUp(work, 'mind-failed', 'The language model did not answer.', say.failed);
  return think(speak(work, say.oneMoment));
}

/** The agent was cut: what the model still had to say is not wanted; an end it decided on is carried out. */
export function interrupted(work: Thought): Thought {
  if (work.state.phase !== 'thinking') return work;
  const entry = answer(work);
  work.effects.push(
    { type: 'reply-drop', request: `m${work.state.requests}` },
    { type: 'alarm-clear', name: MIND_LIMIT },
  );
  work.state = { ...work.state, phase: 'listening' };
  if (decidedCalls(work, entry).length > 0) return carryOut(work, entry);
  if (entry.text === '') return dropAnswer(work, entry);
  return change(work, (it) => ({ ...it, calls: [] }));
}

/** The answer was cut short; of its calls those that were decided are carried out, and no other. */
function carryOut(work: Thought, entry: AgentEntry): Thought {
  if (ends(work, entry)) return endCall(work, entry);
  const calls = decidedCalls(work, entry);
  change(work, (it) => ({ ...it, calls }));
  work.signals.push({ type: 'say-done' });
  return runCalls(work, answer(work));
}

function ends(work: Thought, entry: AgentEntry): boolean {
  return decidedCalls(work, entry).some(({ call }) => call.name === 'end_call');
}

/** An end beside other calls is the end; what else was called is not waited for. */
function endCall(work: Thought, { text, calls }: AgentEntry): Thought {
  const { goodbye } = work.scene.setup.language.say;
  const { run, call } = calls.find((it) => it.call.name === 'end_call')!;
  const tool = ownTools(work.scene.setup.plan.config.tools).find((it) => it.type === 'end_call');
  const named = namedReason(tool, parseArguments(call.arguments));
  work.state = { ...work.state, phase: 'done' };
  work.signals.push({ type: 'say-done' });
  if (pieces(text).length === 0 && (named === null || named.closing === 'prompt'))
    work.signals.push({ type: 'say', text: goodbye, interruptible: false, keep: true, question: false });
  // Without a reason of the list it is an end all the same.
  const args = named === null ? {} : { reason: named.reason };
  work.signals.push({ type: 'tool-wanted', run, name: call.name, arguments: args, by: 'model' });
  return work;
}

/** The entry of the request in progress is the last one of the agent's. */
function answer(work: Thought): AgentEntry {
  return work.state.entries.findLast((it) => it.who === 'agent')!;
}

function change(work: Thought, by: (entry: AgentEntry) => AgentEntry): Thought {
  const entry = answer(work);
  const entries = work.state.entries.map((it) => (it === entry ? by(entry) : it));
  work.state = { ...work.state, entries };
  return work;
}

function dropAnswer(work: Thought, entry: AgentEntry): Thought {
  const entries = work.state.entries.filter((it) => it !== entry);
  work.state = { ...work.state, entries };
  return work;
}
