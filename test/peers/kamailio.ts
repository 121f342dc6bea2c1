/** kamailio as a peer: a provider's registrar and proxy on 127.0.0.1. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kamailioConfiguration, type KamailioSettings } from './kamailio-config.ts';
import { freePorts, isBoundUdp } from './ports.ts';
import { freshFolder, startProgram, untilReady } from './program.ts';

/** Who asks whether it is there. */
const READY = 'are-you-ready';

export interface KamailioOptions extends Partial<Omit<KamailioSettings, 'port' | 'tls'>> {
  /** PEM files; absent: no TLS. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

export interface KamailioPeer {
  /** `127.0.0.1:port`, UDP and TCP. */
  readonly address: string;
  /** `127.0.0.1:port` for TLS. */
  readonly tlsAddress?: string;
  /** `example.test` unless said; its name leads nowhere, so clients need the address as their proxy. */
  readonly domain: string;
  /** Of every user. */
  readonly password: string;
  readonly pid: number;
  /** Requests that came, in order. */
  seen(): readonly { readonly method: string; readonly fromUser: string; readonly cseq: number }[];
  /** What the sanity module refused. */
  insane(): readonly string[];
  output(): string;
  stop(): Promise<void>;
}

/** Starts it and waits until it listens. Any user may register with the password. */
export async function startKamailio(options: KamailioOptions = {}): Promise<KamailioPeer> {
  const folder = freshFolder('kamailio');
  const port = await freePorts(2);
  const settings: KamailioSettings = {
    domain: 'example.test',
    password: 'secret',
    nonceLifeS: 300,
    minExpiresS: 1,
    maxExpiresS: 3600,
    numbers: {},
    answersItself: [],
    ...options,
    port,
    ...(options.tls ? { tls: { ...options.tls, port: port + 1 } } : {}),
  } as KamailioSettings;
  const file = join(folder, 'kamailio.cfg');
  writeFileSync(file, kamailioConfiguration(settings));
  const args = ['-DD', '-E', '-f', file, '-Y', folder, '-w', folder, '-P', join(folder, 'pid')];
  const program = startProgram('kamailio', [...args, '-m', '32', '-M', '4'], { folder, group: true });
  await untilReady(program, async () => isBoundUdp(port) && (await answers(port)));
  const lines = (pattern: RegExp): RegExpMatchArray[] => [...program.output().matchAll(pattern)];
  return {
    address: `127.0.0.1:${port}`,
    ...(settings.tls ? { tlsAddress: `127.0.0.1:${port + 1}` } : {}),
    domain: settings.domain,
    password: settings.password,
    pid: program.pid,
    seen: () =>
      lines(/ seen (\S+) (\S+) (\d+) /g)
        .map((found) => ({ method: found[1]!, fromUser: found[2]!, cseq: Number(found[3]) }))
        .filter(({ fromUser }) => fromUser !== READY),
    insane: () => lines(/ insane (.*)/g).map((found) => found[1]!),
    output: () => program.output(),
    async stop() {
      await program.stop();
      program.remove();
    },
  };
}

/** Whether a worker answers OPTIONS: the socket is bound long before anybody reads from it. */
async function answers(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const answer = once(socket, 'message', { signal: AbortSignal.timeout(100) });
    const host = `127.0.0.1:${socket.address().port}`;
    const request = [
      `OPTIONS sip:127.0.0.1:${port} SIP/2.0`,
      `Via: SIP/2.0/UDP ${host};branch=z9hG4bK${socket.address().port}`,
      `From: <sip:${READY}@${host}>;tag=1`,
      `To: <sip:127.0.0.1:${port}>`,
      `Call-ID: ${READY}-${socket.address().port}`,
      'CSeq: 1 OPTIONS',
      'Max-Forwards: 70',
      'Content-Length: 0',
    ];
    socket.send(`${request.join('\r\n')}\r\n\r\n`, port, '127.0.0.1');
    await answer;
    return true;
  } catch {
    return false; // nobody yet
  } finally {
    socket.close();
  }
}
