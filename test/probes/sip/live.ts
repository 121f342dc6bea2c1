/** Live endpoints in states that a hostile message may meet, on a network in memory under a virtual clock. */
import assert from 'node:assert/strict';
import type { IncomingSipCall, OutgoingInvite, SipCall } from '#telephony';
import {
  printMessage,
  printNameAddr,
  printVia,
  type SipMessage,
} from '../../../src/telephony/sip/message/index.ts';
import {
  ANN,
  answering,
  BOB,
  bobDoes,
  dial,
  emptyOut,
  openWorld,
  SDP,
  type Watched,
  type World,
} from '../../../src/telephony/sip/testing.ts';
import type { Chance } from './chance.ts';
import { mutate } from './mutate.ts';
import type { Stopwatch } from './watch-time.ts';

/** What Ann and Bob are in the middle of. */
const MOMENTS: Readonly<Record<string, (world: World, calls: SipCall[]) => Promise<Watched | null>>> = {
  'nothing goes on': () => Promise.resolve(null),
  'Bob rings': (world, calls) => reach(world, calls, (call) => call.ring(), 100),
  'Bob said nothing yet': (world, calls) => reach(world, calls, () => undefined, 15),
  'they talk': (world, calls) => reach(world, calls, answering, 100),
  'the answer is on its way': (world, calls) => reach(world, calls, answering, 25),
  'Ann has hung up': async (world, calls) => {
    const ann = await reach(world, calls, answering, 100);
    ann.call.hangUp();
    return ann;
  },
  'Bob has refused': (world, calls) => reach(world, calls, (call) => call.reject(486), 25),
  'early media, reliably': (world, calls) => reach(world, calls, (call) => call.ring(SDP), 35),
  'the session is timed': async (world, calls) => {
    const ann = await reach(world, calls, answering, 100, { sessionExpiresS: 90 });
    await world.clock.advance(44_995);
    return ann;
  },
  'Ann offers anew': async (world, calls) => {
    const ann = await reach(world, calls, answering, 100);
    void ann.call.reoffer(SDP);
    await world.clock.advance(5);
    return ann;
  },
  'both offer anew': async (world, calls) => {
    const ann = await reach(world, calls, answering, 100);
    void ann.call.reoffer(SDP);
    void calls[0]!.reoffer(SDP);
    await world.clock.advance(15);
    return ann;
  },
  'Ann tells a key': async (world, calls) => {
    const ann = await reach(world, calls, answering, 100);
    void ann.call.sendInfo('application/dtmf-relay', 'Signal=5\r\nDuration=160\r\n');
    await world.clock.advance(5);
    return ann;
  },
  'Ann hands Bob over': async (world, calls) => {
    const ann = await reach(world, calls, answering, 100);
    calls[0]!.events.on('referral', (referral) => referral.accept());
    ann.call.refer('sip:carol@192.0.2.4', {}, () => undefined);
    await world.clock.advance(25);
    return ann;
  },
  'Ann withdraws': async (world, calls) => {
    const ann = await reach(world, calls, (call) => call.ring(), 100);
    ann.call.hangUp();
    await world.clock.advance(5);
    return ann;
  },
};
export const MOMENT_NAMES: readonly string[] = Object.keys(MOMENTS);

async function reach(
  world: World,
  calls: SipCall[],
  act: (call: IncomingSipCall) => void,
  after: number,
  options: Partial<OutgoingInvite> = {},
): Promise<Watched> {
  // Who knows every id of a call can take its BYE away from Bob; then his side ends it, as it does without media.
  bobDoes(world, (call) => {
    calls.push(call);
    act(call);
  });
  const ann = dial(world, { credentials: { username: 'ann', password: 'secret' }, ...options });
  await world.clock.advance(after);
  return ann;
}

