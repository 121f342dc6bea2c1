/** A call that we place through Twilio: kept before it is asked for, and asked for once. */
import { AppError, errorText } from '#kernel';
import type { DialogRecord, OutgoingInvite } from '../contract.ts';
import { TwilioCall, type TwilioWorld } from './call.ts';
import { newTwilioCall, type TwilioEffect } from './call-machine.ts';
import { createCall, readCreated, type NewCall, type TwilioAccount } from './rest.ts';
import { openRtpLeg } from './rtp-leg.ts';

export interface OutgoingParts {
  readonly account: TwilioAccount;
  readonly request: OutgoingInvite;
  readonly call: NewCall;
  /** RTP port of the media session. */
  readonly mediaPort: number;
}

/** Of what nothing can have left. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

export class OutgoingTwilioCall extends TwilioCall {
  readonly #parts: Omit<OutgoingParts, 'request'>;
  /** Keeps its record; null once it is over. */
  #store: OutgoingInvite['store'] | null;

  constructor(parts: OutgoingParts, world: TwilioWorld) {
    const { account, request, call, mediaPort } = parts;
    super(account, request.identity, newTwilioCall, request.ringTimeoutMs, world);
    this.#parts = { account, call, mediaPort };
    this.#store = (record) => request.store(record);
    // After whoever made it could listen.
    queueMicrotask(() => this.#keep());
  }

  protected override place(effect: Extract<TwilioEffect, { type: 'create' | 'note' }>): void {
    if (effect.type === 'create') void this.#create();
    else this.#note(effect.callSid);
  }

  protected override released(): void {
    this.#store = null;
  }

  /** Before anything is asked of Twilio: the record, and the end of the wire that the media session will speak with. */
  #keep(): void {
    const { mediaAddress: address, random, logger } = this.world;
    Promise.all([
      openRtpLeg({ address, port: this.#parts.mediaPort, random, logger }),
      this.#store?.(this.#record()),
    ]).then(
      ([leg]) => {
        this.leg = leg;
        if (this.isOver) void leg.close();
        else this.input({ type: 'stored' });
      },
      (error: unknown) => this.input({ type: 'store-failed', detail: errorText(error) }),
    );
  }

  #note(callSid: string): void {
    this.#store?.(this.#record(callSid)).catch((error: unknown) =>
      this.world.logger.warn('twilio-record-stale', { detail: errorText(error) }),
    );
  }

  #record(callSid?: string): DialogRecord {
    const { account, call } = this.#parts;
    return {
      ...this.identity,
      direction: 'outgoing',
      localAddress: this.world.mediaAddress,
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
      const { status, body } = await this.send(createCall(account, call));
      const detail = `Twilio answered ${status}, which does not tell what became of the call.`;
      this.input(readCreated(status, body) ?? { type: 'unanswered', unsent: false, detail });
    } catch (error) {
      this.input({ type: 'unanswered', unsent: isUnsent(error), detail: errorText(error) });
    }
  }
}

/** A refused or never made connection; whatever came after it may have reached Twilio. */
function isUnsent(error: unknown): boolean {
  if (error instanceof AppError && error.code === 'url-refused') return true;
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (NEVER_CONNECTED.has(String((cause as NodeJS.ErrnoException).code))) return true;
  return false;
}
