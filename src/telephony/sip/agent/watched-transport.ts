/** A transport whose messages can be watched, whole, as they leave and come. */
import type { SipTarget } from '../../contract.ts';
import { wireHost } from '../message/index.ts';
import type { Transport } from '../transport/transport.ts';
import { addressFor } from '../transport/via-stamp.ts';
import type { Watches } from './watches.ts';

export function watched(transport: Transport, watches: Watches): Transport {
  const tell = (direction: 'sent' | 'received', bytes: Uint8Array, peer: SipTarget): void =>
    watches.tell({
      direction,
      transport: peer.transport,
      local: addressFor(transport.addresses, peer.transport),
      remote: text(peer),
      bytes,
    });
  return {
    addresses: transport.addresses,
    send(message, to, failed) {
      tell('sent', message, to);
      transport.send(message, to, failed);
    },
    probe: (to, refused) => transport.probe(to, refused),
    unanswered: (to) => transport.unanswered(to),
    alias: (source, port) => transport.alias(source, port),
    keep: (needed) => transport.keep(needed),
    onMessage(listener) {
      transport.onMessage((message, from) => {
        tell('received', message, from);
        listener(message, from);
      });
    },
    close: () => transport.close(),
  };
}

function text({ host, port }: SipTarget): string {
  return `${wireHost(host)}:${port}`;
}
