/** Are the ports free, and the addresses ours? */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { Config, HostPort } from '#config';
import { fault, good, type Finding } from './finding.ts';

/** Of the media range this many ports are tried, spread over it. */
const SAMPLES = 8;

export async function portFindings({ http, sip, sipTransports, rtp }: Config): Promise<Finding[]> {
  const tls = sipTransports.tls.listen;
  const step = Math.max(2, Math.floor((rtp.last - rtp.first) / SAMPLES / 2) * 2);
  const media: Finding[] = [];
  let taken = 0;
  for (let port = rtp.first; port <= rtp.last; port += step) {
    const code = await udpFault({ host: rtp.host, port });
    if (code !== null && code !== 'EADDRINUSE') media.push(bad('media ports', rtp.host, code, 'PARLEY_RTP'));
    else if (code !== null) taken += 1;
    if (media.length > 0) break;
  }
  if (media.length === 0)
    media.push(
      taken === 0
        ? good('media ports', `${rtp.host}:${rtp.first}-${rtp.last} are free (sample)`)
        : bad('media ports', `some of ${rtp.host}:${rtp.first}-${rtp.last}`, 'EADDRINUSE', 'PARLEY_RTP'),
    );
  return [
    finding('http port', http, await tcpFault(http), 'PARLEY_HTTP'),
    finding('sip port', sip, await udpFault(sip), 'PARLEY_SIP'),
    ...(sipTransports.tcp ? [finding('sip port (tcp)', sip, await tcpFault(sip), 'PARLEY_SIP')] : []),
    ...(tls ? [finding('sip port (tls)', tls, await tcpFault(tls), 'PARLEY_SIP_TLS')] : []),
    ...media,
  ];
}

function finding(subject: string, { host, port }: HostPort, code: string | null, variable: string): Finding {
  return code === null
    ? good(subject, `${host}:${port} is free`)
    : bad(subject, `${host}:${port}`, code, variable);
}

function bad(subject: string, where: string, code: string, variable: string): Finding {
  if (code === 'EADDRINUSE')
    return fault(
      subject,
      `${where} is taken by another program.`,
      `Stop it, or set ${variable} to another port.`,
    );
  if (code === 'EADDRNOTAVAIL')
    return fault(subject, `${where} is no address of this machine.`, `Set ${variable} to one of its own.`);
  return fault(subject, `${where} can not be used (${code}).`, `Set ${variable} to another address or port.`);
}

function tcpFault({ host, port }: HostPort): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (thrown) => resolve(codeOf(thrown)));
    server.listen({ host, port }, () => server.close(() => resolve(null)));
  });
}

function udpFault({ host, port }: HostPort): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', (thrown) => {
      socket.close();
      resolve(codeOf(thrown));
    });
    socket.bind({ address: host, port, exclusive: true }, () => socket.close(() => resolve(null)));
  });
}

function codeOf(thrown: Error): string {
  return String((thrown as { code?: unknown }).code);
}
