/** The API's socket. */
import { AppError } from '#kernel';
import type { FastifyInstance } from 'fastify';

/** Where it listens. */
export interface Bound {
  readonly host: string;
  readonly port: number;
  readonly url: string;
}

/** @throws AppError `address-busy`, `address-refused` naming the address and the variable to mend */
export async function listen(
  app: FastifyInstance,
  wanted: { readonly host: string; readonly port: number },
): Promise<Bound> {
  try {
    await app.listen({ host: wanted.host, port: wanted.port });
  } catch (thrown) {
    throw cannotListen(wanted, thrown);
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : wanted.port;
  const { host } = wanted;
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return {
    host,
    port,
    url: `${'setSecureContext' in app.server ? 'https' : 'http'}://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`,
  };
}

function cannotListen(wanted: { host: string; port: number }, cause: unknown): unknown {
  const code = (cause as { code?: unknown }).code;
  const where = `${wanted.host}:${wanted.port}`;
  const reasons: Readonly<Record<string, readonly [string, string]>> = {
    EADDRINUSE: [
      'address-busy',
      `Another program already listens on ${where}. Stop it, or choose another port`,
    ],
    EADDRNOTAVAIL: ['address-refused', `${where} is no address of this machine. Choose one of its own`],
    EACCES: ['address-refused', `This user may not listen on ${where}. Choose a port above 1023`],
    ENOTFOUND: ['address-refused', `The host of ${where} is unknown. Use an IP address`],
  };
  const reason = reasons[String(code)];
  if (!reason) return cause;
  return new AppError({
    code: reason[0],
    status: 500,
    param: 'PARLEY_HTTP',
    message: `${reason[1]} in PARLEY_HTTP, e.g. PARLEY_HTTP=127.0.0.1:8081.`,
    cause,
  });
}
