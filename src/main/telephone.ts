/** The telephone of this process: one SIP endpoint, media threads, and the built-in callee of test keys. */
import type { Config } from '#config';
import { realClock, realRandom, type Logger, type Owner } from '#kernel';
import type { TtsModel } from '#models';
import { createSimulatedCallee } from '#simulation';
import { createMediaEngine, createSipEndpoint, type MediaEngine, type SipEndpoint } from '#telephony';

const LOOPBACK = '127.0.0.1';
/** A port rests this long after its call, so that late packets of one call never reach the next. */
const PORT_DRAIN_MS = 2_000;
/** The built-in callee speaks with another voice than the agents' default. */
const CALLEE_VOICE = 'rms';

export interface Telephone {
  readonly sip: SipEndpoint;
  readonly media: MediaEngine;
}

/** @throws AppError `port-busy` naming the address and the mend */
export async function openTelephone(
  config: Config,
  owner: Owner,
  userAgent: string,
  logger: Logger,
): Promise<Telephone> {
  const shared = { clock: realClock, random: realRandom, logger };
  const advertise = config.advertise === null ? {} : { advertise: config.advertise };
  const media = owner.own(
    'media',
    await createMediaEngine({
      ...shared,
      ...advertise,
      bindAddress: config.rtp.host,
      ports: { from: config.rtp.first, to: config.rtp.last },
      threads: config.mediaThreads,
      voiceModel: config.local.sileroModel,
      drainMs: PORT_DRAIN_MS,
    }),
  );
  const sip = owner.own(
    'sip',
    await createSipEndpoint({
      ...shared,
      ...advertise,
      bind: { address: config.sip.host, port: config.sip.port },
      userAgent,
    }),
  );
  return { sip, media };
}

/** Starts the built-in callee when its address is first asked for. */
export function builtInCallee(
  media: MediaEngine,
  tts: TtsModel,
  owner: Owner,
  logger: Logger,
): () => Promise<string> {
  let started: Promise<string> | undefined;
  const start = async (): Promise<string> => {
    const shared = { clock: realClock, random: realRandom, logger };
    const sip = owner.own(
      'callee-sip',
      await createSipEndpoint({
        ...shared,
        bind: { address: LOOPBACK, port: 0 },
        userAgent: 'Parley built-in callee',
      }),
    );
    owner.own('callee', createSimulatedCallee({ ...shared, sip, media, tts, voice: CALLEE_VOICE }));
    return `sip:human@${sip.address}`;
  };
  return () => (started ??= start());
}
