/** What a bridge adds, over real sockets and two media threads: from a peer's packet in to the other peer's packet out. */
import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { muLaw } from '#audio';
import { realClock, realRandom, silentLogger } from '#kernel';
import type { MediaSession } from '../contract.ts';
import { parseRtp, printRtp } from '../rtp/packet.ts';
import { createMediaEngine } from './index.ts';

const FRAME = 160;
/** One packet in so many is loud; what takes longer than these would be taken for the next one. */
const EVERY = 15;
const MARKS = 30;
/** An idle machine needs 30 to 50 ms; a busy one may be a tick later, ms. */
const MOST_P50_MS = 80;

/** A phone that is nothing but a socket. */
async function peer(): Promise<{ socket: Socket; sdp: string }> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as AddressInfo;
  const lines = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'];
  return { socket, sdp: [...lines, `m=audio ${port} RTP/AVP 0`, 'a=sendrecv', ''].join('\r\n') };
}

const portOf = (session: MediaSession): number => Number(/m=audio (\d+)/.exec(session.offer())![1]);

test(
  'a bridge adds at most 80 ms at the median, however busy the machine',
  { timeout: 60_000 },
  async (t) => {
    const engine = await createMediaEngine({
      ...{ bindAddress: '127.0.0.1', ports: { from: 0, to: 0 }, threads: 2, drainMs: 100 },
      ...{ clock: realClock, random: realRandom, logger: silentLogger },
    });
    t.after(() => engine.close());
    const settings = { codecs: ['PCMU'], lostAfterMs: 60_000, record: false } as const;
    const [one, other] = [await engine.open(settings), await engine.open(settings)];
    const [from, to] = [await peer(), await peer()];
    t.after(() => [from, to].map(({ socket }) => socket.close()));
    const port = portOf(one);
    portOf(other);
    assert.ok(one.takeAnswer(from.sdp).ok && other.takeAnswer(to.sdp).ok);
    one.start();
    other.start();
    other.bridge(one);
    one.bridge(other);

    const sentAt: number[] = [];
    const spans: number[] = [];
    let loudBefore = false;
    to.socket.on('message', (bytes) => {
      const packet = parseRtp(bytes);
      if (packet?.payloadType !== 0) return;
      const pcm = muLaw.decode(packet.payload);
      const loud = pcm.some((sample) => Math.abs(sample) > 4000);
      const sent = sentAt.at(-1);
      if (loud && !loudBefore && sent !== undefined) spans.push(performance.now() - sent);
      loudBefore = loud;
    });
    const finished = Promise.withResolvers<void>();
    const started = performance.now();
    let sequence = 0;
    const send = (): void => {
      const loud = sequence % EVERY === EVERY - 1;
      const payload = new Uint8Array(FRAME);
      muLaw.encode(new Int16Array(FRAME).fill(loud ? 8000 : 0), payload);
      const packet = {
        marker: false,
        payloadType: 0,
        sequence,
        timestamp: sequence * FRAME,
        ssrc: 7,
        payload,
      };
      if (loud) sentAt.push(performance.now());
      from.socket.send(printRtp(packet), port, '127.0.0.1');
      sequence++;
      if (sequence >= MARKS * EVERY + EVERY) return finished.resolve();
      realClock.after(started + sequence * 20 - performance.now(), send);
    };
    send();
    await finished.promise;
    // What crossed before the cushion was there tells nothing.
    const settled = spans.slice(3).toSorted((a, b) => a - b);
    const at = (share: number): number => Math.round(settled[Math.floor(settled.length * share)]! * 10) / 10;
    t.diagnostic(`${settled.length} marks: p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, most ${at(0.999)} ms`);
    assert.ok(settled.length >= MARKS - 8, `${settled.length} marks came`);
    assert.ok(at(0.5) <= MOST_P50_MS, `p50 ${at(0.5)} ms`);
  },
);
