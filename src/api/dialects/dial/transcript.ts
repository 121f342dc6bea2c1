/** The transcript resource: what was said, tools asked and their answers, in the order of the call. Times: unix seconds. */
import { spellHex } from '#kernel';
import { ownTools, type Call, type CallEvent, type Turn } from '#domain';
import { present } from '../shared/call-facts.ts';
import { isJson } from '../shared/fields.ts';
import { derivedId } from './ids.ts';

type Message = Record<string, unknown> & { readonly start: number };

interface ToolCall {
  readonly id: string;
  readonly function: { readonly name: string; readonly arguments: string };
}

/** @param log of the call; empty: what was said alone is told */
export function toTranscript(call: Call, log: readonly CallEvent[] = []): Record<string, unknown> {
  return {
    id: derivedId('transcript', call.id),
    organization_id: spellHex(call.organizationId),
    call_id: spellHex(call.id),
    start_time: Math.floor(startOf(call) / 1000),
    messages: messagesOf(call, log),
  };
}

export function messagesOf(call: Call, log: readonly CallEvent[]): Message[] {
  const start = startOf(call);
  const said = call.turns.map((turn) => turnMessage(turn, start, log, fillersOf(call)));
  return [...said, ...toolMessages(log), ...transferMessages(call, log, start)]
    .toSorted((one, other) => one.start - other.start)
    .map((message, index) => ({ id: `m${index + 1}`, ...message, discard: false }));
}

function startOf(call: Call): number {
  return call.answeredAt ?? call.createdAt;
}

function turnMessage(
  turn: Turn,
  start: number,
  log: readonly CallEvent[],
  fillers: ReadonlySet<string>,
): Message {
  return present({
    role: turn.who === 'agent' ? 'assistant' : 'user',
    content: turn.text,
    start: (start + Math.round(turn.startMs)) / 1000,
    end: (start + Math.round(turn.endMs)) / 1000,
    interrupted_thoughts: turn.interrupted ? unsaid(turn, log) : undefined,
    is_filler: turn.who === 'agent' && fillers.has(turn.text) ? true : undefined,
  }) as Message;
}

/** What the agent was about to say when it was cut off. */
function unsaid({ text, startMs }: Turn, log: readonly CallEvent[]): string | undefined {
  const said = log.find(({ type, data }) => type === 'agent-said' && data['start_ms'] === startMs);
  const full = said?.data['full_text'];
  if (typeof full !== 'string') return undefined;
  return (full.startsWith(text) ? full.slice(text.length) : full).trim() || undefined;
}

/** Words that tools have said while they work. */
function fillersOf({ plan }: Call): ReadonlySet<string> {
  const texts = ownTools(plan.config.tools).flatMap((tool) => {
    const speech = 'speech' in tool ? tool.speech : undefined;
    return [
      speech?.before,
      ...(speech?.during ?? []),
      'announcement' in tool ? tool.announcement : undefined,
    ];
  });
  return new Set(texts.filter((text) => text !== undefined));
}

/** A call of a tool by the model, and its answer when one came. */
function toolMessages(log: readonly CallEvent[]): Message[] {
  return log.flatMap((event, index): Message[] => {
    const call = event.type === 'tool-requested' ? event.data['call'] : null;
    if (!isJson(call)) return [];
    const [name, id] = [String(call['name'] ?? ''), `call_${event.seq}`];
    const rest = log.slice(index + 1);
    const answer = rest.find(({ type, data }) => type === 'tool-answered' && isAnswerTo(data, call));
    const finished = rest.find(({ type, data }) => type === 'tool-finished' && data['tool'] === name);
    const result = answer?.data['result'] ?? finished?.data['detail'];
    const at = (answer ?? finished)?.at;
    const given = call['arguments'];
    return [
      {
        ...{ role: 'assistant', content: '', start: event.at / 1000, end: event.at / 1000 },
        tool_calls: [
          {
            ...{ type: 'function', id },
            function: { name, arguments: typeof given === 'string' ? given : JSON.stringify(given ?? {}) },
          },
        ],
      },
      ...(at === undefined
        ? []
        : [
            {
              ...{ role: 'tool', tool_call_id: id, name, start: at / 1000, end: at / 1000 },
              content: typeof result === 'string' ? result : JSON.stringify(result ?? null),
            },
          ]),
    ];
  });
}

/** An answer without the id of its call belongs to the next tool that ends. */
function isAnswerTo(data: CallEvent['data'], call: Record<string, unknown> | object): boolean {
  const run = data['run'];
  const id = (call as Record<string, unknown>)['id'];
  return run === undefined || typeof id !== 'string' || String(run).includes(id) || !/call/.test(String(run));
}

/** By its name what each tool was asked last, and its answer. */
export function toolsOf(messages: readonly Record<string, unknown>[]): Record<string, unknown> {
  const asked = messages.flatMap(({ tool_calls: calls }) =>
    Array.isArray(calls) ? (calls as ToolCall[]) : [],
  );
  return Object.fromEntries(
    asked.map(({ id, function: { name, arguments: given } }) => {
      const answer = messages.find(({ tool_call_id: of }) => of === id);
      return [name, { arguments: given, ...(answer ? { result: answer['content'] } : {}) }];
    }),
  );
}

/** Whom the person was connected with. */
function transferMessages(call: Call, log: readonly CallEvent[], start: number): Message[] {
  return log.flatMap(({ type, data }): Message[] => {
    if (type !== 'call-transferred') return [];
    const to = String(data['to'] ?? '');
    const place = ownTools(call.plan.config.tools)
      .flatMap((tool) => (tool.type === 'transfer' ? (tool.destinations ?? []) : []))
      .find((destination) => destination.to === to);
    const at = (start + Number(data['at_ms'] ?? 0)) / 1000;
    return [
      {
        ...{ role: 'system', content: `Transferred to ${place?.name ?? to}.`, start: at, end: at },
        transfer_contact: {
          ...{ type: 'Terminal', name: place?.name ?? to, email: place?.email ?? '', phone: { number: to } },
        },
      },
    ];
  });
}
