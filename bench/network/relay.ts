/** A bad network on loopback: a socket that passes datagrams between two media sessions, late, twice or never. */
import { createSocket } from 'node:dgram';
import { realClock } from '../../src/kernel/index.ts';
import { Network, type NetworkFaults } from '../../src/simulation/network.ts';

export interface Relay {
  readonly port: number;
  close(): Promise<void>;
}

/** What comes here goes to `target` (RTP only), through the faults. */
export async function startRelay(target: number, faults: NetworkFaults | null, seed: number): Promise<Relay> {
  const socket = createSocket('udp4');
  const network = faults && new Network(faults, seed);
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  let open = true;
  const pass = (bytes: Uint8Array): void => {
    if (open) socket.send(bytes, target, '127.0.0.1');
  };
  socket.on('message', (bytes) => {
    const now = realClock.monotonic();
    for (const at of network?.send(now) ?? [now]) realClock.after(at - now, () => pass(bytes));
  });
  return {
    port: socket.address().port,
    close() {
      open = false;
      return new Promise((resolve) => socket.close(() => resolve()));
    },
  };
}

/** The description with its audio port replaced, so that the media go through a relay. */
export function through(sdp: string, port: number): string {
  return sdp.replace(/^m=audio \d+/m, `m=audio ${port}`).replace(/^a=rtcp-mux\r\n/m, '');
}

export function audioPort(sdp: string): number {
  return Number(/^m=audio (\d+)/m.exec(sdp)![1]);
}
