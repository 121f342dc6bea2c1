/**
 * Every codec with baresip, called and calling, at every packet time: what each side said is what the other heard.
 * Correlations are those that two baresips reach among themselves, for G.722 by another implementation at 16 kHz.
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
import { findPieces } from '../journeys/recorded.ts';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { toMuLaw } from '../peers/g711.ts';
import { findClip } from '../peers/listen.ts';
import { openPhone, place, watch } from './phone.ts';
import { openRtpSource, spokenAt, type TimedPacket } from './rtp-source.ts';

const ours = readClip('yes_works_slt');
const theirs = readClip('no_thanks_slt');
/** A second of it. */
const brief = ours.slice(4_000, 12_000);
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

const PAUSE_MS = 800;

/** So much may a switch move what is heard: codecs' delay and what waits in a jitter buffer, samples. */
const SHIFT = 1_200;

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

test('PCMU, G.722, Opus, PCMA in one call: heard on, and nothing that is said jumps', async (t) => {
  const other = await openPhone();
  t.after(() => other.close());
  const codecs = ['PCMU', 'G722', 'opus', 'PCMA'] as const;
  const settings = { codecs, lostAfterMs: 10_000, record: false };
  const [near, far] = await Promise.all([engine.open(settings), engine.open(settings)]);
  other.onInvite((call) => {
    call.onOffer((sdp) => far.takeOffer(sdp).answer ?? null);
    call.events.on('answered', () => far.start());
    void call.accept(far.takeOffer(call.offer!).answer!, () => Promise.resolve());
  });
  const placed = place(phone, other.address, { offer: only('PCMU', near.offer()) });
  placed.call.events.on('answered', ({ sdp }) => assert.ok(near.takeAnswer(sdp!).ok));
  await placed.answered;
  near.start();
  const delays: number[] = [];
  for (const codec of codecs) {
    if (codec !== 'PCMU') {
      const result = await placed.call.reoffer(only(codec, near.offerAgain(false)));
      assert.ok(result.ok, JSON.stringify(result));
      const agreed = near.takeAnswer(result.sdp);
      assert.ok(agreed.ok && agreed.codec === codec, JSON.stringify(agreed));
    }
    const [from, began] = [far.position(), begins(near, codec)];
    near.play({ utteranceId: codec, pcm: brief, last: true });
    await reached(far, from + brief.length + 3_200);
    const { correlation, offset } = findPieces(brief, far.heard(from, far.position()));
    assert.ok(correlation >= 0.85, `${codec}: ${correlation}`);
    delays.push(from + offset - (await began));
  }
  t.diagnostic(`heard after ${delays.join(', ')} samples of the two calls' clocks`);
  for (const delay of delays) assert.ok(Math.abs(delay - delays[0]!) < SHIFT, String(delays));
  assert.equal((await far.stats()).packetsLost, 0);
  placed.call.hangUp();
  await placed.ended;
  await Promise.all([near.close(), far.close()]);
});

test('comfort noise is heard as silence, not as loss; what follows it stands where it was said', async (t) => {
  const source = await openRtpSource(7);
  t.after(() => source.close());
  const session = await engine.open({ codecs: ['PCMU'], lostAfterMs: 10_000, record: false });
  const port = Number(/^m=audio (\d+)/m.exec(session.offer())![1]);
  assert.ok(session.takeAnswer(source.sdp).ok);
  session.start();
  const coded = toMuLaw(brief);
  const saidMs = 20 * Math.floor(coded.length / 160);
  const again = saidMs + PAUSE_MS;
  const packets = [...spokenAt(0, coded), ...[noise(saidMs), noise(saidMs + 400)], ...spokenAt(again, coded)];
  await source.send(port, packets);
  await reached(session, session.position() + 1_600);
  const { packetsReceived, packetsLost } = await session.stats();
  const heard = session.heard(0, session.position());
  const before = findPieces(brief, heard.subarray(0, 8 * again));
  const after = findPieces(brief, heard.subarray(8 * again - 1_600));
  assert.ok(Math.min(before.correlation, after.correlation) > 0.97);
  const moved = 8 * again - 1_600 + after.offset - before.offset - 8 * again;
  assert.ok(Math.abs(moved) < SHIFT, `${moved} samples`);
  assert.deepEqual([packetsReceived, packetsLost], [packets.length, 0]);
  // 0 dBov is full scale.
  const gap = heard.subarray(before.offset + 8 * saidMs + 800, before.offset + 8 * again - 800);
  const level = Math.sqrt(gap.reduce((sum, sample) => sum + sample ** 2, 0) / gap.length);
  assert.ok(level > 16 && level < 66, `${level}, not 33`);
  await session.close();
});

/** RFC 3389, 3.1: -60 dBov. */
function noise(atMs: number): TimedPacket {
  return { atMs, type: 13, payload: Uint8Array.of(60) };
}

/** When its first sample left. */
function begins(session: MediaSession, utteranceId: string): Promise<number> {
  return new Promise((resolve) =>
    session.events.on('utterance-started', (event) => {
      if (event.utteranceId === utteranceId) resolve(event.at);
    }),
  );
}

/** The description with one of its codecs left. */
function only(codec: CodecName, sdp: string): string {
  const type = new RegExp(`a=rtpmap:(\\d+) ${codec}/`).exec(sdp)![1]!;
  return sdp
    .replace(/^(m=audio \d+ \S+) .*$/m, `$1 ${type}`)
    .split('\r\n')
    .filter((line) => !/^a=(rtpmap|fmtp):/.test(line) || line.includes(`:${type} `))
    .join('\r\n');
}

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
    const stop = session.events.on('alarm-reached', () => {
      stop();
      resolve();
    });
  });
}
