/** A chat as strictly alternating turns, for vendors that refuse anything else. Pure. */
import type { ChatMessage, ToolCall } from '#models';

export interface ToolResult {
  readonly call: ToolCall;
  readonly content: string;
}

/** What the agent said and asked for, or what came back: results of its calls first, then words. */
export type ChatTurn =
  | { readonly role: 'assistant'; readonly texts: readonly string[]; readonly calls: readonly ToolCall[] }
  | { readonly role: 'user'; readonly results: readonly ToolResult[]; readonly texts: readonly string[] };

export interface ChatTurns {
  /** The system messages before the first turn; empty when there are none. */
  readonly system: string;
  /** Begins and ends with a user's turn; neighbours differ. */
  readonly turns: readonly ChatTurn[];
}

/** Said for the callee where a vendor wants the user to begin or to be last. */
const CALL_BEGINS = '(The call begins.)';
const GO_ON = '(Go on.)';
/** For a call whose result never came, e.g. because the callee interrupted. */
const NO_RESULT = '(no result)';

interface Open {
  role: 'assistant' | 'user';
  texts: string[];
  calls: ToolCall[];
  results: ToolResult[];
}

/**
 * Merges neighbours of one role, gives each tool call its one result right after it, and leaves out empty texts.
 * System messages after the first turn become words of the user's side, marked as the system's.
 */
export function chatTurns(messages: readonly ChatMessage[]): ChatTurns {
  const begin = messages.findIndex(({ role }) => role !== 'system');
  const head = begin < 0 ? messages : messages.slice(0, begin);
  const turns: Open[] = [];
  const turn = (role: Open['role']): Open => {
    const last = turns.at(-1);
    if (last?.role === role) return last;
    if (last?.role === 'assistant') answerAll(last, (turns[turns.length] = emptyTurn('user')));
    else turns.push(emptyTurn(role));
    return turns.at(-1)!;
  };
  for (const message of begin < 0 ? [] : messages.slice(begin)) {
    if (message.role === 'assistant') {
      const { texts, calls } = turn('assistant');
      add(texts, message.content);
      calls.push(...(message.toolCalls ?? []));
    } else if (message.role === 'tool') {
      turn('user');
      settle(turns, message.toolCallId, message.content);
    } else if (message.role === 'system') add(turn('user').texts, `<system>${message.content}</system>`);
    else add(turn('user').texts, message.content);
  }
  if (turns.at(-1)?.role === 'assistant') turn('user');
  const kept = merged(turns);
  if (kept[0]?.role !== 'user') kept.unshift({ ...emptyTurn('user'), texts: [CALL_BEGINS] });
  const last = kept.at(-1)!;
  if (last.texts.length + last.results.length === 0) last.texts.push(GO_ON);
  return { system: head.map(({ content }) => content).join('\n\n'), turns: kept };
}

function emptyTurn(role: Open['role']): Open {
  return { role, texts: [], calls: [], results: [] };
}

function add(texts: string[], text: string): void {
  if (text.trim() !== '') texts.push(text);
}

function answerAll(asked: Open, answer: Open): void {
  answer.results.push(...asked.calls.map((call) => ({ call, content: NO_RESULT })));
}

/** A result that comes late still stands right after its call; one without a call is left out. */
function settle(turns: readonly Open[], id: string, content: string): void {
  for (const { results } of turns.toReversed()) {
    const at = results.findIndex(({ call }) => call.id === id);
    if (at < 0) continue;
    results[at] = { call: results[at]!.call, content };
    return;
  }
}

/** Without turns that hold nothing (an answer cut before its first word), their neighbours joined; the last one stays. */
function merged(turns: readonly Open[]): Open[] {
  const out: Open[] = [];
  for (const [index, turn] of turns.entries()) {
    const held = turn.texts.length + turn.calls.length + turn.results.length;
    if (held === 0 && index < turns.length - 1) continue;
    const last = out.at(-1);
    if (last?.role !== turn.role) out.push(turn);
    else {
      last.texts.push(...turn.texts);
      last.calls.push(...turn.calls);
      last.results.push(...turn.results);
    }
  }
  return out;
}
