/** A realtime model by script: it hears nothing, and what it says comes piece by piece on the test's clock. */
import type { Pcm } from '#audio';
import type { Clock } from '#kernel';
import {
  ModelError,
  type RealtimeEvent,
  type RealtimeModel,
  type RealtimeRequest,
  type RealtimeSession,
} from '#models';

/** One answer. */
export interface RealtimeReply {
  readonly text?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments?: Record<string, unknown> }[];
  /** `silent`: nothing comes; `stalls`: nothing after its first half; `failed`: it fails; `breaks`: the session does. */
  readonly fault?: 'silent' | 'stalls' | 'failed' | 'breaks';
}

/** What one session was told. */
export interface RealtimeTold {
  readonly request: RealtimeRequest;
  /** Every call but `write`, in order: `respond`, `cancel`, `truncate 0 480` … */
  readonly calls: string[];
  samples: number;
  closed: boolean;
}

export interface ScriptedRealtimeOptions {
  readonly clock: Clock;
  /** Words of the n-th turn that held speech; `null`: they never come. */
  readonly heard?: readonly (string | null)[];
  readonly textAfterMs?: number;
  readonly truncate?: boolean;
  readonly firstMs?: number;
  /** Opening fails so often. */
  readonly refusals?: number;
  /** The end of an answer comes so long after its last item. */
  readonly endAfterMs?: number;
}

/** Samples that a character takes: 50 ms. */
const CHARACTER = 400;
/** A piece of 200 ms comes every 50 ms. */
const PIECE = 1600;
const PIECE_MS = 50;

export class ScriptedRealtime implements RealtimeModel {
  readonly contract = 1;
  readonly provider = 'scripted';
  readonly modelId = 'scripted';
  readonly capabilities;
  readonly sessions: RealtimeTold[] = [];
  readonly options: ScriptedRealtimeOptions;
  readonly #replies: RealtimeReply[];
  readonly #heard: (string | null)[];
  #refusals: number;

  /** Beyond the script it answers "Okay."; an instruction to say something exactly is obeyed and takes no reply. */
  constructor(replies: readonly RealtimeReply[], options: ScriptedRealtimeOptions) {
    this.#replies = [...replies];
    this.#heard = [...(options.heard ?? [])];
    this.options = options;
    this.#refusals = options.refusals ?? 0;
    this.capabilities = {
      languages: ['*'],
      voices: [],
      truncate: options.truncate ?? true,
      verbatim: false,
    };
  }

  open(request: RealtimeRequest, on: (event: RealtimeEvent) => void): RealtimeSession {
    const told: RealtimeTold = { request, calls: [], samples: 0, closed: false };
    this.sessions.push(told);
    const { clock } = this.options;
    if (this.#refusals > 0) {
      this.#refusals--;
      clock.after(10, () => on({ type: 'failed', error: refusal('rate-limit') }));
    }
    return sessionOf(
      told,
      this.options,
      (event) => {
        if (!told.closed) on(event);
      },
      (instructions) => this.#reply(instructions),
      () => this.#heard.shift() ?? null,
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #reply(instructions: string | undefined): RealtimeReply {
    const exact = /^Say exactly.*?: "(.*)"$/s.exec(instructions ?? '')?.[1];
    const fault = this.#replies[0]?.fault;
    if (exact !== undefined && fault === undefined) return { text: exact };
    const { text, ...reply } = this.#replies.shift() ?? { text: 'Okay.' };
    const said = exact ?? text;
    return said === undefined ? reply : { ...reply, text: said };
  }
}

function sessionOf(
  told: RealtimeTold,
  { clock, firstMs = 200, textAfterMs = 400, endAfterMs = 0 }: ScriptedRealtimeOptions,
  on: (event: RealtimeEvent) => void,
  reply: (instructions: string | undefined) => RealtimeReply,
  heard: () => string | null,
): RealtimeSession {
  let items = 0;
  let spoke = false;
  let running: { cancelled: boolean } | null = null;
  const waiting: { instructions: string | undefined; cancelled: boolean }[] = [];
  const note = (call: string): void => void told.calls.push(call);

  function next(): void {
    const asked = waiting.shift();
    if (!asked || running) return;
    if (asked.cancelled) {
      on({ type: 'response-finished', status: 'cancelled' });
      return next();
    }
    running = { cancelled: false };
    say(reply(asked.instructions), running);
  }

  function say({ text = '', calls = [], fault }: RealtimeReply, mine: { cancelled: boolean }): void {
    const item = `item${++items}`;
    const words = text.match(/\s*\S+/g) ?? [];
    const pieces = Math.ceil((text.length * CHARACTER) / PIECE);
    let at = 0;
    const step = (): void => {
      if (mine.cancelled || told.closed) return;
      if (fault === 'silent' || (fault === 'stalls' && at >= pieces / 2)) return;
      if (fault === 'breaks' && at >= pieces / 2)
        return on({ type: 'failed', error: refusal('connectivity') });
      if (fault === 'failed') return end('failed');
      if (at === pieces) {
        if (pieces > 0) on({ type: 'item-finished', item });
        for (const [index, call] of calls.entries()) {
          const args = JSON.stringify(call.arguments ?? {});
          on({ type: 'tool-call', call: { id: `${item}-${index}`, name: call.name, arguments: args } });
        }
        return void clock.after(endAfterMs, () => end('completed'));
      }
      const until = Math.ceil(((at + 1) / pieces) * words.length);
      const told_ = Math.ceil((at / pieces) * words.length);
      if (until > told_) on({ type: 'agent-text', item, text: words.slice(told_, until).join('') });
      const samples = Math.min(PIECE, text.length * CHARACTER - at * PIECE);
      on({ type: 'audio', item, pcm: new Int16Array(samples).fill(3000) });
      at++;
      clock.after(PIECE_MS, step);
    };
    const end = (status: 'completed' | 'failed'): void => {
      if (mine.cancelled || running !== mine) return;
      running = null;
      on({ type: 'response-finished', status, inputTokens: 10, outputTokens: 5 });
      next();
    };
    clock.after(firstMs, step);
  }

  return {
    write: (pcm: Pcm) => void (told.samples += pcm.length),
    speechStarted: () => {
      spoke = true;
      note('speech');
    },
    speechEnded: () => note('pause'),
    respond(instructions) {
      note(instructions === undefined ? 'respond' : `respond: ${instructions}`);
      if (spoke) {
        spoke = false;
        const text = heard();
        if (text !== null) clock.after(textAfterMs, () => on({ type: 'callee-text', text }));
      }
      waiting.push({ instructions, cancelled: false });
      if (!running) next();
    },
    inform: (text) => note(`inform: ${text}`),
    toolResult: (call, result) => note(`result ${call.name} ${result}`),
    cancel() {
      note('cancel');
      for (const asked of waiting) asked.cancelled = true;
      const mine = running;
      if (!mine || mine.cancelled) return;
      mine.cancelled = true;
      clock.after(30, () => {
        running = null;
        on({ type: 'item-finished', item: `item${items}` });
        on({ type: 'response-finished', status: 'cancelled' });
        next();
      });
    },
    truncate: (item, heardMs) => note(`truncate ${item} ${heardMs}`),
    instruct: (instructions) => note(`instruct: ${instructions}`),
    close() {
      told.closed = true;
    },
  };
}

function refusal(fault: ModelError['fault']): ModelError {
  return new ModelError({ provider: 'scripted', fault, message: 'Scripted failure.' });
}
