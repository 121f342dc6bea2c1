/** The SIP endpoint: one transport, its transactions, its calls. It routes; the machines decide. */
import { randomHex, type Clock, type Logger, type Random } from '#kernel';
import type {
  DialogRecord,
  IncomingSipCall,
  InviteIdentity,
  OutgoingInvite,
  PingReport,
  PingRequest,
  RecoveryReport,
  Registration,
  RegistrationSettings,
  SipCall,
  SipCredentials,
  SipEndpoint,
  SipPacket,
  SipTarget,
} from '../../contract.ts';
import { dialogId } from '../dialog/index.ts';
import {
  MAGIC_COOKIE,
  parseUri,
  tagOf,
  wireHost,
  type SipRequest,
  type SipResponse,
} from '../message/index.ts';
import { ping, RunningRegistration, type RegistrationWorld } from '../registration/index.ts';
import { TransactionLayer, type Failure, type ServerUser, type TimerValues } from '../transaction/index.ts';
import type { Resolver } from '../transport/resolver.ts';
import type { OwnAddresses, Source, Transport } from '../transport/transport.ts';
import { addressFor } from '../transport/via-stamp.ts';
import { addressInvalid } from './address.ts';
import type { CallWorld, RunningCall } from './call.ts';
import { IncomingCall } from './incoming.ts';
import { OutgoingCall, planOf } from './outgoing.ts';
import { Reception, type Admission } from './reception.ts';
import { RecoveryRun } from './recovery.ts';
import { replacing } from './replacing.ts';
import { Challenger, type ChallengeRule } from './challenge.ts';
import { answer, describe, refuse } from './responses.ts';
import { onTransport, token, type Self } from './self.ts';
import { tooBrief } from './session-timer.ts';
import { Watches } from './watches.ts';
import { watched } from './watched-transport.ts';

export interface EndpointParts {
  readonly transport: Transport;
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly userAgent: string;
  readonly timers: TimerValues;
  readonly admits: (source: SipTarget) => Admission;
  /** What server transactions may hold, bytes. */
  readonly serverBytes?: number;
  /** Whose credentials an INVITE must bring; absent: nobody's. */
  readonly challenge?: ChallengeRule | undefined;
}

/** Bytes of chance in a Call-ID; 19.3 and 8.1.1.4 ask for global uniqueness. */
const CALL_ID_BYTES = 16;

export class Endpoint implements SipEndpoint, ServerUser, CallWorld {
  readonly address: string;
  readonly addresses: OwnAddresses;
  readonly layer: TransactionLayer;
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly #random: Random;
  readonly #transport: Transport;
  readonly #self: Self;
  /** Of it tags are made for answers that nothing is kept of. */
  readonly #secret: string;
  readonly #calls = new Set<RunningCall>();
  readonly #dialogs = new Map<string, RunningCall>();
  readonly #dialogsOf = new Map<RunningCall, readonly string[]>();
  /** Incoming calls by the server transaction of their INVITE, until they end. */
  readonly #offered = new Map<string, IncomingCall>();
  readonly #recoveries = new Set<RecoveryRun>();
  readonly #registrations = new Set<RunningRegistration>();
  readonly #watches: Watches;
  readonly #challenge: ChallengeRule | undefined;
  readonly #challenger: Challenger;
  #onInvite: ((call: IncomingSipCall) => void) | undefined;
  #closing: Promise<void> | undefined;

