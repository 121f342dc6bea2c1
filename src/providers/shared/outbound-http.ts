/** Outgoing HTTP for tenants' URLs (tools, webhooks): resolves once, refuses inner addresses, pins what it resolved. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError, realClock, type Clock, type Logger, type Millis } from '#kernel';
import type { HttpClient, HttpRequest, HttpResponse } from '#models';
import { guardAddress, parseNetworks, type Network } from './guarded-address.ts';
import { exchange } from './http-exchange.ts';
import { KeptConnections } from './kept-connections.ts';
import { Watchdog } from './watchdog.ts';

/** Addresses of a host name, in order of preference. @throws when it has none. */
export type Resolver = (host: string) => Promise<readonly string[]>;

export interface OutboundHttpOptions {
  /** Networks (CIDR) that tenants' URLs may reach although they are not public. */
  readonly allowNetworks: readonly string[];
  /** The system's resolver by default. */
  readonly resolver?: Resolver;
  readonly clock?: Clock;
  readonly logger: Logger;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const LONGEST_TIMEOUT_MS = 60_000;
const DEFAULT_MAX_BYTES = 1024 * 1024;
/** Fields that the exchange itself decides; a tenant's would smuggle a second request or another host. */
const OWN_FIELDS = /^(host|connection|content-length|transfer-encoding|upgrade|te|trailer|expect|proxy-.*)$/i;

/**
 * The guard. A host name is resolved once and the connection goes to that very address, so that a second answer of
 * the name server cannot lead inside; if any of its addresses is refused, all are. Redirects are answers.
 * @throws AppError `invalid-config` for a network that cannot be read.
 */
export function createOutboundHttp(options: OutboundHttpOptions): HttpClient {
  const { clock = realClock, logger, resolver = resolveBySystem } = options;
  const allowed = parseNetworks(options.allowNetworks);
  const kept = new KeptConnections();
  return {
    async request(request) {
      const begin = clock.monotonic();
      const limit = Math.min(request.timeoutMs ?? DEFAULT_TIMEOUT_MS, LONGEST_TIMEOUT_MS);
      const url = readUrl(request.url);
      const headers = readHeaders(request.headers ?? {});
      const watch = new Watchdog(clock, request.signal ?? new AbortController().signal);
      try {
        const run = send(request, url, headers, watch.signal);
        const answer = await watch.within(limit, Promise.race([run, broken(watch.signal)]));
        return { ...answer, ms: clock.monotonic() - begin };
      } catch (thrown) {
        const error = describe(thrown, watch, limit);
        logger.info('outbound-http-failed', {
          code: error.code,
          rule: error.extra['rule'],
          host: url.hostname,
        });
        throw error;
      } finally {
        watch.close();
      }
    },
  };

  async function send(
    request: HttpRequest,
    url: URL,
    headers: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Omit<HttpResponse, 'ms'>> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(host) ? [host] : await resolver(host);
    if (addresses.length === 0) throw new AppError({ ...UNREACHABLE, message: `${host} has no address.` });
    for (const address of addresses) refuseInner(host, address, allowed);
    signal.throwIfAborted();
    return exchange({
      url,
      address: addresses[0]!,
      method: request.method,
      headers,
      body: request.body,
      maxBytes: request.maxBytes ?? DEFAULT_MAX_BYTES,
      excess: request.excess ?? 'refuse',
      kept: request.keepAlive ? kept : null,
      signal,
    });
  }
}

const UNREACHABLE = { code: 'http-unreachable', status: 502, retryable: true } as const;

async function resolveBySystem(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url)
    throw refused('well-formed', 'The URL cannot be read. Write it in full, e.g. https://example.com/hook.');
  if (!/^https?:$/.test(url.protocol))
    throw refused('scheme', `The URL's scheme is ${url.protocol.slice(0, -1)}. Use https or http.`);
  if (url.username !== '' || url.password !== '')
    throw refused('no-credentials', 'The URL holds a user name or password. Send them in a header instead.');
  return url;
}

function readHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  for (const [name, value] of Object.entries(headers)) {
    const fault = OWN_FIELDS.test(name)
      ? 'is set by Parley itself; leave it out'
      : /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
        ? null
        : 'has a name or value that HTTP does not allow; remove line breaks and signs outside Latin-1';
    if (fault !== null) throw refused('header', `The header ${JSON.stringify(name)} ${fault}.`);
  }
  return { ...headers };
}

function refuseInner(host: string, address: string, allowed: readonly Network[]): void {
  const range = guardAddress(address, allowed);
  if (range === null) return;
  const what = host === address ? host : `${host} (${address})`;
  throw refused(
    'public-address',
    `${what} lies in a guarded range: ${range}. Use a public address, or let the operator open its network with PARLEY_ALLOW_NETWORKS.`,
  );
}

function refused(rule: string, message: string): AppError {
  return new AppError({ code: 'url-refused', status: 400, message, param: 'url', extra: { rule } });
}

/** Rejects when the watch breaks off, for work that does not heed the signal (name resolution). */
function broken(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
}

function describe(thrown: unknown, watch: Watchdog, limit: Millis): AppError {
  if (watch.verdict === 'aborted')
    return new AppError({ code: 'http-aborted', status: 499, message: 'The request was aborted.' });
  if (watch.verdict === 'timeout') {
    const message = `No whole answer within ${limit} ms. Answer faster or raise the limit.`;
    return new AppError({ code: 'http-timeout', status: 504, message, retryable: true });
  }
  if (thrown instanceof AppError) return thrown;
  const code = (thrown as { code?: unknown } | null)?.code;
  const why = typeof code === 'string' ? ` (${code})` : '';
  return new AppError({
    ...UNREACHABLE,
    message: `The connection failed${why}. Check that the server runs.`,
    cause: thrown,
  });
}
