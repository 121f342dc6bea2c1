/** A connection made only to see whether it can be made, and whom it leads to. */
import { connect, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { errorText, type Clock } from '#kernel';
import type { ConnectionProbe, ConnectionReport, PeerCertificate } from '../../contract/probe.ts';
import type { SipTarget } from '../../contract/target.ts';
import { CLIENT_ONLY, connectTls, tlsFault, type TlsSettings } from './tls.ts';

/** @param tls of our endpoint at the time: who we believe, and what we show (RFC 5922, 7.3) */
export function createConnectionProbe(
  clock: Clock,
  tls: () => TlsSettings = () => CLIENT_ONLY,
): ConnectionProbe {
  return (target, withinMs) =>
    new Promise((resolve) => {
      const begun = clock.now();
      const socket = open(target, tls());
      const timer = clock.after(withinMs, () =>
        finish({ ok: false, detail: `nothing came of it within ${withinMs} ms` }),
      );
      const finish = (report: Omit<ConnectionReport, 'ms'>): void => {
        timer.cancel();
        // It is over; what the socket says after that is of no interest.
        socket.removeAllListeners().on('error', () => {});
        socket.destroy();
        resolve({ ms: clock.now() - begun, ...report });
      };
      socket.once('error', (error) => finish(failed(error, target, socket)));
      if (target.transport === 'TLS')
        socket.once('secureConnect', () => finish(secured(socket as TLSSocket)));
      else socket.once('connect', () => finish({ ok: true, detail: 'connected' }));
    });
}

function open({ transport, host, port, serverName = host }: SipTarget, tls: TlsSettings): Socket {
  return transport === 'TLS'
    ? connectTls(tls, { host, port, serverName }, undefined)
    : connect({ host, port });
}

function secured(socket: TLSSocket): Omit<ConnectionReport, 'ms'> {
  const detail = `${socket.getProtocol() ?? 'TLS'} with ${socket.getCipher().name}`;
  return { ok: true, detail, ...certificateOf(socket) };
}

function failed(error: Error, { transport }: SipTarget, socket: Socket): Omit<ConnectionReport, 'ms'> {
  if (transport !== 'TLS') return { ok: false, detail: errorText(error) };
  return { ok: false, detail: tlsFault(error), ...certificateOf(socket as TLSSocket, error) };
}

/** Node hands a refused certificate over with the error (`ERR_TLS_CERT_ALTNAME_INVALID`). */
function certificateOf(socket: TLSSocket, error?: Error): { certificate?: PeerCertificate } {
  const shown = (error as { cert?: ReturnType<TLSSocket['getPeerCertificate']> })?.cert;
  const certificate = shown ?? socket.getPeerCertificate();
  if (!certificate?.subject) return {};
  const { subject, issuer, valid_to, subjectaltname = '' } = certificate;
  return {
    certificate: {
      subject: name(subject),
      issuer: name(issuer),
      validTo: Date.parse(valid_to),
      names: subjectaltname,
    },
  };
}

function name(of: { readonly CN?: string | string[]; readonly O?: string | string[] } | undefined): string {
  return [of?.CN ?? of?.O ?? 'nobody'].flat().join(', ');
}
