/** TLS as SIP uses it (RFC 3261, 26.2; RFC 5922): who we are, whom we believe. */
import { isIP, type Socket } from 'node:net';
import { connect, createServer, rootCertificates, type Server, type TLSSocket } from 'node:tls';
import { AppError, errorText } from '#kernel';
import { provesDomain } from './identity.ts';
import type { Address } from './transport.ts';

export interface TlsSettings {
  /** Where to listen; null: nowhere, TLS is for our own calls only. */
  readonly listen: Address | null;
  /** Our certificate with its chain, PEM: shown by the listener, and to servers that ask for one. */
  readonly certificate?: { readonly cert: string; readonly key: string };
  /** CAs that we believe in place of the system's, PEM. */
  readonly ca?: string;
  /** `required`: whoever connects must show a certificate of these CAs. */
  readonly clients: 'any' | 'required';
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
}

export const CLIENT_ONLY: TlsSettings = { listen: null, clients: 'any', minVersion: 'TLSv1.2' };

/** A connection under way; `secureConnect` follows when the certificate is good and names `serverName`. */
export function connectTls(
  settings: TlsSettings,
  to: Address & { readonly serverName: string },
  localAddress: string | undefined,
): TLSSocket {
  return connect({
    host: to.host,
    port: to.port,
    ...(localAddress === undefined ? {} : { localAddress }),
    // RFC 6066, 3: no addresses in SNI.
    ...(isIP(to.serverName) === 0 ? { servername: to.serverName } : {}),
    ...shown(settings),
    rejectUnauthorized: true,
    checkServerIdentity: (_, certificate) =>
      provesDomain(certificate, to.serverName)
        ? undefined
        : new TypeError(
            `its certificate is not that of ${to.serverName} (it names ${certificate.subjectaltname ?? 'nobody'})`,
          ),
  });
}

export function listenTls(settings: TlsSettings, connected: (socket: TLSSocket) => void): Server {
  return createServer(
    {
      ...shown(settings),
      requestCert: true,
      rejectUnauthorized: settings.clients === 'required',
      noDelay: true,
    },
    connected,
  );
}

/** What connects from now on is shown the new certificate, and judged by the new CAs. */
export function renewListener(server: Server, settings: TlsSettings): void {
  server.setSecureContext(shown(settings));
}

/** Is what connected to us proven to be `domain`? Only then requests of ours may go back by it (RFC 5923, 9.1). */
export function isProven(socket: Socket, domain: string): boolean {
  const secure = socket as TLSSocket;
  return secure.authorized && provesDomain(secure.getPeerCertificate(), domain);
}

/** Why a handshake failed, with the mend. */
export function tlsFault(error: NodeJS.ErrnoException): string {
  const text = errorText(error);
  if (/CERT|SELF_SIGNED|UNABLE_TO|ISSUER/.test(error.code ?? ''))
    return `its certificate was refused (${text}): give the CA that signed it by PARLEY_SIP_TLS_CA`;
  return /alert/i.test(text)
    ? `it refused our side of TLS (${text}): it may want a certificate of ours (PARLEY_SIP_TLS_CERT) or another version`
    : text;
}

/** @throws AppError `sip-tls-invalid` when the certificate, its key or the CA can't be read. */
export function checkTls(settings: TlsSettings): void {
  try {
    createServer(shown(settings)).close();
  } catch (error) {
    throw new AppError({
      code: 'sip-tls-invalid',
      message: `SIP over TLS can't use its certificate, key or CA: ${errorText(error)}. Give PEM files that belong together (PARLEY_SIP_TLS_CERT, PARLEY_SIP_TLS_KEY, PARLEY_SIP_TLS_CA).`,
      status: 500,
      param: 'PARLEY_SIP_TLS_CERT',
    });
  }
}

function shown({ certificate, ca, minVersion }: TlsSettings): {
  cert?: string;
  key?: string;
  ca: string | string[];
  minVersion: TlsSettings['minVersion'];
} {
  return { ...certificate, ca: ca ?? [...rootCertificates], minVersion };
}
