/** Everything that our stack prints, made by endpoints in memory: a line for each kind. */
import type { IncomingSipCall, OutgoingInvite } from '#telephony';
import {
  Scripted,
  answering,
  bobDoes,
  dial,
  openWorld,
  SDP,
  type World,
} from '../../src/telephony/sip/testing.ts';

const TAGGED = ';tag=none';

/** All that an INVITE can carry. */
const EVERYTHING: Partial<OutgoingInvite> = {
  from: '"Ann \\"the\\" <caller>, Ltd." <sip:+15550100;phone-context=x@192.0.2.1;user=phone>',
  to: '"Bob" <sip:bob@192.0.2.2>',
  assertedIdentity: '"Ann" <sip:+15550100@192.0.2.1>',
  privacy: 'id',
  diversion: '<sip:+15550199@192.0.2.1>;reason=unconditional;counter=1',
  headers: [
    { name: 'X-Order', value: 'A-7; "quoted", é' },
    { name: 'P-Charging-Vector', value: 'icid-value="1@h"' },
  ],
  sessionExpiresS: 90,
  credentials: { username: 'ann', password: 'secret' },
};

/** Each brings two endpoints to say what it is named for. */
const KINDS: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'a whole call with everything': async (world) => {
    await talk(world, answering, EVERYTHING);
  },
  'a refresh of the session': async (world) => {
    await talk(world, answering, EVERYTHING, async () => world.clock.advance(60_000));
  },
  'early media, reliably': async (world) => {
    await talk(world, (call) => {
      call.ring(SDP);
      void world.clock.after(200, () => answering(call));
    });
  },
  'a caller that gives up, with a reason': async (world) => {
    bobDoes(world, (call) => call.ring());
    const ann = dial(world);
    await world.clock.advance(100);
    ann.call.hangUp({ text: 'gave up; "really"', q850: 19 });
    await world.clock.advance(100);
  },
  'hold, and back': async (world) => {
    await talk(world, answering, {}, async (ann, bob) => {
      bob.onOffer(() => SDP);
      await Promise.all([ann.reoffer(SDP.replace('t=0 0', 't=0 0\r\na=sendonly')), world.clock.advance(500)]);
    });
  },
  'an offer anew that is refused': async (world) => {
    await talk(world, answering, {}, async (ann) => {
      await Promise.all([ann.reoffer(SDP), world.clock.advance(500)]);
    });
  },
  'a key by INFO': async (world) => {
    await talk(world, answering, {}, async (ann) => {
      const body = 'Signal=5\r\nDuration=160\r\n';
      await Promise.all([ann.sendInfo('application/dtmf-relay', body), world.clock.advance(500)]);
    });
  },
  'a transfer': async (world) => {
    await talk(world, answering, {}, async (ann, bob) => {
      bob.events.on('referral', (referral) => {
        referral.accept();
        referral.progress(180, 'Ringing');
        referral.progress(486, 'Busy Here');
      });
      ann.refer('sip:carol@192.0.2.4', { referredBy: '"Ann" <sip:ann@192.0.2.1>' }, () => undefined);
      await world.clock.advance(2_000);
    });
  },
  'a transfer to a call that there is': async (world) => {
    await talk(world, answering, {}, async (ann) => {
      const other = dial(world);
      await world.clock.advance(200);
      ann.refer('sip:carol@192.0.2.4', { replaces: other.call }, () => undefined);
      await world.clock.advance(2_000);
      other.call.hangUp();
      await world.clock.advance(500);
    });
  },
  'credentials for a proxy and the callee': async (world) => {
    const carol = new Scripted(world);
    const credentials = { username: 'ann "x"', password: 'secret' };
    const ann = dial(world, { requestUri: 'sip:carol@192.0.2.3', credentials });
    await world.clock.advance(50);
    const qop = 'realm="a, b", nonce="n", opaque="o", qop="auth", algorithm=SHA-256';
    await carol.reply('INVITE', 407, { tag: 'p', more: [`Proxy-Authenticate: Digest ${qop}`] });
    await carol.reply('INVITE', 401, { tag: 'q', more: ['WWW-Authenticate: Digest realm="c", nonce="m"'] });
    const route = ['Record-Route: <sip:192.0.2.3;lr;x=1>', 'Record-Route: "P" <sip:192.0.2.3:5060;lr>'];
    await carol.reply('INVITE', 200, { tag: 'c', more: route, body: SDP });
    ann.call.hangUp();
    await world.clock.advance(200);
    await carol.reply('BYE', 200);
  },
  'what an earlier process left': async (world) => {
    bobDoes(world, answering);
    const ann = dial(world);
    await world.clock.advance(100);
    const record = ann.records.at(-1)!;
    const orphan = { ...record, acknowledged: false, callId: 'orphan' };
    await Promise.all([world.ann.recover(orphan, 500), world.clock.advance(1_000)]);
    const inviting = { ...ann.records[0]!, phase: 'inviting' as const, callId: 'pending' };
    await Promise.all([world.ann.recover(inviting, 500), world.clock.advance(1_000)]);
    ann.call.hangUp();
    await world.clock.advance(500);
  },
  'a binding: made, refreshed, taken away': async (world) => {
    const carol = new Scripted(world);
    const registration = world.ann.register({
      ...{ registrar: 'sip:example.com', proxy: 'sip:192.0.2.3', aor: 'sip:ann@example.com' },
      ...{ contactUser: 'ann', expiresS: 60, credentials: { username: 'ann', password: 'secret' } },
    });
    await world.clock.advance(50);
    const challenge = 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256';
    await carol.reply('REGISTER', 401, { tag: 'r', more: [challenge] });
    await carol.reply('REGISTER', 423, { tag: 'r', more: ['Min-Expires: 120'] });
    await carol.reply('REGISTER', 200, { tag: 'r', more: ['Expires: 120'] });
    await world.clock.advance(61_000);
    await carol.reply('REGISTER', 200, { tag: 'r', more: ['Expires: 120'] });
    const gone = registration.close();
    await world.clock.advance(50);
    await carol.reply('REGISTER', 200, { tag: 'r' });
    await gone;
  },
  'a question whether somebody lives': async (world) => {
    const carol = new Scripted(world);
    const credentials = { username: 'ann', password: 'secret' };
    const report = world.ann.ping({ uri: 'sip:192.0.2.3', withinMs: 1_000, credentials });
    await world.clock.advance(50);
    await carol.reply('OPTIONS', 407, {
      ...{ tag: 'o', more: ['Proxy-Authenticate: Digest realm="r", nonce="n"'] },
    });
    await carol.reply('OPTIONS', 200, { tag: 'o' });
    await report;
  },
  'requests that are answered outside a call': async (world) => {
    const carol = new Scripted(world);
    await carol.request('OPTIONS');
    await carol.request('BYE', { cseq: 2, to: TAGGED });
    await carol.request('CANCEL', { cseq: 3 });
    await carol.request('PUBLISH', { cseq: 4 });
    await carol.request('OPTIONS', { cseq: 5, more: ['Require: nonsense, more'] });
    await carol.request('OPTIONS', { cseq: 6, more: ['Content-Length: 99'] });
    await carol.request('INVITE', { cseq: 7, more: ['Content-Type: text/plain'] }, 'x');
    await carol.request('INVITE', { cseq: 8 });
  },
};

