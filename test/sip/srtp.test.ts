/**
 * SRTP with baresip by keys in SDP (RFC 4568): every suite, optional and demanded, called and calling; and the refusal
 * where one demands what the other has not. What each side said is what the other heard.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Goertzel, sines } from '#audio';
import { realClock, realRandom, silentLogger } from '#kernel';
import {
  createMediaEngine,
  type IncomingSipCall,
  type MediaEngine,
  type MediaSession,
  type SipEndpoint,
  type SrtpPolicy,
  type SrtpSuite,
} from '#telephony';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { openPhone, place, watch, type Placed } from './phone.ts';

const OURS = 700;
const THEIRS = 1100;
/** So much of the other's tone must have been heard before somebody hangs up, samples. */
const ENOUGH = 2400;

let phone: SipEndpoint;
let engine: MediaEngine;
let peers: Readonly<Record<SrtpPolicy, BaresipPeer>>;
const incoming: ((call: IncomingSipCall) => void)[] = [];

before(async () => {
  const says = sines([THEIRS], 0, 16_000);
  const start = (srtp?: 'optional' | 'required'): Promise<BaresipPeer> =>
    startBaresip({ codec: 'PCMU', says, ...(srtp && { srtp }) });
  const parts = { clock: realClock, random: realRandom, logger: silentLogger, drainMs: 100 };
  const media = { ...parts, bindAddress: '127.0.0.1', ports: { from: 0, to: 0 }, threads: 1 };
  const [off, optional, required] = await Promise.all([start(), start('optional'), start('required')]);
  peers = { off, optional, required };
  [phone, engine] = await Promise.all([openPhone(), createMediaEngine(media)]);
  phone.onInvite((call) => incoming.shift()?.(call));
});
after(() => Promise.all([phone.close(), engine.close(), ...Object.values(peers).map((peer) => peer.stop())]));

function open(srtp: SrtpPolicy): Promise<MediaSession> {
  return engine.open({ codecs: ['PCMU'], srtp, lostAfterMs: 10_000, record: false });
}

/** Both speak until both were heard; then we hang up. */
async function talk(session: MediaSession, { call, ended }: Pick<Placed, 'call' | 'ended'>): Promise<void> {
  session.play({ utteranceId: 'tone', pcm: sines([OURS], 0, 16_000), last: true });
  session.start();
  let at = 0;
  for (let heard = 0; heard < ENOUGH; at += 800) {
    await reached(session, at + 1600);
    if (hasTone(session.heard(at, at + 800), THEIRS)) heard += 800;
    assert.ok(at < 32_000, 'we did not hear the peer');
  }
  call.hangUp();
  await ended;
}

function reached(session: MediaSession, at: number): Promise<void> {
  session.setAlarm(`at-${at}`, at);
  return new Promise((resolve) => {
    const stop = session.events.on('alarm-reached', ({ name }) => {
      if (name !== `at-${at}`) return;
      stop();
      resolve();
    });
  });
}

function hasTone(pcm: Int16Array, hz: number): boolean {
  return pcm.some((sample) => Math.abs(sample) > 1000) && new Goertzel(hz).share(pcm) > 0.98;
}

/** The peer heard us: some stretch of its recording is our tone. */
async function heardUs(peer: BaresipPeer): Promise<boolean> {
  await peer.event('CALL_CLOSED');
  const pcm = peer.heard();
  for (let at = 0; at + 800 <= pcm.length; at += 400)
    if (hasTone(pcm.subarray(at, at + 800), OURS)) return true;
  return false;
}

/** The offer with one of its suites left. */
function only(suite: SrtpSuite | undefined, offer: string): string {
  if (!suite) return offer;
  const lines = offer.split('\r\n').filter((line) => !line.startsWith('a=crypto') || line.includes(suite));
  return lines.join('\r\n');
}

