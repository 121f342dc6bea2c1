/** All ways that SIP goes, behind one seam. */
import type { Clock, Logger } from '#kernel';
import type { SipCertificates } from '../../contract.ts';
import { printHostPort, wireHost, type HostPort } from '../message/index.ts';
import { Streams } from './streams.ts';
import { checkTls, CLIENT_ONLY, type TlsSettings } from './tls.ts';
import type { Address, OwnAddresses, Transport } from './transport.ts';
import { openUdp, type Datagrams } from './udp.ts';

export interface TransportsOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** UDP, and TCP beside it. */
  readonly bind: Address;
  /** Host, and port if it differs, that peers reach us at. With TLS only the host counts. */
  readonly advertised?: HostPort;
  readonly tcp?: boolean;
  readonly tls?: TlsSettings;
}

export interface OpenTransports extends Transport {
  /** @throws AppError `sip-tls-invalid`, and all stays as it was */
  renewTls(pem: SipCertificates): void;
}

/** Port 0: how often a port is drawn that must be free for UDP and TCP. */
const DRAWS = 20;

/** @throws AppError `port-busy`, `bind-failed`, `sip-tls-invalid` */
export async function openTransports(options: TransportsOptions): Promise<OpenTransports> {
  const { clock, logger, bind, advertised, tcp = true, tls = CLIENT_ONLY } = options;
  if (tls.certificate || tls.ca !== undefined) checkTls(tls);
  const anyAddress = bind.host === '0.0.0.0' || bind.host === '::';
  const streams = new Streams({ clock, logger, tls, ...(anyAddress ? {} : { from: bind.host }) });
  const told = (host: string, port: number): string =>
    printHostPort({ host: advertised?.host ?? wireHost(host), port });
  let udp: Datagrams | undefined;
  try {
    udp = await openBoth(options, streams, tcp);
    const address = told(udp.local.host, advertised?.port ?? udp.local.port);
    const bound = tls.listen && (await streams.listen('TLS', tls.listen));
    const addresses: OwnAddresses = {
      UDP: address,
      ...(tcp ? { TCP: address } : {}),
      ...(bound ? { TLS: told(bound.host, bound.port) } : {}),
    };
    return join(addresses, udp, streams);
  } catch (error) {
    await Promise.all([udp?.close(), streams.close()]);
    throw error;
  }
}

async function openBoth(
  { clock, logger, bind }: TransportsOptions,
  streams: Streams,
  tcp: boolean,
): Promise<Datagrams> {
  for (let draw = 1; ; draw++) {
    const udp = await openUdp(bind, clock, logger);
    if (!tcp) return udp;
    try {
      await streams.listen('TCP', { host: bind.host, port: udp.local.port });
      return udp;
    } catch (error) {
      await udp.close();
      if (bind.port !== 0 || draw === DRAWS) throw error;
    }
  }
}

function join(addresses: OwnAddresses, udp: Datagrams, streams: Streams): OpenTransports {
  return {
    addresses,
    send(message, to, failed) {
      (to.transport === 'UDP' ? udp : streams).send(message, to, failed);
    },
    probe(to, refused) {
      if (to.transport === 'UDP') udp.probe(to, refused);
    },
    unanswered: (to) => streams.unanswered(to),
    alias: (source, port) => streams.alias(source, port),
    renewTls: (pem) => streams.renewTls(pem),
    keep: (needed) => streams.keep(needed),
    onMessage(listener) {
      udp.onMessage((message, from) => listener(message, { transport: 'UDP', ...from }));
      streams.onMessage(listener);
    },
    async close() {
      await Promise.all([udp.close(), streams.close()]);
    },
  };
}
