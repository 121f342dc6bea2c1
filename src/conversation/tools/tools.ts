/** Tools: looked up, checked, run, limited, spoken around; what they bring goes to whoever wanted them. */
import { ownTools } from '#domain';
import type { Effect } from '../core/effect.ts';
import type { ToolDiscovery } from '../core/input.ts';
import type { Part, Reaction } from '../core/scene.ts';
import { toMs } from '../core/setup.ts';
import type { Signal } from '../core/signal.ts';
import { bookingResult } from './booking.ts';
import { callbackFailed, callbackScheduled } from './callback.ts';
import { KEYS, nextKeys } from './keys.ts';
import { LIMIT, want } from './run.ts';
import { FILLER, fill } from './speech.ts';
import type { ToolRun, ToolsState } from './state.ts';
import { change, done, sayAside, worked, workOf, type Work } from './work.ts';

export const tools: Part<ToolsState> = (own, signal, scene) => {
  const work = workOf(own, scene);
  switch (signal.type) {
    case 'conversation-started':
      return started(own, signal);
    case 'tools-discovered':
      return discovered(own, [signal]);
    case 'tool-wanted':
      want(work, signal);
      return worked(work);
    case 'tool-answered':
      finish(work, signal.run, signal);
      return worked(work);
    case 'tool-failed':
      finish(work, signal.run, {
        ok: false,
        detail: signal.fault,
        result: { error: signal.text ?? signal.fault },
      });
      return worked(work);
    case 'callback-scheduled':
      callbackScheduled(work, signal.run, signal.due);
      return worked(work);
    case 'callback-failed':
      callbackFailed(work, signal.run, signal.text);
      return worked(work);
    case 'transfer-over':
      transferOver(work, signal);
      return worked(work);
    case 'variables-set':
      return setVariables(own, signal.values);
    case 'alarm-reached':
      alarm(work, signal.name);
      return worked(work);
    case 'turn-taken':
      return { state: { ...own, rounds: 0 } };
    case 'settled':
      work.state = { ...own, counted: false };
      fill(work);
      return worked(work);
    case 'conversation-closed':
      return { state: { ...own, runs: [] } };
    default:
      return { state: own };
  }
};

function started(
  own: ToolsState,
  { startedAt, at, tools = [] }: Signal & { type: 'conversation-started' },
): Reaction<ToolsState> {
  return discovered({ ...own, epoch: startedAt === undefined ? null : startedAt - toMs(at) }, tools);
}

function discovered(own: ToolsState, news: readonly ToolDiscovery[]): Reaction<ToolsState> {
  const effects = news.flatMap((it): Effect[] =>
    'fault' in it
      ? [{ type: 'fact-record', data: { fact: 'tools-unavailable', tool: it.server, why: it.fault } }]
      : [],
  );
  return { state: { ...own, discovered: [...own.discovered, ...news] }, effects };
}

interface Answer {
  readonly ok: boolean;
  readonly detail: string;
  readonly result: unknown;
}

function finish(work: Work, run: string, { ok, detail, result }: Answer): void {
  const it = remove(work, run);
  if (!it) return;
  work.effects.push({ type: 'alarm-clear', name: LIMIT + run }, { type: 'alarm-clear', name: FILLER + run });
  const told = ok ? bookingResult(work, it, result) : failure(detail, result);
  if (!ok && it.speech?.error !== undefined) sayAside(work, it.speech.error);
  done(work, { run, tool: it.tool, ok, detail, result: told }, it.reported ? 'tool-reported' : 'tool-done');
}

/** What a server said with its refusal stands beside the refusal. */
function failure(detail: string, result: unknown): unknown {
  const told =
    typeof result === 'object' && result !== null && 'error' in result && Object.keys(result).length === 1;
  return told ? result : { error: detail, answer: result };
}

function transferOver(work: Work, { run, ok, detail }: Signal & { type: 'transfer-over' }): void {
  const it = remove(work, run);
  if (!it) return;
  const failed = ownTools(work.scene.setup.plan.config.tools).find(
    (tool) => tool.type === 'transfer' && (tool.name ?? tool.type) === it.tool,
  );
  if (ok) {
    // The agent is out of the call: there is nobody to be told.
    work.effects.push({ type: 'fact-record', data: { fact: 'tool-finished', tool: it.tool, ok, detail } });
    return;
  }
  const said =
    failed?.type === 'transfer' && failed.failed !== undefined && sayAside(work, failed.failed, true);
  const result = { error: detail, ...(said ? { told: 'The person was told that it did not work.' } : {}) };
  done(work, { run, tool: it.tool, ok, detail, result });
}

function setVariables(own: ToolsState, values: Readonly<Record<string, unknown>>): Reaction<ToolsState> {
  const effects = Object.entries(values).map(([name, value]): Effect => ({
    type: 'fact-record',
    data: { fact: 'variable-set', name, value },
  }));
  return { state: { ...own, variables: { ...own.variables, ...values } }, effects };
}

function alarm(work: Work, name: string): void {
  if (name.startsWith(LIMIT)) {
    const run = name.slice(LIMIT.length);
    if (!work.state.runs.some((it) => it.run === run)) return;
    work.effects.push({ type: 'tool-drop', run });
    finish(work, run, { ok: false, detail: 'timeout', result: { error: 'timeout' } });
  } else if (name.startsWith(FILLER))
    change(work, name.slice(FILLER.length), (it) => ({ ...it, fillerDue: true }));
  else if (name.startsWith(KEYS)) nextKeys(work, name.slice(KEYS.length), true);
}

function remove(work: Work, run: string): ToolRun | undefined {
  const it = work.state.runs.find((known) => known.run === run);
  if (it) work.state = { ...work.state, runs: work.state.runs.filter((known) => known !== it) };
  return it;
}
