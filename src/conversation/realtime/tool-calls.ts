/** Tools that a realtime model calls: wanted together; when all results are there it goes on. */
import type { Scene } from '../core/scene.ts';
import type { ToolOutcome } from '../core/signal.ts';
import { functionsOf } from '../tools/functions.ts';
import { wantAnswer } from './asks.ts';
import type { Called } from './state.ts';
import { giveUp, inform, type Work } from './work.ts';

/** Characters of a result that the model is given. */
const LONGEST_RESULT = 20_000;
/** Answers in a row that a model may make by calling tools; the tools refuse before, and it is told. */
const MOST_ROUNDS = 10;

/** Once decided it is carried out, whatever becomes of the words around it. */
export function isDecided({ call }: Called, scene: Scene): boolean {
  const action = functionsOf(scene).find(({ spec }) => spec.name === call.name)?.action;
  return action?.kind === 'whole' && (action.tool.type === 'transfer' || action.tool.type === 'end_call');
}

/** @param spoken the model has said something with them. An end beside other calls is the end. */
export function runCalls(work: Work, calls: readonly Called[], spoken: boolean): void {
  const rounds = work.state.rounds + 1;
  if (rounds > MOST_ROUNDS)
    return giveUp(work, 'mind-failed', 'The realtime model called tools without end.');
  const end = calls.find((called) => called.call.name === 'end_call' && isDecided(called, work.scene));
  const wanted = end ? [end] : calls;
  work.state = {
    ...work.state,
    rounds,
    ...(end
      ? { phase: 'done', wishes: work.state.wishes.filter(({ kind }) => kind === 'words') }
      : { running: [...work.state.running, ...wanted] }),
  };
  for (const { run, call } of wanted)
    work.signals.push({
      type: 'tool-wanted',
      run,
      name: call.name,
      arguments: parse(call.arguments),
      by: 'model',
      spoken,
    });
}

export function toolDone(work: Work, { run, tool, result }: ToolOutcome): void {
  const called = work.state.running.find((it) => it.run === run);
  if (!called) return;
  const running = work.state.running.filter((it) => it !== called);
  work.state = { ...work.state, running };
  const text = resultText(result);
  if (called.session === work.state.session)
    work.effects.push({ type: 'realtime-result', call: called.call, result: text });
  else inform(work, `The tool ${tool} was called before. Its result: ${text}`);
  if (running.length === 0) wantAnswer(work);
}

/** The result of a tool that did not keep the conversation waiting. */
export function toolReported(work: Work, { tool, ok, result }: ToolOutcome): void {
  inform(work, `The tool ${tool} has ${ok ? 'finished' : 'failed'}. Its result: ${resultText(result)}`);
  work.state = { ...work.state, news: true };
}

function resultText(result: unknown): string {
  return JSON.stringify(result ?? null).slice(0, LONGEST_RESULT);
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
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
