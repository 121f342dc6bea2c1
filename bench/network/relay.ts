/** A bad network on loopback: a socket that passes datagrams between two media sessions, late, twice or never. */
import { createSocket } from 'node:dgram';
import { realClock } from '../../src/kernel/index.ts';
import { Network, type NetworkFaults } from '../../src/simulation/network.ts';

/** The system's timers may fire this much early, ms. */
const TIMER_STEP_MS = 1;

export interface Relay {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * What comes from `from` goes to `to` through the faults, the other way unspoilt; both know each other by the relay's
 * port only, for answers go where packets come from (RFC 4961). RTP only.
 */
export async function startRelay(
  { from, to }: { readonly from: number; readonly to: number },
  faults: NetworkFaults | null,
  seed: number,
): Promise<Relay> {
  const socket = createSocket('udp4');
  const network = faults && new Network(faults, seed);
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  let open = true;
  const pass = (bytes: Uint8Array, port: number): void => {
    if (open) socket.send(bytes, port, '127.0.0.1');
  };
  // Timers of about the same time fire in any order; what is due leaves in the plan's.
  const waiting: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  const deliver = (): void => {
    const now = realClock.monotonic();
    while (waiting[0] && waiting[0].at <= now + TIMER_STEP_MS) pass(waiting.shift()!.bytes, to);
  };
  socket.on('message', (bytes, source) => {
    if (source.port !== from) return pass(bytes, from);
    const now = realClock.monotonic();
    for (const at of network?.send(now) ?? [now]) {
      const place = waiting.findLastIndex((other) => other.at <= at) + 1;
      waiting.splice(place, 0, { at, bytes });
      realClock.after(at - now, deliver);
    }
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
  return sdp.replace(/^m=audio \d+/m, `m=audio ${port}`);
}

export function audioPort(sdp: string): number {
  return Number(/^m=audio (\d+)/m.exec(sdp)![1]);
}
