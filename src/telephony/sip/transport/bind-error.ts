/** Why SIP could not listen, with the mend. */
import { AppError } from '#kernel';
import type { Address } from './transport.ts';

const SETTINGS = { udp: 'PARLEY_SIP', tcp: 'PARLEY_SIP', tls: 'PARLEY_SIP_TLS' } as const;

/** @returns AppError `port-busy`, or `bind-failed` when the address is not ours or the port not allowed. */
export function bindError(
  cause: NodeJS.ErrnoException,
  { host, port }: Address,
  what: keyof typeof SETTINGS,
): AppError {
  const where = `${host}:${port}/${what}`;
  const setting = SETTINGS[what];
  return cause.code === 'EADDRINUSE'
    ? new AppError({
        code: 'port-busy',
        message: `SIP can't listen on ${where}: another program does. Stop it or choose another port (${setting}).`,
        status: 503,
        param: setting,
        cause,
      })
    : new AppError({
        code: 'bind-failed',
        message: `SIP can't listen on ${where} (${cause.code}): give an address of this machine and a port that this user may open (${setting}).`,
        status: 503,
        param: setting,
        cause,
      });
}
