/** The owner of one running call: life cycle, line, conversation, recording; and nothing else. */
import { CallFacts } from '#analysis';
import type { Conversation } from '#conversation';
import {
  keptTurns,
  stepLife,
  type Attempt,
  type Call,
  type CallMonitor,
  type EndCode,
  type LifeEffect,
  type LifeInput,
  type LifeState,
  type Outcome,
  type Trunk,
  type WireEnding,
} from '#domain';
import { errorText, spellNative, type Millis, type Timer } from '#kernel';
import type { MediaSession, SipCall, SipEnding } from '#telephony';
import { switchFacts } from '../event-data.ts';
import type { EngineOptions } from '../options.ts';
import { TransferDesk } from '../transfer/desk.ts';
import { takeReferral } from '../transfer/take-place.ts';
import { CallLog } from './call-log.ts';
import type { CallParts, Watcher } from './call-parts.ts';
import { CallRecorder } from './call-recorder.ts';
import { CallTap } from './call-tap.ts';
import { causeOfConversation } from './conversation-end.ts';
import { conversationOf } from './conversation-of.ts';
import { commitEnd } from './finish.ts';
import { followDialog } from './follow-dialog.ts';
import { giveBack } from './give-back.ts';
import { monitorOf } from './monitor.ts';
import { keysByInfo } from './keys-by-info.ts';

/** Beyond its maximum duration a call gets this long for its spoken end before the line is cut. */
const SPOKEN_END_MS: Millis = 20_000;
/** Signalling ends a dialog within Timer F (32 s); what is still there after this is closed without it. */
const LAST_RESORT_MS: Millis = 40_000;

/** Told of every running call. */
export type CallWatcher = Watcher<LiveCall>;
export type LiveCallParts = CallParts<LiveCall>;

export class LiveCall {
  readonly call: Call;
  readonly log: CallLog;
  readonly #options: EngineOptions;
  readonly #parts: LiveCallParts;
  readonly #conversation: Conversation;
  readonly #transfers: TransferDesk;
  readonly #tap: CallTap;
  readonly #recorder: CallRecorder;
  #life: LifeState;
  #attempt: Attempt | null;
  #sip: SipCall | null = null;
  #timers: Timer[] = [];
  #obeying: Promise<void> = Promise.resolve();
  #answeredAt: Millis | null = null;
  readonly #facts = new CallFacts();
  #ending = false;
  readonly #floor: { speaker: CallMonitor | null } = { speaker: null };
  readonly #ended = Promise.withResolvers<void>();

