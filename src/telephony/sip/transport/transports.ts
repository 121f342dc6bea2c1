/** All ways that SIP goes, behind one seam. */
import type { Clock, Logger } from '#kernel';
import { printHostPort, wireHost, type HostPort } from '../message/index.ts';
import type { Address, Transport } from './transport.ts';
import { openUdp } from './udp.ts';

export interface TransportsOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly bind: Address;
  /** Host, and port if it differs, that peers reach us at. */
  readonly advertised?: HostPort;
}

/** @throws AppError `port-busy`, `bind-failed` */
export async function openTransports({
  clock,
  logger,
  bind,
  advertised,
}: TransportsOptions): Promise<Transport> {
  const udp = await openUdp(bind, clock, logger);
  const { host, port } = udp.local;
  return {
    addresses: { UDP: printHostPort({ port, ...(advertised ?? { host: wireHost(host) }) }) },
    send(message, to, failed) {
      if (to.transport === 'UDP') udp.send(message, to, failed);
      else queueMicrotask(() => failed(`${to.transport} is not spoken here.`, true));
    },
    probe: (to, refused) => to.transport === 'UDP' && udp.probe(to, refused),
    onMessage: (listener) =>
      udp.onMessage((message, from) => listener(message, { transport: 'UDP', ...from })),
    close: () => udp.close(),
  };
}
