/** SIP over UDP: one socket, unconnected, so that every peer is heard. */
import { createSocket, type Socket } from 'node:dgram';
import { isIP } from 'node:net';
import { errorText, type Closable, type Clock, type Logger } from '#kernel';
import { bindError } from './bind-error.ts';
import type { Address, SendFailed } from './transport.ts';

/** How long an ICMP error is waited for, ms. */
const PROBE_MS = 2_000;

export interface Datagrams extends Closable {
  readonly local: Address;
  /** Never throws. */
  send(message: Uint8Array, to: Address, failed: SendFailed): void;
  /** @param refused told when the host says that the port is closed */
  probe(to: Address, refused: SendFailed): void;
  onMessage(listener: (message: Uint8Array, from: Address) => void): void;
}

/**
 * Binds a socket.
 * @param bind an IP address of this machine and a port; port 0 takes a free one.
 * @throws AppError `port-busy`, or `bind-failed` when the address is not ours or the port not allowed.
 */
export async function openUdp(bind: Address, clock: Clock, logger: Logger): Promise<Datagrams> {
  const socket = createSocket(isIP(bind.host) === 6 ? 'udp6' : 'udp4');
  await listen(socket, bind);
  let listener: ((message: Uint8Array, from: Address) => void) | undefined;
  let closed = false;
  const probes = new Set<() => void>();
  socket.on('error', (error) => logger.warn('sip-socket-error', { error }));
  socket.on('message', (message, from) => {
    try {
      listener?.(message, { host: from.address, port: from.port });
    } catch (error) {
      // A message from outside must never end the process; what threw is our bug and is logged as such.
      logger.error('sip-message-fault', { error });
    }
  });
  const { address, port } = socket.address();
  return {
    local: { host: address, port },
    send(message, to, failed) {
      if (closed) return;
      try {
        socket.send(
          message,
          to.port,
          to.host,
          (error) => error && !closed && failed(unreachable(to, error.message), true),
        );
      } catch (error) {
        // A port of 0 or the like is refused by Node at once; the caller hears it later all the same.
        queueMicrotask(() => failed(unreachable(to, errorText(error)), true));
      }
    },
    probe(to, refused) {
      if (!closed) probe(to, clock, probes, refused);
    },
    onMessage(next) {
      listener = next;
    },
    close() {
      if (closed) return Promise.resolve();
      closed = true;
      for (const stop of [...probes]) stop();
      return new Promise((resolve) => socket.close(() => resolve()));
    },
  };
}

/**
 * A connected socket of its own hears the ICMP error that an unconnected one is never told of. It sends the two
 * CRLFs of a keep-alive, which every SIP element skips (RFC 3261, 7.5; RFC 5626, 3.5.1).
 */
function probe(to: Address, clock: Clock, probes: Set<() => void>, refused: SendFailed): void {
  const socket = createSocket(isIP(to.host) === 6 ? 'udp6' : 'udp4');
  const stop = (): void => {
    if (!probes.delete(stop)) return;
    patience.cancel();
    socket.close();
  };
  const patience = clock.after(PROBE_MS, stop);
  probes.add(stop);
  socket.on('error', (error: NodeJS.ErrnoException) => {
    const open = probes.has(stop);
    stop();
    if (open && error.code === 'ECONNREFUSED') refused(unreachable(to, 'nothing listens there'), true);
  });
  socket.connect(to.port, to.host, () => {
    // The callback's error comes as an event too.
    if (probes.has(stop)) socket.send('\r\n\r\n', () => undefined);
  });
}

/** Goes into the call's end reason. */
export function unreachable({ host, port }: Address, why: string): string {
  return `${host}:${port} could not be reached: ${why}. Check the host and the port, and that it is up.`;
}

function listen(socket: Socket, bind: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', (cause: NodeJS.ErrnoException) => {
      socket.close();
      reject(bindError(cause, bind, 'udp'));
    });
    socket.bind({ address: bind.host, port: bind.port, exclusive: true }, () => {
      socket.removeAllListeners('error');
      resolve();
    });
  });
}
