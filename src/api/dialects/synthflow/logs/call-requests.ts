/** What a call asked of other servers: its inbound hook, and custom actions; told from its log. Pure. */
import { ownTools, toolName, type Call, type CallEvent, type HttpTool } from '#domain';
import type { LogEntry } from './entry.ts';

/** The longest log that is looked through. */
export const MOST_EVENTS = 5_000;

/** In the order in which they were asked. */
export function callRequests(call: Call, events: readonly CallEvent[]): readonly LogEntry[] {
  const tools = ownTools(call.plan.config.tools).filter((tool): tool is HttpTool => tool.type === 'http');
  return events.flatMap((event): LogEntry[] => {
    if (event.type === 'inbound-hook-asked') return [hookEntry(call, event)];
    if (event.type !== 'tool-run' && event.type !== 'tool-ran') return [];
    const tool = tools.find((one) => toolName(one) === event.data['tool']);
    if (!tool) return [];
    return [event.type === 'tool-ran' ? ranEntry(call, tool, event) : runEntry(call, tool, event, events)];
  });
}

function base({ plan }: Call, { at, callId, seq }: CallEvent) {
  return {
    ...{ at, id: `${callId}.${seq}`, callId, agentId: plan.agentId, attempt: 1, error: null },
    ...{ request: {} as unknown, response: null as unknown, requestHeaders: {}, durationMs: 0 },
  };
}

function hookEntry(call: Call, event: CallEvent): LogEntry {
  const { status, fault, tries, ms } = event.data;
  const { from, to, plan } = call;
  return {
    ...base(call, event),
    ...{ type: 'inbound_webhook', method: 'POST', url: plan.config.inbound_hook?.url ?? '' },
    state: typeof fault === 'string' ? 'failed' : 'success',
    code: typeof status === 'number' ? status : null,
    error: typeof fault === 'string' ? fault : null,
    request: {
      event: 'call_inbound',
      call_inbound: { model_id: plan.agentId ?? '', from_number: from, to_number: to },
    },
    response: { answer: event.data['answer'] },
    attempt: Number(tries ?? 1),
    durationMs: Number(ms ?? 0),
  };
}

/** By itself, before the call or after it. */
function ranEntry(call: Call, tool: HttpTool, event: CallEvent): LogEntry {
  const { ok, detail, variables } = event.data;
  return {
    ...base(call, event),
    ...{ type: 'custom_action', method: tool.method, url: tool.url },
    state: ok === true ? 'success' : 'failed',
    code: codeOf(detail),
    error: ok === true ? null : String(detail),
    response: variables ?? null,
  };
}

function runEntry(call: Call, tool: HttpTool, event: CallEvent, events: readonly CallEvent[]): LogEntry {
  const answer = events.find(
    ({ type, data }) =>
      (type === 'tool-answered' || type === 'tool-failed') && data['run'] === event.data['run'],
  );
  const ok = answer?.type === 'tool-answered' && answer.data['ok'] === true;
  const detail = answer?.data['detail'] ?? answer?.data['fault'] ?? null;
  return {
    ...base(call, event),
    ...{ type: 'custom_action', method: tool.method, url: tool.url },
    state: answer === undefined ? 'pending' : ok ? 'success' : 'failed',
    code: codeOf(detail),
    error: answer === undefined || ok ? null : String(detail),
    request: event.data['arguments'] ?? {},
    response: answer?.data['result'] ?? null,
    durationMs: answer ? answer.at - event.at : 0,
  };
}

function codeOf(detail: unknown): number | null {
  const found = /^HTTP (\d{3})$/.exec(String(detail));
  return found ? Number(found[1]) : null;
}