  constructor(parts: EndpointParts) {
    const { transport, resolver, clock, random, logger, userAgent, timers, admits } = parts;
    this.addresses = transport.addresses;
    this.address = addressFor(this.addresses, 'UDP');
    this.resolver = resolver;
    this.clock = clock;
    this.logger = logger;
    this.#random = random;
    this.#watches = new Watches(clock, logger);
    this.#transport = watched(transport, this.#watches);
    this.#secret = this.#seed();
    this.#challenge = parts.challenge;
    this.#challenger = new Challenger(this.#seed());
    this.#self = {
      ...{ address: this.address, addresses: this.addresses, transport: 'UDP', secure: false },
      ...{ userAgent, t1: timers.t1, t2: timers.t2 },
    };
    const { avoided } = resolver;
    this.layer = new TransactionLayer({
      ...{ transport: this.#transport, clock, timers, user: this, serverBytes: parts.serverBytes },
      fate: {
        works: (target) => avoided.remove(target),
        fails: (target, forMs) => avoided.add(target, forMs),
        failing: (target) => avoided.has(target),
      },
    });
    const reception = new Reception({
      ...{ layer: this.layer, transport: this.#transport, logger, admits },
      expects: (request) => this.expects(request),
      talksTo: (host) => this.#targets().some((target) => target.host === host),
    });
    this.#transport.onMessage((bytes, from) => reception.take(bytes, from));
    // RFC 5626, 3.5.1: a connection that carries a call must not be forgotten on the way.
    this.#transport.keep((peer) => this.#targets().some((target) => isSamePlace(target, peer)));
  }

  /** How much is held, for tests and metrics. */
  get size(): { clients: number; servers: number; calls: number; dialogs: number; recoveries: number } {
    return {
      ...this.layer.size,
      calls: this.#calls.size,
      dialogs: this.#dialogs.size,
      recoveries: this.#recoveries.size,
    };
  }

  newIdentity(): InviteIdentity {
    return {
      callId: randomHex(this.#random, CALL_ID_BYTES),
      localTag: randomHex(this.#random, 8),
      branch: MAGIC_COOKIE + randomHex(this.#random, 12),
      cseq: 1,
    };
  }

  invite(request: OutgoingInvite): SipCall {
    const call = new OutgoingCall(this, planOf(this.#self, request, this.#seed()), request);
    this.#calls.add(call);
    return call;
  }

  onInvite(handler: (call: IncomingSipCall) => void): void {
    this.#onInvite = handler;
  }

  /** @throws AppError `sip-uri-invalid`, `sip-unresolved`, `sip-transport-unsupported` */
  async targets(uri: string): Promise<readonly SipTarget[]> {
    const parsed = parseUri(uri);
    if (!parsed) throw addressInvalid('uri');
    return this.resolver.targets(parsed);
  }

  /** @throws AppError `sip-uri-invalid` */
  register(settings: RegistrationSettings): Registration {
    const registration = new RunningRegistration(settings, this.#world(), this.#seed());
    this.#registrations.add(registration);
    registration.events.on('changed', ({ status }) => {
      if (status === 'closed') this.#registrations.delete(registration);
    });
    return registration;
  }

  ping(request: PingRequest): Promise<PingReport> {
    return ping(request, this.#world(), this.#seed());
  }

  watch(callId: string, listener: (packet: SipPacket) => void): () => void {
    return this.#watches.watch(callId, listener);
  }

  recover(record: DialogRecord, withinMs: number, credentials?: SipCredentials): Promise<RecoveryReport> {
    const run = new RecoveryRun(
      {
        layer: this.layer,
        resolver: this.resolver,
        clock: this.clock,
        logger: this.logger,
        self: this.#self,
        done: (ended) => void this.#recoveries.delete(ended),
      },
      { record, ...(credentials ? { credentials } : {}) },
      this.#seed(),
      withinMs,
    );
    this.#recoveries.add(run);
    return run.report;
  }

  /**
   * Frees the port; sends nothing. Calls still open end as `internal`: their owner ends calls on the wire before, for a
   * BYE without a transaction to repeat it promises nothing, and what an owner leaves behind is in its records, so that
   * the next start ends it by `recover`.
   */
  close(): Promise<void> {
    return (this.#closing ??= this.#closeAll());
  }

  async #closeAll(): Promise<void> {
    for (const call of [...this.#calls]) call.close();
    for (const run of [...this.#recoveries]) run.close();
    await Promise.all([...this.#registrations].map((registration) => registration.close()));
    this.layer.close();
    this.#calls.clear();
    this.#dialogs.clear();
    this.#dialogsOf.clear();
    this.#offered.clear();
    this.#watches.clear();
    await this.#transport.close();
  }

  /** Keeps the table of dialogs in step with the calls; a forked call has several early ones (12.1). */
  changed(call: RunningCall): void {
    if (call.ended) this.#calls.delete(call);
    const [known, open] = [this.#dialogsOf.get(call) ?? [], call.ended ? [] : call.dialogs];
    if (known === open) return;
    for (const id of known) if (!open.includes(id)) this.#dialogs.delete(id);
    for (const id of open) this.#dialogs.set(id, call);
    if (open.length > 0) this.#dialogsOf.set(call, open);
    else this.#dialogsOf.delete(call);
  }

  request(key: string, request: SipRequest, source: Source): void {
    if (request.method === 'CANCEL') return this.#cancel(key, request);
    if (tagOf(request.to) !== undefined) {
      const call = this.#callOf(request);
      if (call) return call.input({ type: 'request', key, request });
      // 12.2.2: a request for a dialog that does not exist gets 481.
      return this.#respond(key, answer(this.#self, request, 481));
    }
    this.#outside(key, request, source);
  }

  ack(request: SipRequest): void {
    this.#callOf(request)?.input({ type: 'ack', request });
  }

  expects(request: SipRequest): boolean {
    return this.#callOf(request) !== undefined;
  }

  tag(request: SipRequest): string {
    return token(this.#secret, 'tag', request.callId, request.cseq.number, tagOf(request.from) ?? '');
  }

  stray(response: SipResponse): void {
    this.logger.debug('sip-response-stray', { status: response.status, method: response.cseq.method });
  }

  failed(key: string, { problem, detail }: Failure): void {
    if (problem === 'transport') this.#offered.get(key)?.undeliverable(detail);
  }

  /** Where the calls go, as far as that is known. */
  #targets(): SipTarget[] {
    return [...this.#calls, ...this.#registrations].flatMap(({ target }) => target ?? []);
  }

  /** 8.2: requests outside any dialog. */
  #outside(key: string, request: SipRequest, source: Source): void {
    const tag = token(this.#seed(), 'tag');
    const refusal = refuse(this.#self, request, tag);
    if (refusal) return this.#respond(key, refusal);
    switch (request.method) {
      case 'INVITE':
        return this.#offer(key, request, source);
      case 'OPTIONS':
        return this.#respond(key, describe(this.#self, request, tag));
      case 'BYE':
        return this.#respond(key, answer(this.#self, request, 481, { tag }));
      default:
        return this.#respond(key, answer(this.#self, request, 405, { tag }));
    }
  }

  #offer(key: string, request: SipRequest, source: Source): void {
    const seed = this.#seed();
    const localTag = token(seed, 'tag');
    const refuseWith = (status: number): void =>
      this.#respond(key, answer(this.#self, request, status, { tag: localTag }));
    // 8.2.2.1: another scheme than ours.
    if (!/^(sips?|tel):/i.test(request.uri)) return refuseWith(416);
    if (!this.#onInvite) return refuseWith(480);
    if (!this.#isProven(key, request, source)) return;
    const brief = tooBrief(this.#self, request, localTag);
    if (brief) return this.#respond(key, brief);
    const place = replacing(request, (id) => this.#dialogs.get(id));
    if (place.kind === 'refused') return refuseWith(place.status);
    const call = new IncomingCall(this, source, {
      ...(place.kind === 'replaces' ? { replaces: place.call } : {}),
      judge: (guard) => this.#challenger.judge(request, guard, this.#seed(), this.clock.now()),
      self: onTransport(this.#self, source.transport, request.uri),
      key,
      request,
      localTag,
      source: `${wireHost(source.host)}:${source.port}`,
      seed,
    });
    this.#calls.add(call);
    this.#offered.set(key, call);
    call.events.on('ended', () => this.#offered.delete(key));
    this.changed(call);
    try {
      this.#onInvite(call);
    } catch (error) {
      this.logger.error('sip-invite-handler-fault', { error });
      call.reject(500);
    }
  }

  /** 22.1: a caller that must say who it is and does not is challenged. */
  #isProven(key: string, request: SipRequest, source: Source): boolean {
    const guard = this.#challenge?.({ source, requestUri: request.uri, from: request.from.uri });
    if (!guard) return true;
    const proof = this.#challenger.judge(request, guard, this.#seed(), this.clock.now());
    if (proof.kind === 'proven') return true;
    const headers = proof.headers.map((value) => ['WWW-Authenticate', value] as const);
    // 26.3.2.4: a single one and nothing kept, or a forged source would get it ten times over.
    const tag = this.tag(request);
    this.layer.respondOnce(key, answer(this.#self, request, 401, { tag, reason: 'Unauthorized', headers }));
    return false;
  }

  /** 9.2: 200 when we know the INVITE, whatever became of it; 481 when not. Required extensions are not heeded. */
  #cancel(key: string, request: SipRequest): void {
    const invite = this.layer.inviteOf(request);
    const call = invite && this.#offered.get(invite.key);
    // 9.2: the To tag SHOULD be that of the response to the INVITE.
    const tag = call?.identity.localTag ?? token(this.#seed(), 'tag');
    this.#respond(key, answer(this.#self, request, invite ? 200 : 481, { tag }));
    if (invite?.open) call?.canceled(request);
  }

  /** 12.2.2: the dialog that a request of the peer names. */
  #callOf(request: SipRequest): RunningCall | undefined {
    const [local, remote] = [tagOf(request.to) ?? '', tagOf(request.from) ?? ''];
    return this.#dialogs.get(dialogId(request.callId, local, remote));
  }

  #respond(key: string, response: SipResponse): void {
    this.layer.respond(key, response);
  }

  #world(): RegistrationWorld {
    const { layer, resolver, clock, logger } = this;
    return { layer, resolver, clock, logger, self: this.#self };
  }

  #seed(): string {
    return randomHex(this.#random, 16);
  }
}

function isSamePlace(a: SipTarget, b: SipTarget): boolean {
  return a.transport === b.transport && a.host === b.host && a.port === b.port;
}
