/** Does each trunk answer OPTIONS (RFC 3261 section 11)? Any answer shows that it can be reached. */
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { errorText, randomHex, realClock, realRandom } from '#kernel';
import { good, warning, type Finding } from './finding.ts';

/** RFC 3261 section 17.1.2.1 repeats after T1 = 500 ms, doubling; three tries are enough to know. */
const REPEAT_MS = [0, 500, 1500] as const;
const PATIENCE_MS = 3000;

/** @param from our address without port; the answer comes back to where the request left (`rport`, RFC 3581). */
export async function trunkFindings(
  trunks: readonly { readonly name: string; readonly uri: string }[],
  from: string,
): Promise<Finding[]> {
  if (trunks.length === 0) return [good('trunks', 'none yet: SIP URIs can be called without one')];
  return Promise.all(trunks.map((trunk) => trunkFinding(trunk, from)));
}

async function trunkFinding({ name, uri }: { name: string; uri: string }, from: string): Promise<Finding> {
  const subject = `trunk ${name}`;
  const match = /^sip:(?:[^@]*@)?(\[[^\]]+\]|[^:;?]+)(?::(\d+))?/i.exec(uri);
  const host = match?.[1]?.replace(/^\[|\]$/g, '') ?? uri;
  try {
    const { address } = await lookup(host);
    const status = await ping(uri, address, Number(match?.[2] ?? 5060), from);
    if (status !== null) return good(subject, `${uri} answers OPTIONS with ${status}`);
    return warning(
      subject,
      `${uri} does not answer OPTIONS within ${PATIENCE_MS / 1000} s.`,
      'Check host, port and firewall; some providers answer only calls.',
    );
  } catch (thrown) {
    return warning(subject, `${uri}: ${errorText(thrown)}.`, 'Correct the host of the trunk, or the DNS.');
  }
}

/** The status of the answer, null for silence. */
function ping(uri: string, address: string, port: number, from: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    const timers = [realClock.after(PATIENCE_MS, () => finish(() => resolve(null)))];
    const finish = (act: () => void): void => {
      for (const timer of timers) timer.cancel();
      socket.removeAllListeners().on('error', () => {});
      socket.close(act);
    };
    socket.on('error', (thrown) => finish(() => reject(thrown)));
    socket.on('message', (bytes) => {
      const status = /^SIP\/2\.0 (\d{3}) /.exec(bytes.toString('latin1'))?.[1];
      if (status) finish(() => resolve(Number(status)));
    });
    socket.bind(() => {
      const request = optionsRequest(uri, from, socket.address().port);
      for (const delay of REPEAT_MS)
        timers.push(realClock.after(delay, () => socket.send(request, port, address, () => {})));
    });
  });
}

/** The least that RFC 3261 section 8.1.1 asks of a request. */
function optionsRequest(uri: string, from: string, port: number): string {
  const us = from.includes(':') ? `[${from}]` : from;
  return [
    `OPTIONS ${uri} SIP/2.0`,
    `Via: SIP/2.0/UDP ${us}:${port};rport;branch=z9hG4bK${word()}`,
    'Max-Forwards: 70',
    `To: <${uri}>`,
    `From: <sip:doctor@${us}>;tag=${word()}`,
    `Call-ID: ${word()}@doctor`,
    'CSeq: 1 OPTIONS',
    `Contact: <sip:doctor@${us}:${port}>`,
    'Accept: application/sdp',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

function word(): string {
  return randomHex(realRandom, 8);
}
