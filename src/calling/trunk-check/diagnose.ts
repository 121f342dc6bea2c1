/** Looks at a trunk as a call would use it, and calls nobody. */
import {
  isTwilio,
  settingsOf,
  type Trunk,
  type TrunkCheckService,
  type TrunkReport,
  type TrunkStep,
  type WatchedRegistration,
} from '#domain';
import { AppError, errorText, type Clock, type Id, type Millis } from '#kernel';
import type { ConnectionProbe, MediaEngine, SipEndpoint, SipTarget } from '#telephony';
import { credentialsOf } from '../dial/target.ts';
import { connectionStep, offerStep, pingStep, registrationStep, unresolvedStep } from './steps.ts';

export interface TrunkCheckOptions {
  readonly sip: Pick<SipEndpoint, 'targets' | 'ping'>;
  readonly media: Pick<MediaEngine, 'open'>;
  readonly probe: ConnectionProbe;
  /** Of a trunk that registers; null: it is not tried (yet). */
  readonly registrationOf: (trunkId: Id) => Promise<WatchedRegistration | null>;
  readonly clock: Clock;
}

const WITHIN_MS: Millis = 4_000;
/** Targets of one gateway that are looked at. */
const MOST_TARGETS = 4;

export function createTrunkChecks(options: TrunkCheckOptions): TrunkCheckService {
  return { diagnose: (trunk) => diagnose(trunk, options) };
}

async function diagnose(trunk: Trunk, options: TrunkCheckOptions): Promise<TrunkReport> {
  const at = options.clock.now();
  const settings = settingsOf(trunk);
  if (isTwilio(trunk)) return { at, ok: true, steps: [withoutSip(trunk)] };
  const [gateways, offer] = await Promise.all([
    Promise.all(settings.gateways.map(({ uri }) => lookAt(uri, trunk, options))),
    offerStep(trunk, options.media, options.clock),
  ]);
  const own = settings.registration.enabled
    ? [registrationStep(await options.registrationOf(trunk.id)), offer]
    : [offer];
  const isReached = gateways.some((steps) => steps.every(({ ok }) => ok));
  return { at, ok: isReached && own.every(({ ok }) => ok), steps: [...gateways.flat(), ...own] };
}

function withoutSip({ uri }: Trunk): TrunkStep {
  return {
    ...{ step: 'resolve', target: uri, ok: true, ms: null },
    detail: 'is an account at Twilio: there is no SIP to look at',
    mend: 'A test call shows whether its account is taken and reaches this server.',
  };
}

/** One gateway: its name, then each place that it leads to. */
async function lookAt(
  uri: string,
  trunk: Trunk,
  { sip, probe, clock }: TrunkCheckOptions,
): Promise<TrunkStep[]> {
  const begun = clock.now();
  let targets: readonly SipTarget[];
  try {
    targets = await sip.targets(uri);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return [unresolvedStep(uri, clock.now() - begun, errorText(cause))];
  }
  const looked = targets.slice(0, MOST_TARGETS);
  const resolved: TrunkStep = {
    ...{ step: 'resolve', target: uri, ok: true, ms: clock.now() - begun },
    detail: `leads to ${targets.map(spelt).join(', ')}`,
    mend: null,
  };
  const credentials = credentialsOf(trunk);
  const steps = await Promise.all(
    looked.map(async (target): Promise<TrunkStep[]> => {
      const connection =
        target.transport === 'UDP'
          ? null
          : connectionStep(spelt(target), await probe(target, WITHIN_MS), clock.now());
      if (connection && !connection.ok) return [connection];
      const report = await sip.ping({
        ...{ uri, target, withinMs: WITHIN_MS },
        ...(credentials ? { credentials } : {}),
      });
      return [...(connection ? [connection] : []), pingStep(spelt(target), report)];
    }),
  );
  return [resolved, ...steps.flat()];
}

/** `UDP 192.0.2.1:5060` */
function spelt({ transport, host, port }: SipTarget): string {
  return `${transport} ${host.includes(':') ? `[${host}]` : host}:${port}`;
}
