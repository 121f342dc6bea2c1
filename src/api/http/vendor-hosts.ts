/** Serves a dialect at its vendor's own paths when the request names the configured host. */
import type { IncomingMessage } from 'node:http';
import type { Dialect } from '../dialect.ts';

/** Paths that are ours on every host: links to recordings, and what load balancers ask. */
const OURS = /^\/(?:recordings\/|healthz|readyz)/;

/** Rewrites `/v2/calls` at Synthflow's host to `/synthflow/v2/calls`; other hosts' URLs stay. */
export function vendorHostRewriter(
  dialects: readonly Dialect[],
): (request: Pick<IncomingMessage, 'url' | 'headers'>) => string {
  const roots = new Map<string, string>();
  for (const { host, bases } of dialects) if (host && bases[0]) roots.set(host.toLowerCase(), bases[0]);
  return ({ url = '/', headers }) => {
    const root = roots.get(hostName(headers.host ?? ''));
    if (root === undefined || OURS.test(url) || url === root || url.startsWith(`${root}/`)) return url;
    return root + url;
  };
}

function hostName(header: string): string {
  return header.toLowerCase().replace(/:\d+$/, '');
}
