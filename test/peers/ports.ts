/** Ports for peers that must be told theirs: below the range that systems give out by themselves (from 32768). */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const FIRST = 10_000;
const LAST = 31_000;
/** Each caller starts elsewhere, so that peers started at the same moment rarely meet. */
let next = FIRST + 2 * Math.floor((Math.random() * (LAST - FIRST)) / 2);

/** The first of `count` adjacent ports, even, free for UDP and TCP on 127.0.0.1. */
export async function freePorts(count: number): Promise<number> {
  for (let tries = 0; tries < 1000; tries++) {
    const first = next;
    next = next + count + (count % 2) > LAST ? FIRST : next + count + (count % 2);
    const wanted = Array.from({ length: count }, (_, index) => first + index);
    const free = await Promise.all(wanted.flatMap((port) => [isFreeUdp(port), isFreeTcp(port)]));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`No ${count} adjacent ports are free between ${FIRST} and ${LAST}.`);
}

/** Whether somebody has bound `port` for UDP, by the kernel's own table. */
export function isBoundUdp(port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return readFileSync('/proc/net/udp', 'latin1').includes(`:${hex} 00000000:0000 `);
}

/** Whether somebody listens on `port` for TCP, by the kernel's own table (state 0A). */
export function isBoundTcp(port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return readFileSync('/proc/net/tcp', 'latin1').includes(`:${hex} 00000000:0000 0A `);
}

async function isFreeUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  const bound = await settled(socket, 'listening', () => socket.bind(port, '127.0.0.1'));
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return bound;
}

async function isFreeTcp(port: number): Promise<boolean> {
  const server = createServer();
  const bound = await settled(server, 'listening', () => server.listen(port, '127.0.0.1'));
  if (bound) await new Promise<void>((resolve) => server.close(() => resolve()));
  return bound;
}

/** `true` when `event` came, `false` on `error` (the port is taken). */
async function settled(emitter: NodeJS.EventEmitter, event: string, start: () => void): Promise<boolean> {
  const came = once(emitter, event).then(
    () => true,
    () => false,
  );
  start();
  return came;
}
