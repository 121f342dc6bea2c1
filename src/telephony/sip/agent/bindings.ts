/** The registrations that an endpoint keeps alive. */
import type { Registration, RegistrationSettings, SipTarget } from '../../contract.ts';
import { RunningRegistration, type RegistrationWorld } from '../registration/index.ts';

export class Bindings {
  readonly #open = new Set<RunningRegistration>();

  /** @throws AppError `sip-uri-invalid` */
  register(settings: RegistrationSettings, world: RegistrationWorld, seed: string): Registration {
    const registration = new RunningRegistration(settings, world, seed);
    this.#open.add(registration);
    registration.events.on('changed', ({ status }) => {
      if (status === 'closed') this.#open.delete(registration);
    });
    return registration;
  }

  /** Their registrars, as far as they are found. */
  targets(): SipTarget[] {
    return [...this.#open].flatMap(({ target }) => target ?? []);
  }

  /** Where whoever is at that place reaches us: as its registrar sees us (RFC 3581, 4); undefined: at our own address. */
  reachedFrom({ transport, host }: Pick<SipTarget, 'transport' | 'host'>): string | undefined {
    for (const { target, learned } of this.#open)
      if (learned !== undefined && target?.transport === transport && target.host === host) return learned;
    return undefined;
  }

  /** Each takes its leave (10.2.2). */
  async close(): Promise<void> {
    await Promise.all([...this.#open].map((registration) => registration.close()));
  }
}
