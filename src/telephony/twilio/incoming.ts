/** A call that Twilio brings: its request waits for our word, and the answer to it is the TwiML that connects the two. */
import { errorText } from '#kernel';
import type { DialogRecord, IncomingSipCall, InviteIdentity } from '../contract.ts';
import { parseSdp } from '../sdp/index.ts';
import { TwilioCall, type TwilioWorld } from './call.ts';
import { incomingTwilioCall } from './call-machine.ts';
import type { TwilioAccount } from './rest.ts';
import type { RtpLeg } from './rtp-leg.ts';
import { printTwiml, rejectTwiml } from './twiml.ts';

/** Where its calls come from, for those that ask. */
export const TWILIO_SOURCE = 'twilio';
/** Twilio gives up on a request after 15 s. */
const DECIDE_MS = 14_000;

export interface IncomingParts {
  readonly account: TwilioAccount;
  readonly identity: InviteIdentity;
  readonly callSid: string;
  readonly from: string;
  readonly to: string;
  readonly streamUrl: string;
  readonly leg: RtpLeg;
}

export class IncomingTwilioCall extends TwilioCall implements IncomingSipCall {
  readonly calledUser: string;
  readonly requestUri: string;
  readonly from: string;
  readonly to: string;
  readonly source = TWILIO_SOURCE;
  readonly offer: string;
  readonly #streamUrl: string;
  readonly #twiml = Promise.withResolvers<string>();

  constructor(parts: IncomingParts, world: TwilioWorld) {
    super(parts.account, parts.identity, incomingTwilioCall(parts.callSid), DECIDE_MS, world);
    this.leg = parts.leg;
    this.calledUser = parts.to;
    this.requestUri = `tel:${parts.to}`;
    const host = URL.parse(parts.account.base)?.host ?? TWILIO_SOURCE;
    this.from = `<sip:${parts.from}@${host}>`;
    this.to = `<sip:${parts.to}@${host}>`;
    this.offer = parts.leg.sdp;
    this.#streamUrl = parts.streamUrl;
    const late = world.clock.after(DECIDE_MS, () => this.reject(480));
    void this.#twiml.promise.then(() => late.cancel());
    this.events.on('ended', () => this.#twiml.resolve(rejectTwiml(false)));
  }

  /** What Twilio is to do with it. */
  get twiml(): Promise<string> {
    return this.#twiml.promise;
  }

  header(): undefined {}

  headers(): readonly string[] {
    return [];
  }

  /** Its signature was judged before. */
  prove(): boolean {
    return true;
  }

  /** It rings by itself. */
  ring(): void {}

  /** @param sdp names the port of the media session. @throws whatever `store` threw; the caller then hears a busy tone. */
  async accept(sdp: string, store: (record: DialogRecord) => Promise<void>): Promise<void> {
    const parsed = parseSdp(sdp);
    const port = parsed.ok ? parsed.description.media[0]?.port : undefined;
    if (port === undefined) return this.reject(488);
    this.leg?.aim(port);
    try {
      await store(this.#record());
    } catch (error) {
      this.input({ type: 'store-failed', detail: errorText(error) });
      throw error;
    }
    if (this.isOver) return;
    this.input({ type: 'accepted' });
    this.#twiml.resolve(printTwiml(this.#streamUrl));
  }

  reject(status: number): void {
    this.#twiml.resolve(rejectTwiml(status === 486 || status === 600));
    this.input({ type: 'rejected', status });
  }

  #record(): DialogRecord {
    const { callSid } = this.state;
    return {
      ...this.identity,
      direction: 'incoming',
      localAddress: this.world.mediaAddress,
      localUri: this.to,
      remoteUri: this.from,
      requestUri: this.requestUri,
      nextHop: this.account.base,
      carrier: { kind: 'twilio', base: this.account.base, ...(callSid === null ? {} : { callSid }) },
      phase: 'confirmed',
    };
  }
}