const USUAL: SrtpSuite = 'AES_CM_128_HMAC_SHA1_80';
const calls: { ours: SrtpPolicy; theirs: SrtpPolicy; suite: SrtpSuite | null; only?: true }[] = [
  { ours: 'required', theirs: 'required', suite: USUAL },
  { ours: 'optional', theirs: 'optional', suite: USUAL },
  { ours: 'optional', theirs: 'off', suite: null },
  { ours: 'required', theirs: 'optional', suite: 'AEAD_AES_128_GCM', only: true },
  { ours: 'required', theirs: 'required', suite: 'AES_CM_128_HMAC_SHA1_32', only: true },
];

test('we call', async (t) => {
  for (const [index, { ours, theirs, suite, only: alone }] of calls.entries())
    await t.test(`${ours} to ${theirs}: ${suite ?? 'plain RTP'}`, async () => {
      const peer = peers[theirs];
      const session = await open(ours);
      const offer = only(alone && suite ? suite : undefined, session.offer());
      const placed = place(phone, peer.address, { requestUri: peer.uri, to: peer.uri, offer });
      const sdp = await new Promise<string | undefined>((resolve, reject) => {
        placed.call.events.on('answered', (answer) => resolve(answer.sdp));
        placed.call.events.on('ended', (ending) => reject(new Error(JSON.stringify(ending))));
      });
      const agreed = session.takeAnswer(sdp!);
      assert.ok(agreed.ok, JSON.stringify(agreed));
      assert.equal(agreed.srtp, suite);
      await talk(session, placed);
      const stats = await session.stats();
      assert.equal(stats.srtp, suite);
      assert.equal(stats.packetsLost, 0);
      await session.close();
      if (index < 3) assert.ok(await heardUs(peer), 'the peer did not hear us');
    });
});

test('we are called', async (t) => {
  for (const { ours, theirs, suite } of [
    { ours: 'optional', theirs: 'required', suite: USUAL },
    { ours: 'required', theirs: 'optional', suite: USUAL },
    { ours: 'optional', theirs: 'off', suite: null },
  ] as const)
    await t.test(`by ${theirs}, we ${ours}: ${suite ?? 'plain RTP'}`, async () => {
      const session = await open(ours);
      const arrived = new Promise<IncomingSipCall>((resolve) => incoming.push(resolve));
      await peers[theirs].dial(`sip:agent@${phone.address}`);
      const call = await arrived;
      const agreed = session.takeOffer(call.offer!);
      assert.ok(agreed.ok && agreed.answer, JSON.stringify(agreed));
      assert.equal(agreed.srtp, suite);
      const { ended, answered } = watch(call);
      await call.accept(agreed.answer, () => Promise.resolve());
      await answered;
      await talk(session, { call, ended });
      await session.close();
    });
});

test('who demands SRTP and gets none is refused, both ways', async () => {
  const session = await open('required');
  const { uri, address } = peers.off;
  const placed = place(phone, address, { requestUri: uri, to: uri, offer: session.offer() });
  const ending = await placed.ended;
  assert.deepEqual([ending.kind, ending.status], ['rejected', 488]);

  const arrived = new Promise<IncomingSipCall>((resolve) => incoming.push(resolve));
  await peers.off.dial(`sip:agent@${phone.address}`);
  const agreed = session.takeOffer((await arrived).offer!);
  assert.ok(!agreed.ok && agreed.problem === 'srtp-required');
  (await arrived).reject(488);
  await session.close();

  const plain = await open('off');
  const demanded = new Promise<IncomingSipCall>((resolve) => incoming.push(resolve));
  await peers.required.dial(`sip:agent@${phone.address}`);
  assert.equal(plain.takeOffer((await demanded).offer!).ok, false);
  (await demanded).reject(488);
  await plain.close();

  // Keys beside plain RTP are no secure profile, and baresip then demands that (RFC 4568, 3.1.1).
  const inviting = await open('optional');
  const { uri: demanding, address: at } = peers.required;
  const refused = place(phone, at, { requestUri: demanding, to: demanding, offer: inviting.offer() });
  assert.equal((await refused.ended).status, 488);
  await inviting.close();
});