  constructor(parts: LiveCallParts, options: EngineOptions) {
    this.call = parts.call;
    this.#parts = parts;
    this.#options = options;
    this.#life = parts.life;
    this.#attempt = parts.attempt;
    this.#tap = new CallTap({ sip: options.sip, media: parts.media });
    this.log = new CallLog(parts.call.id, options.nodeId, options, () => this.input({ type: 'node-lost' }));
    this.#recorder = new CallRecorder({
      ...{ call: parts.call, media: parts.media, log: this.log, recordings: options.recordings },
      onFault: (cause) => options.logger.error('recording-failed', { call: parts.call.id, cause }),
    });
    this.#transfers = new TransferDesk({
      ...{ call: parts.call, media: parts.media, models: parts.models, log: this.log, options },
      tap: this.#tap,
      turns: () => this.#conversation.transcript().turns,
      callee: () => (this.#answeredAt === null ? null : this.#sip),
      onJoined: ({ stopRecording }) => {
        if (stopRecording === true) this.#recorder.stop();
        this.input({ type: 'transfer-joined' });
      },
      onLeft: () => this.input({ type: 'end-wanted', cause: { code: 'transferred' } }),
    });
    this.#conversation = conversationOf(
      parts,
      { transfers: this.#transfers, facts: this.#facts, log: this.log },
      options,
    );
    this.#conversation.events.on('ended', ({ reason, text, stated }) =>
      this.input({ type: 'end-wanted', cause: causeOfConversation(reason, text, parts.models, stated) }),
    );
    parts.media.events.on('media-lost', () =>
      this.input({ type: 'end-wanted', cause: { code: 'media-lost' } }),
    );
    parts.models.listen((change) => this.log.note('model-switched', switchFacts(change)));
    if (parts.call.plan.capture) this.capture();
    parts.watcher.begun(this);
    void this.#conversation.warm().catch((cause: unknown) => this.#fault('model-failed', cause));
  }

  /** Resolves when the end is committed, or left. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** We have decided to end it. */
  get isEnding(): boolean {
    return this.#life.cause !== null || this.#life.status === 'ended';
  }

  /** Hung up by request. */
  hangUp(): void {
    this.log.note('hangup-requested', { by: 'operator' });
    this.input({ type: 'hangup-requested', by: 'operator' });
  }

  /** Its packets are kept from now on. */
  capture(): void {
    if (!this.isEnding && this.#tap.begin()) this.log.note('capture-begun', {});
  }

  /** Takes in what was told to this call, in the order in which it was told. */
  obey(): void {
    const { store, logger } = this.#options;
    this.#obeying = this.#obeying
      .then(async () => {
        for (const { id, command } of await store.commands.take(this.call.id))
          this.#conversation.control(spellNative('cmd', id), command);
      })
      .catch((cause: unknown) => logger.error('commands-not-read', { call: this.call.id, cause }));
  }

  /** Somebody listens, and may speak in the agent's place; null before the answer and after the end. */
  monitor(): CallMonitor | null {
    if (this.#answeredAt === null || this.isEnding) return null;
    return monitorOf({
      media: this.#parts.media,
      isBridged: () => this.#transfers.isBusy,
      mute: (muted) => {
        this.log.note(muted ? 'operator-took-over' : 'operator-handed-back', {});
        this.#conversation.control(spellNative('cmd', this.#options.ids.next()), { type: 'mute', muted });
      },
      ended: this.ended,
      floor: this.#floor,
    });
  }

  /**
   * Takes the signalling of an attempt, before anything else can happen on it.
   * @param goesOn asked at its end: another attempt follows, which brings its own or the end
   * @param told adds what else is known of the end
   */
  attach(
    sip: SipCall,
    goesOn: (ending: SipEnding) => boolean = () => false,
    told: (ending: SipEnding) => WireEnding = (ending) => ending,
  ): void {
    this.#sip = sip;
    this.#tap.attach(sip);
    sip.events.on('referral', (referral) => takeReferral(referral, this, this.#parts.trunk, this.#options));
    keysByInfo(sip, this.#parts.media, this.#parts.trunk);
    followDialog(sip, this.#parts.media, { held: (held) => this.#conversation.held(held) });
    sip.events.on('provisional', ({ status, reason }) => this.#provisional(status, reason));
    sip.events.on('ended', (ending: SipEnding) => {
      if (this.isOn(sip) && !goesOn(ending)) this.input({ type: 'attempt-ended', ending: told(ending) });
    });
    if (this.#life.cause) sip.hangUp();
  }

  /** The attempt before is over, in the log too; this one is the call's now. null: none was begun. */
  moved(attempt: Attempt | null): void {
    this.#attempt = attempt;
  }

  /** Whether its callee is at the other end of that dialog. */
  isOn(sip: SipCall): boolean {
    return this.#sip === sip;
  }

  get dialog(): SipCall | null {
    return this.#sip;
  }

  /** Callee and agent speak with each other; nobody else is in the call. */
  get isTalking(): boolean {
    return this.#answeredAt !== null && !this.isEnding && !this.#transfers.isBusy;
  }

  get media(): MediaSession {
    return this.#parts.media;
  }

  /** That a request to take the callee's place is judged by. */
  get trunk(): Trunk | null {
    return this.#parts.trunk;
  }

  /** From now on the callee is at the end of this dialog. @returns the one before, which the caller ends */
  adopt(sip: SipCall, attempt: Attempt): { readonly sip: SipCall | null; readonly attempt: Attempt | null } {
    const former = { sip: this.#sip, attempt: this.#attempt };
    this.moved(attempt);
    this.attach(sip);
    return former;
  }

  /** The callee answered (or our answer was acknowledged): media and conversation run from here. */
  answered(): void {
    if (this.#life.status === 'ended' || this.#life.cause) return;
    const answeredAt = this.#options.clock.now();
    this.#answeredAt = answeredAt;
    this.#parts.media.start();
    this.log.note('call-answered', { attempt_id: this.#attempt?.id });
    this.#conversation.start();
    this.input({ type: 'callee-answered' });
    this.log.change([], { status: 'in_progress', answeredAt });
    if (this.call.plan.config.record !== false) this.#recorder.begin();
    this.#after(this.call.plan.maxDurationMs + SPOKEN_END_MS, () =>
      this.input({ type: 'end-wanted', cause: { code: 'max-duration' } }),
    );
  }

  input(input: LifeInput): void {
    const { state, effects } = stepLife(this.#life, input, this.#options.clock.now());
    this.#life = state;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: LifeEffect): void {
    if (effect.type === 'hang-up') {
      this.#transfers.hangUp();
      this.#conversation.close('hung-up');
      this.#sip?.hangUp();
      this.#after(LAST_RESORT_MS, () =>
        this.input({ type: 'attempt-ended', ending: { kind: 'bye', by: 'us' } }),
      );
    } else if (effect.type === 'end') void this.#end(effect.outcome);
  }

  #provisional(status: number, reason: string): void {
    if (status < 180 || this.#life.status !== 'dialing') return;
    this.input({ type: 'callee-rang' });
    this.log.change([this.log.event('callee-rang', { status, reason })], { status: 'ringing' });
  }

  #fault(code: EndCode, cause: unknown): void {
    this.#options.logger.error(code, { call: this.call.id, cause });
    this.input({ type: 'end-wanted', cause: { code, detail: errorText(cause) } });
  }

  async #end(outcome: Outcome): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    for (const timer of this.#timers) timer.cancel();
    const { media, models } = this.#parts;
    this.#transfers.hangUp();
    this.#conversation.close(outcome.end_reason.code);
    if (outcome.code === 'interrupted' || outcome.end_reason.code === 'internal') this.#sip?.hangUp();
    await this.#transfers.close();
    const { stats, capture, recording } = await giveBack(
      {
        ...{ call: this.call, media, models, tap: this.#tap, recorder: this.#recorder },
        wasAnswered: this.#answeredAt !== null,
      },
      this.#options,
    );
    const { turns: said, latencies } = this.#conversation.transcript();
    const turns = keptTurns(this.call.plan.config.transcript, said);
    const left = await commitEnd(
      {
        call: this.call,
        nodeId: this.#options.nodeId,
        attempt: this.#attempt,
        outcome,
        answeredAt: this.#answeredAt,
        turns,
        latencies,
        recording,
        capture,
        stats,
        usage: models.usage(),
        facts: this.#facts,
      },
      this.log,
      this.#options,
    );
    if (left) this.#parts.watcher.left?.(left);
    else this.#options.store.notify(`events:${this.call.id}`);
    this.#parts.watcher.ended(this, outcome, stats);
    this.#ended.resolve();
  }

  #after(delay: Millis, run: () => void): void {
    this.#timers.push(this.#options.clock.after(delay, run));
  }
}
