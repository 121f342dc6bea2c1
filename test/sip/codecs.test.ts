/**
 * Every codec with baresip, called and calling: what each side said is what the other heard. Correlations are those that
 * two baresips reach among themselves, for G.722 by another implementation at 16 kHz.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { realClock, realRandom, silentLogger } from '#kernel';
import {
  createMediaEngine,
  type CodecName,
  type IncomingSipCall,
  type MediaEngine,
  type MediaSession,
  type RtpTrace,
  type SipEndpoint,
} from '#telephony';
import { readClip } from '../../fixtures/speech/clips.ts';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { findClip } from '../peers/listen.ts';
import { openPhone, place, watch } from './phone.ts';

const ours = readClip('yes_works_slt');
const theirs = readClip('no_thanks_slt');
/** Until both have said theirs, samples. */
const LENGTH = Math.max(ours.length, theirs.length) + 4000;
const CASES = [
  { codec: 'PCMU', calls: 'we', least: 0.97, ptimeMs: 10 },
  { codec: 'PCMA', calls: 'they', least: 0.97, ptimeMs: 30 },
  { codec: 'G722', calls: 'we', least: 0.85, ptimeMs: 60 },
  { codec: 'G722', calls: 'they', least: 0.85, ptimeMs: 20 },
  { codec: 'opus', calls: 'we', least: 0.85, ptimeMs: 20 },
  { codec: 'opus', calls: 'they', least: 0.85, ptimeMs: 60 },
] as const;
/** Ours: an offer of all of them, of which the peer takes the one that it has. */
const ALL: readonly CodecName[] = ['PCMU', 'PCMA', 'G722', 'opus', 'L16'];

let phone: SipEndpoint;
let engine: MediaEngine;
let peers: BaresipPeer[];
const incoming = new Map<string, (call: IncomingSipCall) => void>();

before(async () => {
  const parts = { clock: realClock, random: realRandom, logger: silentLogger, drainMs: 100 };
  const media = { ...parts, bindAddress: '127.0.0.1', ports: { from: 0, to: 0 }, threads: 1 };
  [phone, engine, peers] = await Promise.all([
    openPhone(),
    createMediaEngine(media),
    Promise.all(
      CASES.map(({ codec, ptimeMs }, n) => startBaresip({ codec, ptimeMs, says: theirs, user: `peer${n}` })),
    ),
  ]);
  phone.onInvite((call) => incoming.get(/peer\d/.exec(call.from)?.[0] ?? '')?.(call));
});
after(() => Promise.all([phone.close(), engine.close(), ...peers.map((peer) => peer.stop())]));

test('what each side says the other hears', { concurrency: true }, async (t) => {
  await Promise.all(
    CASES.map(({ codec, calls, least, ptimeMs }, n) =>
      t.test(`${codec}, ${ptimeMs} ms a packet, ${calls} call`, async () => {
        const peer = peers[n]!;
        const session = await engine.open({ codecs: ALL, ptimeMs, lostAfterMs: 10_000, record: false });
        const steps = stepsOf(session);
        const { call, ended } =
          calls === 'we' ? await weCall(session, peer) : await theyCall(session, peer, n);
        session.play({ utteranceId: 'ours', pcm: ours, last: true });
        session.start();
        await reached(session, LENGTH);
        const { correlation } = findClip(theirs, session.heard(0, LENGTH));
        const stats = await session.stats();
        call.hangUp();
        await Promise.all([ended, peer.event('CALL_CLOSED')]);
        await session.close();
        const back = findClip(ours, peer.heard());
        t.diagnostic(
          `${codec}, ${calls} call: heard ${correlation.toFixed(3)}, said ${back.correlation.toFixed(3)}`,
        );
        assert.equal(stats.codec, codec);
        const units = ptimeMs * (codec === 'opus' ? 48 : 8);
        assert.deepEqual([usual(steps.sent), usual(steps.received)], [units, units]);
        assert.ok(correlation >= least, `we heard ${correlation}`);
        assert.ok(back.correlation >= least, `it heard ${back.correlation}`);
      }),
    ),
  );
});

async function weCall(session: MediaSession, peer: BaresipPeer) {
  const placed = place(phone, peer.address, { requestUri: peer.uri, offer: session.offer() });
  placed.call.events.on('answered', ({ sdp }) => assert.ok(session.takeAnswer(sdp!).ok));
  await placed.answered;
  return placed;
}

async function theyCall(session: MediaSession, peer: BaresipPeer, n: number) {
  const rang = new Promise<IncomingSipCall>((resolve) => incoming.set(`peer${n}`, resolve));
  await peer.dial(`sip:us@${phone.address}`);
  const call = await rang;
  const watched = watch(call);
  const { answer } = session.takeOffer(call.offer!);
  await call.accept(answer!, () => Promise.resolve());
  await watched.answered;
  return { call, ...watched };
}

/** From one packet's timestamp to the next one's, as long as the session is traced. */
function stepsOf(session: MediaSession): Record<RtpTrace['direction'], number[]> {
  const steps: Record<RtpTrace['direction'], number[]> = { sent: [], received: [] };
  const last: Partial<Record<RtpTrace['direction'], number>> = {};
  session.trace(({ direction, kind, header }) => {
    if (kind !== 'rtp') return;
    const timestamp = Buffer.from(header).readUInt32BE(4);
    const before = last[direction];
    if (before !== undefined) steps[direction].push((timestamp - before) >>> 0);
    last[direction] = timestamp;
  });
  return steps;
}

/** The median: a machine that stalls may skip some. */
function usual(steps: readonly number[]): number | undefined {
  return steps.toSorted((a, b) => a - b)[steps.length >> 1];
}

function reached(session: MediaSession, at: number): Promise<void> {
  session.setAlarm('end', at);
  return new Promise((resolve) => {
    session.events.on('alarm-reached', () => resolve());
  });
}
