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
  SipCertificates,
  SipCredentials,
  SipEndpoint,
  SipPacket,
  SipTarget,
} from '../../contract.ts';
import { MAGIC_COOKIE, parseUri, tagOf, type SipRequest, type SipResponse } from '../message/index.ts';
import { ping, type RegistrationWorld } from '../registration/index.ts';
import { TransactionLayer, type Failure, type ServerUser, type TimerValues } from '../transaction/index.ts';
import type { Resolver } from '../transport/resolver.ts';
import type { OwnAddresses, Source, Transport } from '../transport/transport.ts';
import { addressFor } from '../transport/via-stamp.ts';
import { addressInvalid } from './address.ts';
import { Bindings } from './bindings.ts';
import { CallTable } from './call-table.ts';
import { OutgoingCall, planOf } from './outgoing.ts';
import { OutsideRequests } from './outside-requests.ts';
import { Reception, type Admission } from './reception.ts';
import { RecoveryRun } from './recovery.ts';
import type { CallWorld, RunningCall } from './running-call.ts';
import { answer } from './responses.ts';
import { token, type Self } from './self.ts';
import { Watches } from './watches.ts';
import { watched } from './watched-transport.ts';

export interface EndpointParts {
  readonly transport: Transport;
  /** Absent where nothing speaks TLS. */
  readonly renewTls?: (pem: SipCertificates) => void;
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly userAgent: string;
  readonly timers: TimerValues;
  readonly admits: (source: SipTarget) => Admission;
  /** Registrars may tell us our address (RFC 3581, 4): not where the operator gave one. */
  readonly learns?: boolean;
  /** What server transactions may hold, bytes. */
  readonly serverBytes?: number;
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
  readonly #calls = new CallTable();
  readonly #recoveries = new Set<RecoveryRun>();
  readonly #bindings = new Bindings();
  readonly #watches: Watches;
  readonly #outside: OutsideRequests;
  readonly #learns: boolean;
  readonly #renewTls: (pem: SipCertificates) => void;
  #closing: Promise<void> | undefined;

  constructor(parts: EndpointParts) {
    const { transport, resolver, clock, random, logger, userAgent, timers, admits } = parts;
    this.addresses = transport.addresses;
    this.address = addressFor(this.addresses, 'UDP');
    this.resolver = resolver;
    this.clock = clock;
    this.logger = logger;
    this.#random = random;
    this.#learns = parts.learns ?? false;
    this.#renewTls = parts.renewTls ?? (() => undefined);
    this.#watches = new Watches(clock, logger);
    this.#transport = watched(transport, this.#watches);
    this.#secret = this.#seed();
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
    this.#outside = new OutsideRequests({
      ...{ world: this, self: this.#self, calls: this.#calls, logger },
      seed: () => this.#seed(),
      tag: (request) => this.tag(request),
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
    return { ...this.layer.size, ...this.#calls.size, recoveries: this.#recoveries.size };
  }

  renewTls(pem: SipCertificates): void {
    this.#renewTls(pem);
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
    this.#outside.onInvite(handler);
  }

  /** @throws AppError `sip-uri-invalid`, `sip-unresolved`, `sip-transport-unsupported` */
  async targets(uri: string): Promise<readonly SipTarget[]> {
    const parsed = parseUri(uri);
    if (!parsed) throw addressInvalid('uri');
    return this.resolver.targets(parsed);
  }

  /** @throws AppError `sip-uri-invalid` */
  register(settings: RegistrationSettings): Registration {
    return this.#bindings.register(settings, this.#world(), this.#seed());
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
    this.#calls.close();
    for (const run of [...this.#recoveries]) run.close();
    await this.#bindings.close();
    this.layer.close();
    this.#watches.clear();
    await this.#transport.close();
  }

  reachedFrom(target: SipTarget): string | undefined {
    return this.#bindings.reachedFrom(target);
  }

  changed(call: RunningCall): void {
    this.#calls.changed(call);
  }

  request(key: string, request: SipRequest, source: Source): void {
    if (request.method === 'CANCEL') return this.#cancel(key, request);
    if (tagOf(request.to) !== undefined) {
      const call = this.#calls.find(request);
      if (call) return call.input({ type: 'request', key, request });
      // 12.2.2: a request for a dialog that does not exist gets 481.
      return this.#respond(key, answer(this.#self, request, 481));
    }
    this.#outside.take(key, request, source);
  }

  ack(request: SipRequest): void {
    this.#calls.find(request)?.input({ type: 'ack', request });
  }

  expects(request: SipRequest): boolean {
    return this.#calls.find(request) !== undefined;
  }

  tag(request: SipRequest): string {
    return token(this.#secret, 'tag', request.callId, request.cseq.number, tagOf(request.from) ?? '');
  }

  stray(response: SipResponse): void {
    this.logger.debug('sip-response-stray', { status: response.status, method: response.cseq.method });
  }

  failed(key: string, { problem, detail }: Failure): void {
    if (problem === 'transport') this.#calls.offered(key)?.undeliverable(detail);
  }

  /** Where the calls go, as far as that is known. */
  #targets(): SipTarget[] {
    return [...this.#calls.targets(), ...this.#bindings.targets()];
  }

  /** 9.2: 200 when we know the INVITE, whatever became of it; 481 when not. Required extensions are not heeded. */
  #cancel(key: string, request: SipRequest): void {
    const invite = this.layer.inviteOf(request);
    const call = invite && this.#calls.offered(invite.key);
    // 9.2: the To tag SHOULD be that of the response to the INVITE.
    const tag = call?.identity.localTag ?? token(this.#seed(), 'tag');
    this.#respond(key, answer(this.#self, request, invite ? 200 : 481, { tag }));
    if (invite?.open) call?.canceled(request);
  }

  #respond(key: string, response: SipResponse): void {
    this.layer.respond(key, response);
  }

  #world(): RegistrationWorld {
    const { layer, resolver, clock, logger } = this;
    return { layer, resolver, clock, logger, self: this.#self, learns: this.#learns };
  }

  #seed(): string {
    return randomHex(this.#random, 16);
  }
}

function isSamePlace(a: SipTarget, b: SipTarget): boolean {
  return a.transport === b.transport && a.host === b.host && a.port === b.port;
}
