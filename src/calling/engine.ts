/** The engine: accepts calls, dials them, answers those that come in, and ends every one of them. */
import {
  transcriptOf,
  type AgentConfig,
  type AnalysisSettings,
  type AnalysisReading,
  type Call,
  type CallCommand,
  type CallEvent,
  type CallMonitor,
  type CallPage,
  type CallQuery,
  type CallService,
  type CallSummary,
  type CreateCall,
  type RecordingFile,
  type Lack,
  type Tenant,
} from '#domain';
import { AppError, notFound, type Closable, type Id } from '#kernel';
import type { IncomingSipCall } from '#telephony';
import { AfterCalls } from './after/after-calls.ts';
import { analysisOf, requestAnalysis } from './after/analyses.ts';
import { hangUpWaiting } from './after/hang-up.ts';
import { acceptCall } from './accept/accept-call.ts';
import { engineOf } from './accept/prepare-call.ts';
import { lacksOf } from './accept/lacks.ts';
import { DueCalls } from './campaigns/due-calls.ts';
import { createPacer } from './campaigns/pacer.ts';
import { sealedRequest } from './accept/seal.ts';
import { Dialer } from './dial/dialer.ts';
import { placeCall } from './dial/place-call.ts';
import { followEvents } from './follow-events.ts';
import { takeIncomingCall } from './incoming-call.ts';
import { takePlace } from './transfer/take-place.ts';
import { callOf, captureOf, notHere, recordingOf, removeCall } from './keep-call.ts';
import type { CallWatcher } from './live/live-call.ts';
import { LiveCalls } from './live/live-calls.ts';
import { OpenEnds } from './live/open-ends.ts';
import { notInProgress, refuseUnable } from './live/refuse-command.ts';
import { Tally, type EngineFigures } from './live/tally.ts';
import { readLog } from './read-log.ts';
import type { EngineOptions } from './options.ts';
import { Simulator } from './simulate/simulator.ts';
import { Lease } from './recover/lease.ts';
import { TrunkWatch } from './trunks/trunk-watch.ts';

/**
 * How many waiting calls a freed line wakes: more than one, since the oldest may wait for another reason. Those that
 * still may not go wait on.
 */
const WOKEN = 5;
/** Somebody may look at their packets. */
const ON_THE_LINE: readonly Call['status'][] = ['dialing', 'ringing', 'in_progress'];

export class CallEngine implements CallService, Closable {
  readonly #options: EngineOptions;
  readonly #trunks: TrunkWatch;
  readonly #live = new LiveCalls();
  readonly #tally = new Tally();
  readonly #openEnds: OpenEnds;
  readonly #dialer: Dialer;
  readonly #lease: Lease;
  readonly #after: AfterCalls;
  readonly #pacer: ReturnType<typeof createPacer>;
  /** Batches and campaigns. */
  readonly due: DueCalls;
  readonly simulations: Simulator;
  #unsubscribe: () => void = () => {};
  #closing = false;

