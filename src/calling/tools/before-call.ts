/** Tools that run by themselves before a call: what they answer are variables of it. */
import { runAlone, type LoneRun } from '#conversation';
import { isE164, ownTools, runsAt, toolName, type Call, type NewEvent, type Tool } from '#domain';
import { errorText, spellNative, type Millis } from '#kernel';
import type { EngineOptions } from '../options.ts';

/** All of them together; a call is not kept waiting longer. */
const TOGETHER_MS: Millis = 20_000;

type Options = Pick<EngineOptions, 'http' | 'services' | 'secrets' | 'clock' | 'ids'>;

export interface RanBefore {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly events: readonly NewEvent[];
}

/** One after another, so that a later one may use what an earlier one brought. Never rejects: a failure is told in the log. */
export async function runBefore(call: Call, options: Options): Promise<RanBefore> {
  const { clock, ids } = options;
  const tools = ownTools(call.plan.config.tools).filter((tool) => runsAt(tool) === 'before');
  if (tools.length === 0) return { variables: {}, events: [] };
  const late = new AbortController();
  const timer = clock.after(TOGETHER_MS, () => late.abort());
  let variables: Readonly<Record<string, unknown>> = {};
  const events: NewEvent[] = [];
  for (const tool of tools) {
    const known = { ...call.plan.variables, ...variables };
    const at = clock.now();
    const lone = { tool, arguments: {}, variables: known, run: spellNative('tool', ids.next()), at } as const;
    const ran = await ranBy(
      { ...lone, tool: tool as LoneRun['tool'], to: personNumber(call) },
      options,
      late.signal,
    );
    const brought = ran.ok ? broughtBy(tool, ran.result) : {};
    variables = { ...variables, ...brought };
    events.push({
      at: clock.now(),
      type: 'tool-ran',
      data: { tool: toolName(tool), when: 'before', ok: ran.ok, detail: ran.detail, variables: brought },
    });
  }
  timer.cancel();
  return { variables, events };
}

async function ranBy(
  run: LoneRun,
  options: Options,
  signal: AbortSignal,
): Promise<{ readonly ok: boolean; readonly detail: string; readonly result: unknown }> {
  try {
    return await runAlone(run, options, signal);
  } catch (thrown) {
    return { ok: false, detail: signal.aborted ? 'too-late' : errorText(thrown), result: null };
  }
}

/** Its result under the tool's name, and the members that it fills. */
export function broughtBy(tool: Tool, result: unknown): Readonly<Record<string, unknown>> {
  const members = typeof result === 'object' && result !== null && !Array.isArray(result) ? result : {};
  const wanted = tool.type === 'http' ? tool.fills : undefined;
  const filled = Object.entries(members).filter(([name]) => wanted === undefined || wanted.includes(name));
  return { [toolName(tool)]: result, ...Object.fromEntries(filled) };
}

/** E.164 of the human. */
export function personNumber({ direction, to, from }: Call): string | null {
  const number = direction === 'outbound' ? to : from;
  return number !== null && isE164(number) ? number : null;
}

/** The call with what its tools brought, which its log tells. */
export async function withToolsBefore(
  call: Call,
  options: Options & Pick<EngineOptions, 'store' | 'nodeId'>,
): Promise<Call> {
  const { variables, events } = await runBefore(call, options);
  if (events.length === 0) return call;
  await options.store.calls.append(call.id, options.nodeId, events);
  return { ...call, plan: { ...call.plan, variables: { ...call.plan.variables, ...variables } } };
}
