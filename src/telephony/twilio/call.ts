/** Runs one call through Twilio: executes its machine's effects and feeds it what comes of them. */
import {
  AppError,
  Emitter,
  errorText,
  type Clock,
  type Events,
  type Logger,
  type Millis,
  type Random,
  type Timer,
} from '#kernel';
import type { HttpClient } from '#models';
import type {
  DialogRecord,
  InviteIdentity,
  OutgoingInvite,
  ReferralProgress,
  ReofferResult,
  SipCall,
  SipCallEvents,
  StreamListener,
  StreamSocket,
} from '../contract.ts';
import {
  newTwilioCall,
  stepTwilioCall,
  type TwilioEffect,
  type TwilioInput,
  type TwilioTimer,
} from './call-machine.ts';
import { completeCall, createCall, readCreated, type NewCall, type TwilioAccount } from './rest.ts';
import { openRtpLeg, type RtpLeg } from './rtp-leg.ts';
import { readStreamMessage } from './stream-messages.ts';

export interface TwilioWorld {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Where media sessions and their legs bind. */
  readonly mediaAddress: string;
}

export interface TwilioCallParts {
  readonly account: TwilioAccount;
  readonly request: OutgoingInvite;
  readonly call: NewCall;
  /** RTP port of the media session. */
  readonly mediaPort: number;
}

/** Twilio answers within a second; later its answer counts as lost. */
const REST_MS: Millis = 15_000;
/** Of what nothing can have left. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

export class TwilioCall implements SipCall {
  readonly events: Events<SipCallEvents>;
  readonly #emitter: Emitter<SipCallEvents>;
  readonly #world: TwilioWorld;
  readonly #parts: TwilioCallParts;
  readonly #timers = new Map<TwilioTimer, Timer>();
  #state = newTwilioCall;
  #leg: RtpLeg | null = null;
  #socket: StreamSocket | null = null;

  constructor(parts: TwilioCallParts, world: TwilioWorld) {
    this.#parts = parts;
    this.#world = world;
    this.#emitter = new Emitter<SipCallEvents>((error) =>
      world.logger.error('twilio-listener-fault', { error }),
    );
    this.events = this.#emitter;
    // After whoever made it could listen.
    queueMicrotask(() => this.#keep());
  }

  get identity(): InviteIdentity {
    return this.#parts.request.identity;
  }

  get account(): TwilioAccount {
    return this.#parts.account;
  }

  get isOver(): boolean {
    return this.#state.name === 'ended';
  }

  hangUp(): void {
    this.input({ type: 'hang-up' });
  }

  input(input: TwilioInput): void {
    const { state, effects } = stepTwilioCall(this.#state, input, this.#parts.request.ringTimeoutMs);
    this.#state = state;
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
    this.#end({ kind: 'internal', by: 'us', detail: 'The line was closed.' });
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

  #heard(text: string, socket: StreamSocket): void {
    const message = readStreamMessage(text);
    switch (message?.event) {
      case 'start':
        if (this.#socket) return socket.close();
        this.#socket = socket;
        this.#leg?.connect(message.streamSid, socket);
        this.input({ type: 'stream-opened', callSid: message.callSid });
        if (this.#state.name !== 'talking') socket.close();
        return;
      case 'media':
        if (this.#socket === socket) this.#leg?.take(message);
        return;
      case 'dtmf':
        // RFC 4733, 2.5.2.3 has nothing for "pressed": Twilio tells no length.
        if (this.#socket === socket) this.#emitter.emit('key', { digit: message.digit, durationMs: 100 });
        return;
      case 'stop':
        if (this.#socket === socket) this.input({ type: 'stream-closed' });
    }
  }

  #execute(effect: TwilioEffect): void {
    const { clock } = this.#world;
    switch (effect.type) {
      case 'create':
        return void this.#create();
      case 'note':
        return this.#note(effect.callSid);
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
        return this.#timers.get(effect.timer)?.cancel();
      case 'sent':
        return this.#emitter.emit('sent', { at: clock.now() });
      case 'provisional':
        return this.#emitter.emit('provisional', effect.event);
      case 'answered':
        return this.#emitter.emit('answered', { sdp: this.#leg!.sdp, at: clock.now() });
      case 'ended':
        return this.#end(effect.ending);
    }
  }

  /** Before anything is asked of Twilio: the record, and the end of the wire that the media session will speak with. */
  #keep(): void {
    const { mediaAddress: address, random, logger } = this.#world;
    Promise.all([
      openRtpLeg({ address, port: this.#parts.mediaPort, random, logger }),
      this.#parts.request.store(this.#record()),
    ]).then(
      ([leg]) => {
        this.#leg = leg;
        if (this.isOver) void leg.close();
        else this.input({ type: 'stored' });
      },
      (error: unknown) => this.input({ type: 'store-failed', detail: errorText(error) }),
    );
  }

  #note(callSid: string): void {
    this.#parts.request
      .store(this.#record(callSid))
      .catch((error: unknown) =>
        this.#world.logger.warn('twilio-record-stale', { detail: errorText(error) }),
      );
  }

  #record(callSid?: string): DialogRecord {
    const { account, call } = this.#parts;
    return {
      ...this.identity,
      direction: 'outgoing',
      localAddress: this.#world.mediaAddress,
      localUri: `tel:${call.from}`,
      remoteUri: `tel:${call.to}`,
      requestUri: `tel:${call.to}`,
      nextHop: account.base,
      carrier: { kind: 'twilio', base: account.base, ...(callSid === undefined ? {} : { callSid }) },
      phase: 'inviting',
    };
  }

  async #create(): Promise<void> {
    const { account, call } = this.#parts;
    try {
      const { status, body } = await this.#world.http.request({
        ...createCall(account, call),
        timeoutMs: REST_MS,
      });
      const created = readCreated(status, body);
      const detail = `Twilio answered ${status}, which does not tell what became of the call.`;
      this.input(created ?? { type: 'unanswered', unsent: false, detail });
    } catch (error) {
      this.input({ type: 'unanswered', unsent: isUnsent(error), detail: errorText(error) });
    }
  }

  async #complete(callSid: string): Promise<void> {
    const { http, logger } = this.#world;
    try {
      const { status } = await http.request({ ...completeCall(this.account, callSid), timeoutMs: REST_MS });
      if (status >= 300 && status !== 404) logger.warn('twilio-not-completed', { status, call_sid: callSid });
    } catch (error) {
      logger.warn('twilio-not-completed', { error, call_sid: callSid });
    }
  }

  #end(ending: SipCallEvents['ended']): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
    this.#socket?.close();
    void this.#leg?.close();
    this.#emitter.emit('ended', ending);
  }
}

/** A refused or never made connection; whatever came after it may have reached Twilio. */
function isUnsent(error: unknown): boolean {
  if (error instanceof AppError && error.code === 'url-refused') return true;
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (NEVER_CONNECTED.has(String((cause as NodeJS.ErrnoException).code))) return true;
  return false;
}