/** Answers that a peer may give to a request of ours, good or not. */
const ANSWERS: readonly string[] = [
  '100 Trying',
  '180 Ringing',
  '183 Progress',
  '200 OK',
  '202 Accepted',
  '302 Moved',
  '401 Unauthorized',
  '407 Proxy Authentication Required',
  '408 Timeout',
  '422 Too Small',
  '423 Too Brief',
  '481 None',
  '486 Busy',
  '491 Pending',
  '500 Error',
  '503 Unavailable',
  '600 Busy',
];
const EXTRAS = [
  'Contact: <sip:bob@192.0.2.2>;expires=60',
  'WWW-Authenticate: Digest realm="x", nonce="n", qop="auth", algorithm=SHA-256',
  'Proxy-Authenticate: Digest realm="x", nonce="n"',
  'Require: 100rel\r\nRSeq: 1',
  'Session-Expires: 90;refresher=uac\r\nRequire: timer',
  'Min-SE: 90',
  'Min-Expires: 120',
  'Retry-After: 5',
  'Record-Route: <sip:192.0.2.9;lr>',
  'Reason: Q.850;cause=17',
];

function answerTo(request: SipMessage, chance: Chance): string {
  const tag = request.to.params.length > 0 || chance.below(4) === 0 ? '' : `;tag=${chance.below(3)}`;
  return [
    `SIP/2.0 ${chance.of(ANSWERS)}`,
    `Via: ${printVia(request.via[0]!)}`,
    `From: ${printNameAddr(request.from)}`,
    `To: ${printNameAddr(request.to)}${tag}`,
    `Call-ID: ${request.callId}`,
    `CSeq: ${request.cseq.number} ${request.cseq.method}`,
    chance.of(EXTRAS),
    'Contact: <sip:bob@192.0.2.2>',
    '',
    '',
  ].join('\r\n');
}

/** The messages that one moment makes, with the ids that they have in every world of it. */
export async function recordMoment(moment: string): Promise<readonly SipMessage[]> {
  const world = openWorld();
  const ann = await MOMENTS[moment]!(world, []);
  await world.clock.advance(1_000);
  ann?.call.hangUp();
  await emptyOut(world);
  return world.network.messages;
}

export interface Round {
  readonly moment: string;
  /** Messages of this moment. */
  readonly own: readonly SipMessage[];
  /** Texts of the corpus. */
  readonly corpus: readonly string[];
  readonly count: number;
  readonly chance: Chance;
  readonly watch: Stopwatch;
  /** Told each message before it is judged, so that a crash can be kept. */
  readonly onMessage: (bytes: Buffer) => void;
}

/**
 * Brings two endpoints to the moment and pours damaged messages over both; then all hang up, and nothing may be left:
 * no transaction, no dialog, no timer, and the call has ended exactly once.
 */
export async function playRound({
  moment,
  own,
  corpus,
  count,
  chance,
  watch,
  onMessage,
}: Round): Promise<void> {
  const world = openWorld();
  const calls: SipCall[] = [];
  const ann = await MOMENTS[moment]!(world, calls);
  world.bob.onInvite((call) => {
    calls.push(call);
    chance.of([() => call.ring(), () => answering(call), () => call.reject(603), () => undefined])();
  });
  const texts = own.map((message) => Buffer.from(printMessage(message)).toString('latin1'));
  const requests = own.filter(({ kind }) => kind === 'request');
  for (let i = 0; i < count; i++) {
    const kind = chance.below(10);
    const text =
      kind < 5 && texts.length > 0
        ? chance.of(texts)
        : kind < 8 && requests.length > 0
          ? answerTo(chance.of(requests), chance)
          : chance.of(corpus);
    const mutated = chance.below(20) === 0 ? text : mutate(text, chance, corpus);
    const bytes = Buffer.from(mutated, 'latin1');
    onMessage(bytes);
    const toBob = chance.below(2) === 0;
    world.network.inject(bytes, toBob ? ANN : BOB, toBob ? BOB : ANN);
    await watch.timeLonger(bytes, () => world.clock.advance(10));
    if (chance.below(30) === 0) await world.clock.advance(chance.below(3_000));
  }
  ann?.call.hangUp();
  for (const call of calls) call.hangUp();
  await world.clock.advance(60_000);
  for (const call of calls) call.hangUp();
  await world.clock.advance(200_000);
  assert.deepEqual(await emptyOut(world), {}, `left after "${moment}"`);
  if (ann) assert.equal(ann.endings.length, 1, `endings of "${moment}"`);
}
