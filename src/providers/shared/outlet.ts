/**
 * How connections to vendors are opened. By the platform's own ways where the operator or the vendor named the address;
 * by judged addresses where a tenant did: a name is resolved for the connection itself, so that a second answer of the
 * name server leads nowhere else.
 */
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { createAddressJudge, type Resolve } from './address-guard.ts';
import { openExchange } from './http-exchange.ts';
import { KeptConnections } from './kept-connections.ts';

export interface Outlet {
  /** Answers as the platform's own; takes text as a body, follows nothing. */
  readonly fetch: typeof fetch;
  /** For sockets: how a name becomes an address; absent: by the system. */
  readonly lookup?: LookupFunction;
}

/** For addresses that the operator or the vendor named. */
export const OPEN_OUTLET: Outlet = { fetch: (input, init) => fetch(input, init) };

/** Statuses whose answers have no body, by the Fetch standard. */
const BODILESS = [204, 205, 304];

/** @param allowNetworks CIDR, reachable although not public */
export function createGuardedOutlet(allowNetworks: readonly string[], resolve?: Resolve): Outlet {
  const judge = createAddressJudge(allowNetworks, resolve);
  const judged = callbackify(judge);
  const kept = new KeptConnections();
  return {
    async fetch(input, init = {}) {
      const url = new URL(input instanceof Request ? input.url : input);
      const signal = init.signal ?? new AbortController().signal;
      const address = await judge(url.hostname);
      signal.throwIfAborted();
      const incoming = await openExchange(
        {
          ...{ url, address, method: init.method ?? 'GET', signal },
          headers: { ...Object.fromEntries(new Headers(init.headers)), 'accept-encoding': 'identity' },
          body: init.body === undefined || init.body === null ? undefined : String(init.body),
        },
        kept.to(url, address),
      );
      const status = incoming.statusCode ?? 0;
      const headers = new Headers();
      for (const [name, values] of Object.entries(incoming.headersDistinct))
        for (const value of values ?? []) headers.append(name, value);
      if (!BODILESS.includes(status))
        return new Response(Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>, {
          ...{ status, headers },
        });
      incoming.resume();
      return new Response(null, { status, headers });
    },
    lookup(host, options, callback) {
      judged(host, (cause, address) => {
        if (cause) return callback(cause, '', 4);
        const family = isIP(address);
        if (options.all) callback(null, [{ address, family }]);
        else callback(null, address, family);
      });
    },
  };
}
