/** The realtime session's shell: opened while it rings, asked for the first words ahead, its events made inputs. */
import type { AudioLine } from '#audio';
import type { Clock, Logger } from '#kernel';
import type { RealtimeEvent, RealtimeModel, RealtimeRequest, RealtimeSession } from '#models';
import type { Effect } from '../core/effect.ts';
import type { Unplaced } from '../core/input.ts';
import { RealtimeEar } from './realtime-ear.ts';
import { RealtimeItems } from './realtime-items.ts';

/** Words are told at every so many-th piece of audio: each 200 ms. */
const TICKS_PER_TEXT = 5;

export type RealtimeAct = Extract<Effect, { type: `realtime-${string}` }>;

export function isRealtimeAct(effect: Effect): effect is RealtimeAct {
  return effect.type.startsWith('realtime-');
}

type Opening = Extract<RealtimeAct, { type: 'realtime-open' }>;

export interface RealtimeDeskOptions {
  readonly model: RealtimeModel;
  readonly line: AudioLine;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly request: Pick<RealtimeRequest, 'language' | 'voice' | 'temperature'>;
  give(input: Unplaced): void;
}

export class RealtimeDesk {
  readonly #options: RealtimeDeskOptions;
  readonly #ear: RealtimeEar;
  readonly #items: RealtimeItems;
  #session: RealtimeSession | null = null;
  /** Items of different sessions may have the same name. */
  #sessions = 0;
  /** Opened ahead: its tools, and what it was asked; events wait until the call has begun. */
  #ahead: { readonly tools: string; asked: string | null | undefined; held: RealtimeEvent[] } | null = null;
  #ticks = 0;

  constructor(options: RealtimeDeskOptions) {
    this.#options = options;
    const { line, clock, logger, give } = options;
    this.#items = new RealtimeItems(line, give);
    this.#ear = new RealtimeEar({ line, clock, logger, onTick: () => this.#tick() });
  }

  /** While it rings: what the beginning will ask. */
  prepare(acts: readonly RealtimeAct[]): void {
    const opening = acts.find((act) => act.type === 'realtime-open');
    if (!opening || this.#ahead || this.#sessions > 0) return;
    this.#ahead = { tools: toolsOf(opening), asked: undefined, held: [] };
    this.#connect(opening);
    const first = acts.find((act) => act.type === 'realtime-respond');
    if (!first) return;
    this.#ahead.asked = first.instructions;
    this.#session?.respond(first.instructions ?? undefined);
  }

  perform(act: RealtimeAct): void {
    const session = this.#session;
    switch (act.type) {
      case 'realtime-open':
        return this.#open(act);
      case 'realtime-speech':
        this.#ear.write();
        return act.speaking ? session?.speechStarted() : session?.speechEnded();
      case 'realtime-respond':
        return this.#respond(act.instructions);
      case 'realtime-inform':
        return session?.inform(act.text);
      case 'realtime-result':
        return session?.toolResult(act.call, act.result);
      case 'realtime-cancel':
        return session?.cancel();
      case 'realtime-truncate': {
        const [of, item] = split(act.item);
        return of === this.#sessions ? session?.truncate(item, act.heardMs) : undefined;
      }
      case 'realtime-instruct':
        return session?.instruct(act.instructions);
    }
  }

  play(utterance: string, part: string): void {
    this.#items.play(utterance, part);
  }

  finish(utterance: string): void {
    this.#options.line.play({ utteranceId: utterance, pcm: new Int16Array(0), last: true });
  }

  drop(part: string): void {
    this.#items.drop(part);
  }

  close(): void {
    this.#disconnect();
    this.#ahead = null;
    this.#items.clear();
  }

  /** The one that was opened ahead serves, unless a server of tools has come or gone meanwhile. */
  #open(act: Opening): void {
    const ahead = this.#ahead;
    if (ahead && ahead.tools === toolsOf(act)) {
      if (this.#session) this.#ear.open(this.#session, act.from);
      // What it was asked ahead is asked in this very step.
      if (ahead.asked === undefined) this.#release();
      return;
    }
    this.#ahead = null;
    this.#disconnect();
    this.#connect(act);
    if (!this.#session) return;
    this.#ear.open(this.#session, act.from - LEAD);
    if (act.speaking) (this.#session as RealtimeSession | null)?.speechStarted();
  }

  #respond(instructions: string | null): void {
    const ahead = this.#ahead;
    if (ahead) {
      const asked = ahead.asked === instructions;
      if (!asked && ahead.asked !== undefined) this.#session?.cancel();
      this.#release();
      if (asked) return;
    }
    this.#ear.write();
    this.#session?.respond(instructions ?? undefined);
  }

  #release(): void {
    const held = this.#ahead?.held ?? [];
    this.#ahead = null;
    for (const event of held) this.#tell(event, this.#sessions);
  }

  #connect({ instructions, tools }: Opening): void {
    const { model, request } = this.#options;
    const mine = ++this.#sessions;
    let broken = false;
    const session = model.open({ ...request, instructions, tools }, (event) => {
      if (mine !== this.#sessions) return;
      if (event.type === 'failed') broken = true;
      if (this.#ahead) this.#ahead.held.push(event);
      else this.#tell(event, mine);
    });
    if (!broken) this.#session = session;
  }

  #disconnect(): void {
    this.#ear.close();
    const session = this.#session;
    this.#session = null;
    session?.close();
  }

  #tick(): void {
    if (++this.#ticks % TICKS_PER_TEXT === 0) this.#items.flush();
  }

  #tell(event: RealtimeEvent, session: number): void {
    const { give, logger, model } = this.#options;
    const name = (item: string): string => `${session}/${item}`;
    switch (event.type) {
      case 'ready':
        return;
      case 'audio':
        return this.#items.audio(name(event.item), event.pcm);
      case 'agent-text':
        return this.#items.text(name(event.item), event.text);
      case 'item-finished':
        return this.#items.finished(name(event.item));
      case 'callee-text':
        return give({ type: 'callee-text', text: event.text });
      case 'tool-call':
        this.#items.flush();
        return give({ type: 'model-called', call: event.call });
      case 'response-finished':
        this.#items.flush();
        return give({ type: 'response-finished', status: event.status });
      case 'failed': {
        this.#items.end();
        this.#disconnect();
        const { provider, modelId } = model;
        logger.warn('realtime-failed', { provider, model: modelId, error: event.error });
        return give({ type: 'realtime-failed', fault: event.error.fault });
      }
    }
  }
}

/** Samples before a detector's onset that belong to the first word. */
const LEAD = 4000;

function toolsOf({ tools }: Opening): string {
  return tools.map(({ name }) => name).join(' ');
}

function split(item: string): [number, string] {
  const at = item.indexOf('/');
  return [Number(item.slice(0, at)), item.slice(at + 1)];
}
