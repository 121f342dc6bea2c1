/** Requests outside any dialog (RFC 3261, 8.2): an INVITE becomes a call, OPTIONS is described, the rest is refused. */
import type { Logger } from '#kernel';
import type { IncomingSipCall } from '../../contract.ts';
import { wireHost, type SipRequest, type SipResponse } from '../message/index.ts';
import type { Source } from '../transport/transport.ts';
import type { CallTable } from './call-table.ts';
import { Challenger } from './challenge.ts';
import { IncomingCall } from './incoming.ts';
import { replacing } from './replacing.ts';
import { answer, describe, refuse } from './responses.ts';
import type { CallWorld } from './running-call.ts';
import { onTransport, seenAs, token, type Self } from './self.ts';
import { tooBrief } from './session-timer.ts';

export interface OutsideParts {
  readonly world: CallWorld;
  readonly self: Self;
  readonly calls: CallTable;
  readonly logger: Logger;
  /** Chance for one purpose. */
  readonly seed: () => string;
  /** To tag for an answer that nothing is kept of. */
  readonly tag: (request: SipRequest) => string;
}

export class OutsideRequests {
  readonly #parts: OutsideParts;
  readonly #challenger: Challenger;
  #onInvite: ((call: IncomingSipCall) => void) | undefined;

  constructor(parts: OutsideParts) {
    this.#parts = parts;
    this.#challenger = new Challenger(parts.seed());
  }

  onInvite(handler: (call: IncomingSipCall) => void): void {
    this.#onInvite = handler;
  }

  take(key: string, request: SipRequest, source: Source): void {
    const { self, seed } = this.#parts;
    const tag = token(seed(), 'tag');
    const refusal = refuse(self, request, tag);
    if (refusal) return this.#respond(key, refusal);
    switch (request.method) {
      case 'INVITE':
        return this.#offer(key, request, source);
      case 'OPTIONS':
        return this.#respond(key, describe(self, request, tag));
      case 'BYE':
        return this.#respond(key, answer(self, request, 481, { tag }));
      default:
        return this.#respond(key, answer(self, request, 405, { tag }));
    }
  }

  #offer(key: string, request: SipRequest, source: Source): void {
    const { world, self, calls, logger } = this.#parts;
    const seed = this.#parts.seed();
    const localTag = token(seed, 'tag');
    const refuseWith = (status: number): void =>
      this.#respond(key, answer(self, request, status, { tag: localTag }));
    // 8.2.2.1: another scheme than ours.
    if (!/^(sips?|tel):/i.test(request.uri)) return refuseWith(416);
    if (!this.#onInvite) return refuseWith(480);
    const brief = tooBrief(self, request, localTag);
    if (brief) return this.#respond(key, brief);
    const place = replacing(request, (id) => calls.byDialog(id));
    if (place.kind === 'refused') return refuseWith(place.status);
    const call = new IncomingCall(world, source, {
      ...(place.kind === 'replaces' ? { replaces: place.call } : {}),
      judge: (guard) => this.#challenger.judge(request, guard, this.#parts.seed(), world.clock.now()),
      challengeTag: this.#parts.tag(request),
      self: seenAs(onTransport(self, source.transport, request.uri), world.reachedFrom(source)),
      key,
      request,
      localTag,
      source: `${wireHost(source.host)}:${source.port}`,
      seed,
    });
    calls.addOffered(key, call);
    try {
      this.#onInvite(call);
    } catch (error) {
      logger.error('sip-invite-handler-fault', { error });
      call.reject(500);
    }
  }

  #respond(key: string, response: SipResponse): void {
    this.#parts.world.layer.respond(key, response);
  }
}
