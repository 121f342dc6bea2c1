/** One call through Twilio, whoever began it: executes its machine's effects and feeds it what comes of them. */
import { Emitter, type Clock, type Events, type Logger, type Millis, type Random, type Timer } from '#kernel';
import type { HttpClient } from '#models';
import type {
  InviteIdentity,
  ReferralProgress,
  ReofferResult,
  SipCall,
  SipCallEvents,
  StreamListener,
  StreamSocket,
} from '../contract.ts';
import {
  stepTwilioCall,
  type TwilioCallState,
  type TwilioEffect,
  type TwilioInput,
  type TwilioTimer,
} from './call-machine.ts';
import { completeCall, type RestRequest, type TwilioAccount } from './rest.ts';
import type { RtpLeg } from './rtp-leg.ts';
import { readStreamMessage } from './stream-messages.ts';

export interface TwilioWorld {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Where media sessions and their legs bind. */
  readonly mediaAddress: string;
}

/** Twilio answers within a second; later its answer counts as lost. */
const REST_MS: Millis = 15_000;
/** Twilio tells no length of a key. */
const KEY_MS: Millis = 100;

export abstract class TwilioCall implements SipCall {
  readonly events: Events<SipCallEvents>;
  readonly identity: InviteIdentity;
  readonly account: TwilioAccount;
  protected readonly world: TwilioWorld;
  protected state: TwilioCallState;
  /** The end that the media session speaks with. */
  protected leg: RtpLeg | null = null;
  readonly #emitter: Emitter<SipCallEvents>;
  readonly #timers = new Map<TwilioTimer, Timer>();
  readonly #ringTimeoutMs: Millis;
  #socket: StreamSocket | null = null;

  constructor(
    account: TwilioAccount,
    identity: InviteIdentity,
    state: TwilioCallState,
    ringTimeoutMs: Millis,
    world: TwilioWorld,
  ) {
    this.account = account;
    this.identity = identity;
    this.state = state;
    this.#ringTimeoutMs = ringTimeoutMs;
    this.world = world;
    this.#emitter = new Emitter<SipCallEvents>((error) =>
      world.logger.error('twilio-listener-fault', { error }),
    );
    this.events = this.#emitter;
  }

  get isOver(): boolean {
    return this.state.name === 'ended';
  }

  hangUp(): void {
    this.input({ type: 'hang-up' });
  }

  input(input: TwilioInput): void {
    const { state, effects } = stepTwilioCall(this.state, input, this.#ringTimeoutMs);
    this.state = state;
    for (const effect of effects) this.#execute(effect);
  }

  /** A Media Stream was opened for it. */
  open(socket: StreamSocket): StreamListener {
    return {
      message: (text) => this.#heard(text, socket),
      closed: () => {
        if (this.#socket === socket) this.input({ type: 'stream-closed' });
      },
    };
  }

  /** Nothing is sent; its end is told. */
  close(): void {
    this.ended({ kind: 'internal', by: 'us', detail: 'The line was closed.' });
  }

  // A Media Stream has one codec and no dialog: there is nothing to offer, and nobody to refer.
  onOffer(): void {}

  onOfferWanted(): void {}

  reoffer(): Promise<ReofferResult> {
    return Promise.resolve({ ok: false, status: 501, reason: 'Twilio takes no offers' });
  }

  sendInfo(): Promise<number> {
    return Promise.resolve(501);
  }

  refer(_to: string, _options: object, progress: (progress: ReferralProgress) => void): void {
    progress({ status: 501, reason: 'Twilio refers no calls', final: true });
  }

  /** What only a call that we place asks for. */
  protected place(_effect: Extract<TwilioEffect, { type: 'create' | 'note' }>): void {}

  protected async send(request: RestRequest): Promise<{ readonly status: number; readonly body: string }> {
    return this.world.http.request({ ...request, timeoutMs: REST_MS });
  }

  protected ended(ending: SipCallEvents['ended']): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
    this.#socket?.close();
    this.#socket = null;
    void this.leg?.close();
    this.leg = null;
    this.#emitter.emit('ended', ending);
    // Late callbacks find it for a long time yet; whoever listened is not kept for them.
    this.#emitter.clear();
    this.released();
  }

  /** It is over: lets go of what only a running call needs. */
  protected released(): void {}

  #heard(text: string, socket: StreamSocket): void {
    const message = readStreamMessage(text);
    switch (message?.event) {
      case 'start':
        if (this.#socket) return socket.close();
        this.#socket = socket;
        this.leg?.connect(message.streamSid, socket);
        this.input({ type: 'stream-opened', callSid: message.callSid });
        if (this.state.name !== 'talking') socket.close();
        return;
      case 'media':
        if (this.#socket === socket) this.leg?.take(message);
        return;
      case 'dtmf':
        if (this.#socket === socket) this.#emitter.emit('key', { digit: message.digit, durationMs: KEY_MS });
        return;
      case 'stop':
        if (this.#socket === socket) this.input({ type: 'stream-closed' });
    }
  }

  #execute(effect: TwilioEffect): void {
    const { clock } = this.world;
    switch (effect.type) {
      case 'create':
      case 'note':
        return this.place(effect);
      case 'complete':
        return void this.#complete(effect.callSid);
      case 'arm':
        this.#timers.get(effect.timer)?.cancel();
        this.#timers.set(
          effect.timer,
          clock.after(effect.after, () => this.input({ type: 'timer', timer: effect.timer })),
        );
        return;
      case 'disarm':
        this.#timers.get(effect.timer)?.cancel();
        return void this.#timers.delete(effect.timer);
      case 'sent':
        return this.#emitter.emit('sent', { at: clock.now() });
      case 'provisional':
        return this.#emitter.emit('provisional', effect.event);
      case 'answered':
        return this.#emitter.emit('answered', { sdp: this.leg!.sdp, at: clock.now() });
      case 'ended':
        return this.ended(effect.ending);
    }
  }

  async #complete(callSid: string): Promise<void> {
    const { logger } = this.world;
    try {
      const { status } = await this.send(completeCall(this.account, callSid));
      if (status >= 300 && status !== 404) logger.warn('twilio-not-completed', { status, call_sid: callSid });
    } catch (error) {
      logger.warn('twilio-not-completed', { error, call_sid: callSid });
    }
  }
}
