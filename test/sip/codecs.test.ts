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
  { codec: 'PCMU', calls: 'we', least: 0.97 },
  { codec: 'PCMA', calls: 'they', least: 0.97 },
  { codec: 'G722', calls: 'we', least: 0.85 },
  { codec: 'G722', calls: 'they', least: 0.85 },
  { codec: 'opus', calls: 'we', least: 0.85 },
  { codec: 'opus', calls: 'they', least: 0.85 },
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
    Promise.all(CASES.map(({ codec }, n) => startBaresip({ codec, says: theirs, user: `peer${n}` }))),
  ]);
  phone.onInvite((call) => incoming.get(/peer\d/.exec(call.from)?.[0] ?? '')?.(call));
});
after(() => Promise.all([phone.close(), engine.close(), ...peers.map((peer) => peer.stop())]));

test('what each side says the other hears', { concurrency: true }, async (t) => {
  await Promise.all(
    CASES.map(({ codec, calls, least }, n) =>
      t.test(`${codec}, ${calls} call`, async () => {
        const peer = peers[n]!;
        const session = await engine.open({ codecs: ALL, lostAfterMs: 10_000, record: false });
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

function reached(session: MediaSession, at: number): Promise<void> {
  session.setAlarm('end', at);
  return new Promise((resolve) => {
    session.events.on('alarm-reached', () => resolve());
  });
}
