/** The telephone of this process: one SIP endpoint, media threads, and the built-in callee of test keys. */
import { readFile } from 'node:fs/promises';
import type { Config } from '#config';
import { AppError, errorText, realClock, realRandom, type Logger, type Owner } from '#kernel';
import type { TtsModel } from '#models';
import { createSimulatedCallee } from '#simulation';
import {
  createMediaEngine,
  createSipEndpoint,
  type MediaEngine,
  type SipEndpoint,
  type TlsSettings,
} from '#telephony';
import type { Store } from '#domain';
import { KnownPeers } from './known-peers.ts';

const LOOPBACK = '127.0.0.1';
/** A port rests this long after its call, so that late packets of one call never reach the next. */
const PORT_DRAIN_MS = 2_000;
/** The built-in callee speaks with another voice than the agents' default. */
const CALLEE_VOICE = 'rms';

export interface Telephone {
  readonly sip: SipEndpoint;
  readonly media: MediaEngine;
  /** What SIP shows and believes at the time; for whoever looks at a trunk. */
  tls(): TlsSettings;
  /** New connections get what the files hold now; what does not fit is logged and leaves all as it was. */
  renewTls(): Promise<void>;
}

/** @throws AppError `port-busy` naming the address and the mend */
export async function openTelephone(
  config: Config,
  owner: Owner,
  userAgent: string,
  trunks: Store['trunks'],
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
  const { strangers } = config.sipTransports;
  let tls = await tlsOf(config.sipTransports.tls);
  const peers = owner.own('known-peers', new KnownPeers({ strangers, trunks, clock: realClock, logger }));
  const sip = owner.own(
    'sip',
    await createSipEndpoint({
      ...shared,
      ...advertise,
      bind: { address: config.sip.host, port: config.sip.port },
      tcp: config.sipTransports.tcp,
      tls,
      admits: (source) => peers.admits(source),
      userAgent,
    }),
  );
  void peers.start(sip);
  return {
    ...{ sip, media, tls: () => tls },
    async renewTls() {
      const { certificate, ca } = config.sipTransports.tls;
      if (certificate === null && ca === null) return;
      try {
        const renewed = await tlsOf(config.sipTransports.tls);
        sip.renewTls(renewed);
        tls = renewed;
        logger.info('sip-certificate-renewed', { cert: certificate?.cert, ca });
      } catch (fault) {
        logger.error('sip-certificate-not-renewed', { fault });
      }
    },
  };
}

/** @throws AppError `sip-tls-unreadable` naming the file */
async function tlsOf(tls: Config['sipTransports']['tls']): Promise<TlsSettings> {
  const { listen, certificate, ca, clients, minVersion } = tls;
  return {
    ...{ listen, clients, minVersion },
    ...(certificate
      ? {
          certificate: {
            cert: await pem(certificate.cert, 'PARLEY_SIP_TLS_CERT'),
            key: await pem(certificate.key, 'PARLEY_SIP_TLS_KEY'),
          },
        }
      : {}),
    ...(ca === null ? {} : { ca: await pem(ca, 'PARLEY_SIP_TLS_CA') }),
  };
}

async function pem(path: string, variable: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError({
      code: 'sip-tls-unreadable',
      message: `${variable}: ${path} can not be read (${errorText(cause)}). Name a PEM file that this user may read.`,
      status: 500,
      param: variable,
      cause,
    });
  }
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
