/** Keeps one binding alive: runs its machine, finds its registrar, minds its pauses. */
import { Emitter, errorText, type Clock, type Events, type Logger, type Millis, type Timer } from '#kernel';
import type { Registration, RegistrationSettings, RegistrationState, SipTarget } from '../../contract.ts';
import { addressInvalid } from '../agent/address.ts';
import { onTransport, type Self } from '../agent/self.ts';
import { parseUri, type SipRequest, type SipUri } from '../message/index.ts';
import type { TransactionLayer } from '../transaction/index.ts';
import type { Resolver } from '../transport/resolver.ts';
import {
  newRegistration,
  stepRegistration,
  type RegistrationEffect,
  type RegistrationInput,
  type RegistrationMachine,
} from './machine.ts';

export interface RegistrationWorld {
  readonly layer: TransactionLayer;
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly self: Self;
  /** Whether a registrar's word on our address counts (RFC 3581, 4). */
  readonly learns: boolean;
}

/** A registrar that does not take our leave is left without it. */
const FAREWELL_MS: Millis = 2_000;

export class RunningRegistration implements Registration {
  readonly events: Events<{ changed: RegistrationState }>;
  readonly #emitter: Emitter<{ changed: RegistrationState }>;
  readonly #world: RegistrationWorld;
  readonly #hop: SipUri;
  readonly #closed = Promise.withResolvers<void>();
  #machine: RegistrationMachine;
  #target: SipTarget | null = null;
  #timer: Timer | null = null;

  /** @throws AppError `sip-uri-invalid` */
  constructor(settings: RegistrationSettings, world: RegistrationWorld, seed: string) {
    const hop = parseUri(settings.proxy ?? settings.registrar);
    if (!hop) throw addressInvalid('registrar');
    if (!parseUri(settings.aor)) throw addressInvalid('aor');
    this.#hop = hop;
    this.#world = world;
    this.#emitter = new Emitter((error) => world.logger.error('sip-listener-fault', { error }));
    this.events = this.#emitter;
    this.#machine = newRegistration(settings, world.self, seed, world.clock.now(), world.learns);
    queueMicrotask(() => void this.#try({ type: 'start' }));
  }

  get state(): RegistrationState {
    return this.#machine.told;
  }

  /** Where it is registered, so that a connection to there is kept. */
  get target(): SipTarget | null {
    return this.#target;
  }

  /** Where the registrar saw us, when that is not our own address. */
  get learned(): string | undefined {
    return this.#machine.learned;
  }

  close(): Promise<void> {
    this.#input({ type: 'close' });
    if (this.#isClosed()) return this.#closed.promise;
    this.#timer?.cancel();
    this.#timer = this.#world.clock.after(FAREWELL_MS, () =>
      this.#input({ type: 'failed', detail: 'It did not answer.' }),
    );
    return this.#closed.promise;
  }

  #isClosed(): boolean {
    return this.#machine.told.status === 'closed';
  }

  /** Looks the registrar up anew each time: it may have moved. */
  async #try(input: RegistrationInput): Promise<void> {
    const { resolver, self } = this.#world;
    try {
      this.#target = await resolver.resolve(this.#hop);
      this.#machine = { ...this.#machine, self: onTransport(self, this.#target.transport) };
      this.#input(input);
    } catch (error) {
      this.#input({ type: 'failed', detail: errorText(error) });
    }
  }

  #input(input: RegistrationInput): void {
    if (this.#isClosed()) return;
    const { state, effects } = stepRegistration(this.#machine, input, this.#world.clock.now());
    this.#machine = state;
    for (const effect of effects) this.#execute(effect);
  }

  #execute(effect: RegistrationEffect): void {
    switch (effect.type) {
      case 'send':
        return this.#send(effect.request);
      case 'arm':
        this.#timer?.cancel();
        this.#timer = this.#world.clock.after(effect.after, () => void this.#try({ type: 'due' }));
        return;
      case 'changed':
        if (effect.state.status === 'closed') {
          this.#timer?.cancel();
          this.#closed.resolve();
        }
        this.#emitter.emit('changed', effect.state);
    }
  }

  #send(request: SipRequest): void {
    this.#world.layer.clients.request(request, this.#target!, {
      response: (response) => this.#input({ type: 'response', response }),
      failed: ({ detail }) => this.#input({ type: 'failed', detail }),
    });
  }
}
