/** Runs a recovery: its two transactions, its limits. */
import type { Closable, Clock, Logger, Timer } from '#kernel';
import type { DialogRecord, RecoveryReport, SipTarget } from '../../contract.ts';
import { bareHost, parseHostPort } from '../message/index.ts';
import type { ClientTransaction, TransactionLayer } from '../transaction/index.ts';
import type { Resolver } from '../transport/resolver.ts';
import { defaultPort } from '../transport/received.ts';
import { Hops } from './hops.ts';
import {
  startRecovery,
  stepRecovery,
  type Orphan,
  type Recovery,
  type RecoveryEffect,
  type RecoveryInput,
} from './recovery-call.ts';
import { onTransport, type Self } from './self.ts';

export interface RecoveryWorld {
  readonly layer: TransactionLayer;
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly self: Self;
  /** It minds nothing any more. */
  done(run: RecoveryRun): void;
}

export class RecoveryRun implements Closable {
  /** Resolves when the outcome is known, when time is up, or when it is closed. */
  readonly report: Promise<RecoveryReport>;
  readonly #world: RecoveryWorld;
  readonly #nextHop: SipTarget | undefined;
  readonly #hops: Hops;
  #state: Recovery;
  #resolve: (report: RecoveryReport) => void = () => undefined;
  #patience: Timer;
  #minding: Timer;
  #invite: ClientTransaction | undefined;

  constructor(world: RecoveryWorld, orphan: Orphan, seed: string, withinMs: number) {
    this.#world = world;
    this.#hops = new Hops(world.resolver, world.logger);
    this.#nextHop = nextHopOf(orphan.record);
    this.report = new Promise((resolve) => (this.#resolve = resolve));
    const first = startRecovery(onTransport(world.self, this.#nextHop?.transport ?? 'UDP'), orphan, seed);
    this.#state = first.state;
    this.#patience = world.clock.after(withinMs, () => this.#tell());
    // A 2xx is repeated by its sender for 64*T1 (13.3.1.4); after that nobody waits for our ACK.
    this.#minding = world.clock.after(64 * world.self.t1, () => this.close());
    for (const effect of first.effects) this.#execute(effect);
  }

  close(): void {
    this.#patience.cancel();
    this.#minding.cancel();
    this.#invite?.abandon();
    this.#tell();
    this.#world.done(this);
  }

  #input(input: RecoveryInput): void {
    const step = stepRecovery(this.#state, input);
    this.#state = step.state;
    for (const effect of step.effects) this.#execute(effect);
  }

  #tell(): void {
    this.#patience.cancel();
    this.#resolve(this.#state.report);
  }

  #execute(effect: RecoveryEffect): void {
    const { layer } = this.#world;
    const ignore = { response: () => undefined, failed: () => undefined };
    switch (effect.type) {
      case 'known':
        return this.#tell();
      case 'await-invite':
        if (this.#nextHop)
          this.#invite = layer.clients.resumeInvite(effect.request, this.#nextHop, {
            ...ignore,
            response: (response) => this.#input({ type: 'response', response }),
          });
        return;
      case 'cancel':
        if (this.#nextHop)
          layer.clients.request(effect.request, this.#nextHop, {
            ...ignore,
            response: ({ status }) => this.#input({ type: 'cancel-response', status }),
          });
        return;
      case 'ack':
        return this.#hops.send(effect.hop, this.#nextHop, (address) => layer.send(effect.request, address));
      case 'bye':
        return this.#hops.send(effect.hop, this.#nextHop, (address) =>
          layer.clients.request(effect.request, address, {
            ...ignore,
            response: (response) => this.#input({ type: 'bye-response', response }),
          }),
        );
    }
  }
}

function nextHopOf({ nextHop, transport = 'UDP', serverName }: DialogRecord): SipTarget | undefined {
  const hop = parseHostPort(nextHop);
  return (
    (hop && {
      transport,
      host: bareHost(hop.host),
      port: hop.port ?? defaultPort(transport),
      ...(serverName === undefined ? {} : { serverName }),
    }) ??
    undefined
  );
}
