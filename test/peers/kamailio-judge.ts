/** kamailio as a judge: its sanity module looks at every message, with every check that it has, and says what it thinks. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts, isBoundUdp } from './ports.ts';
import { freshFolder, startProgram, untilReady } from './program.ts';

/** All bits of sanity_check's two masks: message, and URIs (Request-URI, From, To, Contact). */
const OF_REQUESTS = '"32767", "15"';
/** A response has no Request-URI (1, 2; URI 1), and of it no version (32). */
const OF_RESPONSES = '"32732", "14"';
const PATIENCE_MS = 3_000;

export interface Judge {
  /**
   * Sends the messages one after the other, all over UDP, or over one TCP connection.
   * @returns what it said to each: `sane …`, `insane …`, or that it could not even read it
   */
  judge(messages: readonly Uint8Array[], transport: 'UDP' | 'TCP'): Promise<string[]>;
  stop(): Promise<void>;
}

export async function startJudge(): Promise<Judge> {
  const folder = freshFolder('judge');
  const port = await freePorts(1);
  writeFileSync(join(folder, 'kamailio.cfg'), configuration(port));
  const args = ['-DD', '-E', '-f', join(folder, 'kamailio.cfg'), '-Y', folder, '-w', folder];
  const program = startProgram('kamailio', [...args, '-P', join(folder, 'pid'), '-m', '32', '-M', '4'], {
    folder,
  });
  await untilReady(program, () => isBoundUdp(port));
  const verdicts = (): string[] => [...program.output().matchAll(/judge: (.*)/g)].map((found) => found[1]!);
  let heard = 0;
  const next = async (): Promise<string> => {
    for (let waited = 0; waited < PATIENCE_MS; waited += 5) {
      const verdict = verdicts()[heard];
      if (verdict !== undefined) {
        heard++;
        return verdict;
      }
      await delay(5);
    }
    return `not read: ${program.output().slice(-500)}`;
  };
  const overUdp = createSocket('udp4').bind(0, '127.0.0.1');
  await once(overUdp, 'listening');
  // The socket is bound before anybody reads from it: ask until an answer comes.
  const probe = Buffer.from(PROBE);
  for (let tries = 0; tries < 50 && verdicts().length === 0; tries++) {
    overUdp.send(probe, port, '127.0.0.1');
    await delay(50);
  }
  await delay(50);
  heard = verdicts().length;
  return {
    async judge(messages, transport) {
      const said: string[] = [];
      const tcp = transport === 'TCP' ? createConnection(port, '127.0.0.1') : undefined;
      if (tcp) await once(tcp, 'connect');
      for (const message of messages) {
        if (tcp) tcp.write(message);
        else overUdp.send(message, port, '127.0.0.1');
        said.push(await next());
      }
      tcp?.destroy();
      return said;
    },
    async stop() {
      overUdp.close();
      await program.stop();
      program.remove();
    },
  };
}

const PROBE = [
  'OPTIONS sip:judge@127.0.0.1 SIP/2.0',
  'Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKprobe',
  'From: <sip:probe@127.0.0.1>;tag=1',
  'To: <sip:judge@127.0.0.1>',
  'Call-ID: probe',
  'CSeq: 1 OPTIONS',
  'Max-Forwards: 70',
  'Content-Length: 0',
  '',
  '',
].join('\r\n');

function configuration(port: number): string {
  return `#!KAMAILIO
listen=udp:127.0.0.1:${port}
listen=tcp:127.0.0.1:${port}
log_stderror=yes
debug=1
children=1
tcp_children=1
auto_aliases=no
dns=no
rev_dns=no
mpath="/usr/lib/x86_64-linux-gnu/kamailio/modules/:/usr/lib/aarch64-linux-gnu/kamailio/modules/"
loadmodule "sl.so"
loadmodule "pv.so"
loadmodule "xlog.so"
loadmodule "textops.so"
loadmodule "sanity.so"
modparam("sanity", "autodrop", 0)
request_route {
  if (!sanity_check(${OF_REQUESTS})) { xlog("L_ERR", "judge: insane $rm $cs\\n"); exit; }
  xlog("L_ERR", "judge: sane $rm $cs\\n");
  exit;
}
onreply_route {
  if (!sanity_check(${OF_RESPONSES})) { xlog("L_ERR", "judge: insane $rs $rm $cs\\n"); drop; }
  xlog("L_ERR", "judge: sane $rs $rm $cs\\n");
  drop;
}
`;
}
