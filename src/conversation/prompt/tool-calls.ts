/** Tools that the model calls: run together, their results given back in one request. */
import type { Input } from '../core/input.ts';
import { ms } from '../core/setup.ts';
import { toolRequest } from '../tools/request.ts';
import type { CallOfTool, Entry } from './state.ts';
import { MOST_ROUNDS, think, type Thought } from './think.ts';

const TOOL_LIMIT = 'tool-limit:';
/** Characters of a result that the model is given. */
const LONGEST_RESULT = 20_000;

type ToolInput = Extract<Input, { type: 'tool-answered' | 'tool-failed' }>;

export function runCalls(work: Thought, entry: Entry & { who: 'agent' }): Thought {
  work.state = { ...work.state, phase: 'tools' };
  for (const { call } of entry.calls) runCall(work, call.id, call.name, call.arguments);
  return goOn(work);
}

function runCall(work: Thought, id: string, name: string, text: string): void {
  const { plan } = work.scene.setup;
  const tool = plan.config.tools?.find((tool) => tool.type === 'http' && tool.name === name);
  const args = parse(text);
  if (tool?.type !== 'http')
    return setResult(work, id, { error: `There is no tool '${name}'.` }, false, name);
  if (!args) return setResult(work, id, { error: 'The arguments are not a JSON object.' }, false, name);
  if (work.state.rounds >= MOST_ROUNDS)
    return setResult(work, id, { error: 'Too many calls of tools; answer the person now.' }, false, name);
  work.effects.push(
    {
      ...{ type: 'tool-run', run: id, tool: name, arguments: args },
      http: toolRequest(tool, args, plan.variables),
    },
    { type: 'alarm-set', name: TOOL_LIMIT + id, at: work.scene.now + ms(tool.timeout_ms) },
  );
}

export function toolResult(work: Thought, input: ToolInput): Thought {
  const pending = find(work, input.run);
  if (!pending || pending.result !== null) return work;
  work.effects.push({ type: 'alarm-clear', name: TOOL_LIMIT + input.run });
  if (input.type === 'tool-failed')
    setResult(work, input.run, { error: input.fault }, false, pending.call.name);
  else {
    const ok = input.status >= 200 && input.status < 300;
    const result = ok ? input.result : { error: `HTTP ${input.status}`, answer: input.result };
    setResult(work, input.run, result, ok, pending.call.name);
  }
  return goOn(work);
}

export function toolLimit(work: Thought, alarm: string): Thought {
  if (!alarm.startsWith(TOOL_LIMIT)) return work;
  const run = alarm.slice(TOOL_LIMIT.length);
  work.effects.push({ type: 'tool-drop', run });
  return toolResult(work, { type: 'tool-failed', run, fault: 'timeout', at: work.scene.now });
}

/** With every result there, the model is asked again. */
function goOn(work: Thought): Thought {
  if (work.state.phase !== 'tools') return work;
  const open = work.state.entries.some((it) => it.who === 'agent' && it.calls.some(unanswered));
  return open ? work : think(work);
}

function setResult(work: Thought, id: string, result: unknown, ok: boolean, tool: string): void {
  const text = JSON.stringify(result ?? null).slice(0, LONGEST_RESULT);
  const detail = ok ? 'ok' : text.slice(0, 200);
  work.effects.push({ type: 'fact-record', data: { fact: 'tool-finished', tool, ok, detail } });
  const entries = work.state.entries.map((it) =>
    it.who === 'agent'
      ? {
          ...it,
          calls: it.calls.map((of) => (of.call.id === id && unanswered(of) ? { ...of, result: text } : of)),
        }
      : it,
  );
  work.state = { ...work.state, entries };
}

function find(work: Thought, id: string): CallOfTool | undefined {
  return work.state.entries
    .flatMap((it) => (it.who === 'agent' ? it.calls : []))
    .find((of) => of.call.id === id && unanswered(of));
}

function unanswered({ result }: CallOfTool): boolean {
  return result === null;
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
