/** The owner of a conversation: its state, its collaborators, and the order of the log. Nothing else lives here. */
import { Emitter, errorText, type Events, type Unsubscribe } from '#kernel';
import type { CallCommand, Turn, TurnLatency } from '#domain';
import type { Conversation, ConversationEvents, ConversationOptions, Transcript } from './conversation.ts';
import { describe, type Effect, type Fact } from './core/effect.ts';
import type { Input, LineInput, Unplaced } from './core/input.ts';
import { initialState } from './core/initial.ts';
import { describeInput } from './core/replay.ts';
import type { ConversationState } from './core/scene.ts';
import { setupOf } from './core/setup.ts';
import { step, type Step } from './core/step.ts';
import { latencyOf, placeTurn, turnOf } from './core/transcript.ts';
import { Acts } from './shell/acts.ts';
import { isRealtimeAct } from './shell/realtime.ts';

class Session implements Conversation {
  readonly #options: ConversationOptions;
  readonly #emitter = new Emitter<ConversationEvents>();
  readonly #acts: Acts;
  readonly #listening: Unsubscribe;
  readonly #inputs: Input[] = [];
  readonly #turns: Turn[] = [];
  readonly #latencies: TurnLatency[] = [];
  #state: ConversationState;
  #phase: 'ringing' | 'running' | 'failed' | 'closed' = 'ringing';
  #busy = false;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#state = initialState(setupOf(options.plan));
    this.#acts = new Acts(options, (input) => this.#take({ ...input, at: options.line.position() } as Input));
    this.#listening = options.line.events.onAny((type, payload) => {
      if (this.#phase !== 'running') return;
      // The answer to what begins here will need them.
      if (type === 'speech-started') void this.#acts.connections.warm();
      this.#take({ type, ...payload } as LineInput);
    });
  }

  get events(): Events<ConversationEvents> {
    return this.#emitter;
  }

  /** The first step, taken on trial, tells what the beginning needs. */
  async warm(): Promise<void> {
    const connected = this.#acts.connections.warm();
    const tools = this.#acts.tools.warm();
    // A realtime model is told of all tools when its session is opened.
    if (this.#acts.realtime) await tools;
    if (this.#phase !== 'ringing') return;
    const trial = this.#trial();
    for (const utterance of trial.state.parts.mouth.queue)
      for (const part of utterance.parts) this.#acts.perform({ type: 'speech-prepare', text: part.text });
    for (const effect of trial.effects)
      if (effect.type === 'grammar-warm' || effect.type === 'speech-prepare') this.#acts.perform(effect);
    this.#acts.realtime?.prepare(trial.effects.filter(isRealtimeAct));
    if (trial.effects.some(({ type }) => type === 'hearing-open')) this.#acts.prepareHearing();
    await tools;
    this.#askAhead();
    await Promise.all([this.#acts.voice?.prepared(), connected]);
  }

  /** Where the model has the first word it is asked for it, now that all tools are known. */
  #askAhead(): void {
    if (this.#phase !== 'ringing' || this.#options.plan.config.llm?.preemptive === false) return;
    const asked = this.#trial().effects.find((effect) => effect.type === 'reply-request');
    if (asked) this.#acts.prepareReply(asked);
  }

  #trial(): Step {
    return step(this.#state, { ...this.#started(false), at: 0 }, 0);
  }

  start(): void {
    if (this.#phase !== 'ringing') return;
    this.#phase = 'running';
    this.#acts.setBackground();
    this.#take({ ...this.#started(true), at: this.#options.line.position() });
  }

  control(command: string, action: CallCommand): void {
    this.#take({ type: 'control-requested', at: this.#options.line.position(), command, action });
  }

  held(held: boolean): void {
    this.#take({ type: held ? 'callee-held' : 'callee-resumed', at: this.#options.line.position() });
  }

  endRequested(reason: string): void {
    this.#take({ type: 'end-requested', at: this.#options.line.position(), reason });
  }

  close(cause: string): void {
    if (this.#phase === 'closed') return;
    this.#take({ type: 'conversation-closed', at: this.#options.line.position(), cause });
    this.#phase = 'closed';
    this.#listening();
    this.#options.line.cut();
    this.#acts.close();
  }

  transcript(): Transcript {
    return { turns: [...this.#turns], latencies: [...this.#latencies] };
  }

  /** @param following what tool servers say later is told as inputs */
  #started(following: boolean): Unplaced & { readonly type: 'conversation-started' } {
    const { stt, realtime, turn = null, clock } = this.#options;
    const tools = this.#acts.tools.discovered(following);
    const known = { startedAt: clock.now(), ...(tools.length > 0 ? { tools } : {}) };
    const base = { type: 'conversation-started', turnModel: turn !== null } as const;
    if (realtime) {
      const { truncate: truncates } = realtime.capabilities;
      return { ...base, hearing: 'realtime', openVocabulary: false, truncates, ...known };
    }
    const hearing = stt?.open ? 'stream' : 'utterances';
    return { ...base, hearing, openVocabulary: stt?.capabilities.openVocabulary ?? false, ...known };
  }

  /** Inputs that come while one is applied wait for their turn, so that the log's order is the order of effect. */
  #take(input: Input): void {
    if (this.#phase !== 'running') return;
    this.#inputs.push(input);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#inputs.shift(); next; next = this.#inputs.shift()) this.#apply(next);
    } catch (thrown) {
      this.#fail(thrown);
    } finally {
      this.#busy = false;
    }
  }

  #apply(input: Input): void {
    const logged = describeInput(input);
    this.#options.log(logged.type, logged.data);
    const { state, effects } = step(this.#state, input, input.at);
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: Effect): void {
    const logged = describe(effect);
    if (logged) this.#options.log(logged.type, logged.data);
    switch (effect.type) {
      case 'fact-record':
        return this.#record(effect.data);
      case 'conversation-end':
        return this.#emitter.emit('ended', {
          ...{ reason: effect.reason, text: effect.text },
          ...(effect.stated === undefined ? {} : { stated: effect.stated }),
        });
      default:
        return this.#acts.perform(effect);
    }
  }

  /** A bug must cost one call, not the process. */
  #fail(thrown: unknown): void {
    this.#phase = 'failed';
    this.#inputs.length = 0;
    this.#options.logger.error('conversation-failed', { error: thrown });
    this.#options.log('conversation-failed', { kind: 'fact', error: errorText(thrown) });
    this.#emitter.emit('ended', { reason: 'internal', text: errorText(thrown) });
  }

  #record(fact: Fact): void {
    const turn = turnOf(fact);
    if (turn) placeTurn(turn, this.#turns, this.#latencies);
    const latency = latencyOf(fact);
    if (latency) this.#latencies.push(latency);
  }
}

/**
 * A conversation for one call.
 * @example
 * const talk = createConversation({ plan, line, stt, tts, llm: null, http, clock, logger, log });
 * await talk.warm();                                 // while it rings
 * talk.events.on('ended', () => call.hangUp());
 * talk.start();                                      // at the answer
 */
export function createConversation(options: ConversationOptions): Conversation {
  return new Session(options);
}