/** Final statuses that a callee of ours may give. */
const REFUSALS = [
  302, 400, 401, 403, 404, 406, 408, 410, 415, 416, 422, 480, 482, 484, 485, 486, 487, 488, 500, 501, 502,
  503, 504, 513, 580, 600, 603, 604, 606, 607, 608,
];

export interface Printed {
  readonly kind: string;
  readonly bytes: Buffer;
}

/** Every different message of every kind, in the order of their making. */
export async function printedMessages(): Promise<Printed[]> {
  const kinds = { ...KINDS };
  for (const status of REFUSALS)
    kinds[`refused with ${status}`] = async (world) => {
      bobDoes(world, (call) => call.reject(status, status === 606 ? 'Not "so"; é' : undefined));
      dial(world);
      await world.clock.advance(100);
    };
  const printed: Printed[] = [];
  for (const [kind, make] of Object.entries(kinds)) {
    const world = openWorld();
    const inject = world.network.inject.bind(world.network);
    world.network.inject = (bytes, from, to) => {
      if (from.host !== '192.0.2.3') printed.push({ kind, bytes: Buffer.from(bytes) });
      inject(bytes, from, to);
    };
    await make(world);
  }
  const once = new Map(printed.map((each) => [each.bytes.toString('latin1'), each]));
  return [...once.values()];
}

/** Ann calls Bob, they do something, Ann hangs up. */
async function talk(
  world: World,
  act: (call: IncomingSipCall) => void,
  options: Partial<OutgoingInvite> = {},
  meanwhile: (ann: ReturnType<typeof dial>['call'], bob: IncomingSipCall) => Promise<unknown> = async () =>
    undefined,
): Promise<void> {
  const calls = bobDoes(world, act);
  const ann = dial(world, options);
  await world.clock.advance(1_000);
  await meanwhile(ann.call, calls[0]!.call);
  ann.call.hangUp({ text: 'done', q850: 16 });
  await world.clock.advance(500);
}
