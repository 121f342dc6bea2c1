/** A transport whose messages can be watched, whole, as they leave and come. */
import { wireHost } from '../message/index.ts';
import type { Address, Transport } from '../transport/transport.ts';
import type { Watches } from './watches.ts';

export function watched(transport: Transport, watches: Watches): Transport {
  const tell = (direction: 'sent' | 'received', bytes: Uint8Array, peer: Address): void =>
    watches.tell({
      direction,
      transport: 'UDP',
      local: text(transport.local),
      remote: text(peer),
      bytes,
    });
  return {
    protocol: transport.protocol,
    local: transport.local,
    send(message, to, failed) {
      tell('sent', message, to);
      transport.send(message, to, failed);
    },
    probe: (to, refused) => transport.probe(to, refused),
    onMessage(listener) {
      transport.onMessage((message, from) => {
        tell('received', message, from);
        listener(message, from);
      });
    },
    close: () => transport.close(),
  };
}

function text({ host, port }: Address): string {
  return `${wireHost(host)}:${port}`;
}
