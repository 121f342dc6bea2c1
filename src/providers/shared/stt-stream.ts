/** Runs a vendor's translator on a wire: settles every finalize in time, keeps the wire alive, fails once. */
import type { Pcm } from '#audio';
import type { Clock, Millis, Timer } from '#kernel';
import { ModelError, type SttRequest, type SttStream, type SttStreamEvent } from '#models';
import { SttCore } from './stt-core.ts';
import type { SttAction, SttProtocol, WireMessage } from './stt-translator.ts';
import { openVendorSocket, type VendorSocketOptions } from './vendor-socket.ts';

/** What a stream needs of a connection; `VendorSocket` is one. */
export interface SttWire {
  send(message: WireMessage): void;
  close(last?: string): void;
}

export interface SttWireEvents {
  onOpen(): void;
  onMessage(message: WireMessage): void;
  /** At most once; nothing is told after it. */
  onFail(error: ModelError): void;
}

/** Opens a connection; returns at once, messages wait until it is open. */
export type SttConnect = (request: SttRequest, events: SttWireEvents) => SttWire;

export interface SttStreamOptions {
  readonly protocol: SttProtocol;
  readonly request: SttRequest;
  readonly connect: SttConnect;
  readonly clock: Clock;
  on(event: SttStreamEvent): void;
  /** From `finalize` to `settled` at the most, ms. Default 1,500. */
  readonly settleMs?: Millis;
  /** Counts `settleMs` from the open wire where that is later; for whole utterances. Default `false`. */
  readonly settlesOnceOpen?: boolean;
}

/** The contract's bound (`SttStream.finalize`). */
export const SETTLE_MS: Millis = 1500;
/** Open for less than this a vendor has had no time to answer. */
const SETTLES_IN_MS: Millis = 1000;

export function openSttStream(options: SttStreamOptions): SttStream {
  const { protocol, request, clock } = options;
  const translator = protocol.translate(request);
  const core = new SttCore(translator, protocol);
  /** One for each finalize that is not settled, the oldest first. */
  const settling: (Timer | null)[] = [];
  let alive: Timer | undefined;
  let sentAt = clock.monotonic();
  let openAt: Millis | null = null;
  /** It said something of what it heard. */
  let hears = false;
  let done = false;

  const wire = options.connect(request, {
    onOpen() {
      if (done) return;
      openAt = clock.monotonic();
      act(core.opened());
      settling.forEach((timer, i) => (settling[i] = timer ?? armSettle()));
      keepAlive();
    },
    onMessage(message) {
      if (done) return;
      const actions = core.received(message);
      hears ||= actions.some(({ type }) => type !== 'send');
      act(actions);
    },
    onFail: fail,
  });

  function act(actions: readonly SttAction[]): void {
    for (const action of actions) {
      if (done) return;
      if (action.type === 'failed') {
        wire.close();
        return fail(action.error);
      }
      if (action.type === 'send') {
        sentAt = clock.monotonic();
        wire.send(action.message);
        continue;
      }
      if (action.type === 'settled') settling.shift()?.cancel();
      options.on(action);
    }
  }

  function armSettle(): Timer {
    return clock.after(options.settleMs ?? SETTLE_MS, overdue);
  }

  /** Of one that never said a word of anything it is not believed that there was none. */
  function overdue(): void {
    if (hears || options.settlesOnceOpen || openAt === null || clock.monotonic() - openAt < SETTLES_IN_MS)
      return act(core.overdue());
    wire.close();
    const { provider } = protocol;
    fail(
      new ModelError({ provider, fault: 'timeout', message: `${provider} does not answer what is said.` }),
    );
  }

  function keepAlive(): void {
    const rule = translator.keepAlive;
    if (!rule || done) return;
    const idle = clock.monotonic() - sentAt;
    if (idle >= rule.everyMs) act([{ type: 'send', message: rule.message }]);
    alive = clock.after(idle >= rule.everyMs ? rule.everyMs : rule.everyMs - idle, keepAlive);
  }

  function finish(): boolean {
    if (done) return false;
    done = true;
    alive?.cancel();
    for (const timer of settling.splice(0)) timer?.cancel();
    return true;
  }

  function fail(error: ModelError): void {
    if (finish()) options.on({ type: 'failed', error });
  }

  return {
    write(pcm: Pcm) {
      if (!done) act(core.write(pcm));
    },
    finalize() {
      if (done) return;
      settling.push(options.settlesOnceOpen && openAt === null ? null : armSettle());
      act(core.finalize());
    },
    close() {
      if (finish()) wire.close(translator.farewell);
    },
  };
}

/** The connection of vendors that speak over a WebSocket. */
export function bySocket(
  protocol: SttProtocol,
  { outlet, clock, logger }: Pick<VendorSocketOptions, 'outlet' | 'clock' | 'logger'>,
): SttConnect {
  return (request, events) =>
    openVendorSocket({
      provider: protocol.provider,
      url: protocol.url(request),
      headers: protocol.headers,
      outlet,
      clock,
      logger,
      onOpen: events.onOpen,
      onText: events.onMessage,
      onBinary: events.onMessage,
      onFail: events.onFail,
      ...(protocol.hungUp ? { hungUp: protocol.hungUp.bind(protocol) } : {}),
    });
}