  constructor(options: EngineOptions) {
    this.#trunks = new TrunkWatch(options);
    this.#options = { gatewayHealth: (id, uri) => this.#trunks.healthOf(id, uri), ...options };
    this.#dialer = new Dialer({ ...options, place: (call) => this.#place(call) });
    this.#after = new AfterCalls(options);
    this.#pacer = createPacer({ ...options, made: () => this.#dialer.wake() });
    this.due = new DueCalls({
      ...options,
      wakeDialer: () => this.#dialer.wake(),
      wakePacer: () => this.#pacer.wake(),
      refuseClosing: () => this.#refuseClosing(),
    });
    this.simulations = new Simulator(options);
    this.#openEnds = new OpenEnds(options);
    this.#lease = new Lease(
      options,
      (id) => this.#live.has(id) || this.#dialer.isPlacing(id),
      (id) => void this.#live.obey(id),
      this.#openEnds,
    );
  }

  /** Registers the node, ends what an earlier process left, and begins to dial and to answer. */
  async start(): Promise<void> {
    const { store, sip, twilio } = this.#options;
    this.#unsubscribe = store.onNotify((message) => this.#heard(message));
    for (const line of [sip, twilio]) line?.onInvite((call) => void this.#incoming(call));
    await this.#lease.start();
    this.#trunks.start();
    this.#dialer.wake();
    this.#pacer.wake();
    this.simulations.wake();
    this.#after.start();
  }

  /** Live calls of this node. */
  get liveCalls(): number {
    return this.#live.size;
  }

  /** What this process did since it started. */
  figures(): EngineFigures {
    return this.#tally.figures();
  }

  async create(tenant: Tenant, input: CreateCall): Promise<Call> {
    this.#refuseClosing();
    // A call that may be dialled now goes straight to the dialer: one commit less before its INVITE.
    const holder = this.#dialer.hasRoom ? this.#options.nodeId : null;
    const { call, held } = await acceptCall(
      tenant,
      sealedRequest(input, this.#options.secrets),
      this.#options,
      holder,
    );
    if (held) this.#dialer.take(call);
    else this.#dialer.expect(call);
    return call;
  }

  async get(tenant: Tenant, id: Id): Promise<Call> {
    const { store } = this.#options;
    const call = await store.calls.get(tenant.organizationId, id);
    if (!call) throw notFound('call');
    return call.status === 'in_progress' ? { ...call, ...transcriptOf(await readLog(call, store)) } : call;
  }

  list(tenant: Tenant, query: CallQuery): Promise<CallPage> {
    return this.#options.store.calls.list(tenant.organizationId, query);
  }

  summaries(tenant: Tenant, query: CallQuery): Promise<readonly CallSummary[]> {
    return this.#options.store.calls.summaries(tenant.organizationId, query);
  }

  async events(tenant: Tenant, id: Id, after: number, limit: number): Promise<readonly CallEvent[]> {
    await this.get(tenant, id);
    return this.#options.store.calls.events(tenant.organizationId, id, after, limit);
  }

  async *follow(tenant: Tenant, id: Id, after: number, signal: AbortSignal): AsyncIterable<CallEvent> {
    await this.get(tenant, id);
    yield* followEvents(this.#options, tenant.organizationId, id, after, signal);
  }

  async control(tenant: Tenant, id: Id, command: CallCommand): Promise<Id> {
    const { store, clock, ids } = this.#options;
    const call = await this.get(tenant, id);
    refuseUnable(call, command);
    const commandId = ids.next();
    const kept = await store.commands.put(id, { id: commandId, command, createdAt: clock.now() });
    if (!kept) throw notInProgress((await this.get(tenant, id)).status);
    if (!this.#live.obey(id)) store.notify(`command:${id}`);
    return commandId;
  }

  async lacks({ organizationId }: Tenant, config: AgentConfig): Promise<readonly Lack[]> {
    const { store } = this.#options;
    return lacksOf(config, organizationId, await engineOf(this.#options, organizationId), store);
  }

  async hangUp(tenant: Tenant, id: Id): Promise<Call> {
    const { store } = this.#options;
    await this.get(tenant, id);
    const isOnLine = await hangUpWaiting(id, this.#options);
    if (!isOnLine) store.notify(`events:${id}`);
    else if (!this.#live.hangUp(id, this.#dialer.isPlacing(id))) store.notify(`hangup:${id}`);
    return this.get(tenant, id);
  }

  async recording(tenant: Tenant, id: Id): Promise<RecordingFile> {
    const { store, recordings } = this.#options;
    return recordingOf(await callOf(store, tenant, id), recordings);
  }

  async capture(tenant: Tenant, id: Id): Promise<RecordingFile> {
    const { store, recordings } = this.#options;
    return captureOf(await callOf(store, tenant, id), recordings);
  }

  async beginCapture(tenant: Tenant, id: Id): Promise<void> {
    const { store } = this.#options;
    const { status } = await callOf(store, tenant, id);
    if (!ON_THE_LINE.includes(status)) throw notInProgress(status);
    if (!this.#live.capture(id)) store.notify(`capture:${id}`);
  }

  async remove(tenant: Tenant, id: Id): Promise<void> {
    await removeCall(tenant, id, this.#options);
  }

  async monitor(tenant: Tenant, id: Id): Promise<CallMonitor> {
    const call = await callOf(this.#options.store, tenant, id);
    const monitor = this.#live.get(id)?.monitor();
    if (monitor) return monitor;
    throw await notHere(call, this.#options);
  }

  async analysis(tenant: Tenant, id: Id): Promise<AnalysisReading> {
    return analysisOf(await this.get(tenant, id), this.#options);
  }

  async analyse(tenant: Tenant, id: Id, settings: Partial<AnalysisSettings> | null): Promise<Id> {
    const run = await requestAnalysis(await this.get(tenant, id), settings, this.#options);
    this.#after.analysisAsked();
    return run;
  }

  /** Takes no new calls, lets running ones finish for `drainMs`, then says BYE to the rest. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const line of [this.#options.sip, this.#options.twilio])
      line?.onInvite((call) => call.reject(503, 'Service Unavailable'));
    await Promise.all([this.#trunks.stop(), this.#pacer.stop()]);
    await this.#dialer.stop();
    const { clock, limits } = this.#options;
    const cut = clock.after(limits.drainMs, () => {
      for (const live of this.#live.all()) live.input({ type: 'hangup-requested', by: 'platform' });
    });
    while (this.#live.size > 0) await Promise.all(this.#live.all().map((live) => live.ended));
    cut.cancel();
    this.#unsubscribe();
    await Promise.all([this.#after.stop(), this.simulations.stop()]);
    await this.#lease.stop();
  }

  #refuseClosing(): void {
    if (this.#closing)
      throw new AppError({
        code: 'shutting-down',
        status: 503,
        retryable: true,
        message: 'Parley is shutting down and takes no new calls. Try again in a minute.',
      });
  }

  async #place(call: Call): Promise<void> {
    try {
      await placeCall(call, this.#options, this.#watch);
    } finally {
      this.#live.placed(call.id);
    }
  }

  async #incoming(sip: IncomingSipCall): Promise<void> {
    if (!sip.replaces) return takeIncomingCall(sip, this.#options, this.#watch);
    const live = this.#live.on(sip.replaces);
    if (!live) return sip.reject(481);
    await takePlace(sip, live, this.#options).catch((cause: unknown) => {
      this.#options.logger.error('place-not-taken', { call: live.call.id, cause });
      sip.reject(500);
    });
  }

  readonly #watch: CallWatcher = {
    begun: (live) => {
      this.#tally.attempt(live.call);
      this.#live.add(live);
    },
    left: (end) => this.#openEnds.keep(end),
    ended: (live, outcome, stats) => {
      this.#tally.ended(outcome, stats);
      this.#options.onEnded?.(live.call);
      this.#live.remove(live);
      this.#after.callEnded();
      if (live.call.campaignId) this.#pacer.wake();
      const { store, clock, logger } = this.#options;
      store.calls
        .wakeDeferred(live.call.organizationId, clock.now(), WOKEN)
        .then(() => this.#dialer.wake())
        .catch((cause: unknown) => logger.error('deferred-not-woken', { cause }));
    },
  };

  #heard(message: string): void {
    const [topic, id] = message.split(':') as [string, Id];
    if (topic === 'hangup') this.#live.hangUp(id, this.#dialer.isPlacing(id));
    if (topic === 'capture') this.#live.capture(id);
    if (topic === 'command') this.#live.obey(id);
  }
}
