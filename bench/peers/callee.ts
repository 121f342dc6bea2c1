/**
 * A callee for benches, a process of its own on raw UDP: cheap enough to hold hundreds of calls.
 * Argument: what it does with an INVITE: `refuse` (486), `greet` (200, then BYE after the first RTP packet), `hold`
 * (200, RTP both ways until told). Says `{"listening"}`, `{"invite", "at"}`, `{"media", "at"}`, `{"ended"}`, `{"report"}`.
 * Takes `{"measure": true}` (begin anew), `{"report": true}`, `{"hangUp": true}`.
 */
import { createSocket, type Socket } from 'node:dgram';
import { createInterface } from 'node:readline';
import { percentile, round, sharedNow } from '../rig/figures.ts';
import { Arrivals } from './arrivals.ts';
import { answerBody, bye, field, readInvite, response, type Invite } from './sip-text.ts';

export type CalleeMode = 'refuse' | 'greet' | 'hold';
export interface CalleeReport {
  readonly calls: number;
  readonly latenessP50Ms: number;
  readonly latenessP99Ms: number;
  readonly received: number;
  readonly lost: number;
}
export interface CalleeLine {
  readonly listening?: string;
  /** User part of the Request-URI. */
  readonly invite?: string;
  readonly media?: string;
  readonly ended?: string;
  /** Shared clock, ms. */
  readonly at?: number;
  readonly report?: CalleeReport;
}

interface HeldCall {
  readonly invite: Invite;
  readonly rtp: Socket;
  readonly arrivals: Arrivals;
  readonly peer: { readonly address: string; readonly port: number };
  sequence: number;
  heard: boolean;
}

const PACKET_MS = 20;
/** Calls are spread over the 20 ms, so that their packets do not leave in one burst. */
const SLOTS = 10;
const NOISE_PACKETS = 50;
const RETRANSMIT_MS = 500;
const HANG_UP_EVERY_MS = 5;

const mode = process.argv[2] as CalleeMode;
const sip = createSocket('udp4');
const calls = new Map<string, HeldCall>();
/** Call-IDs whose BYE has no answer yet. */
const leaving = new Set<string>();
const say = (line: CalleeLine): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** Mu-law noise of about -60 dBFS: something for a detector of voice to work on, and no speech. */
const noise = Array.from({ length: NOISE_PACKETS }, () =>
  Uint8Array.from({ length: 160 }, () => (Math.random() < 0.5 ? 0x78 : 0xf8) | Math.floor(Math.random() * 8)),
);

sip.on('message', (datagram, from) => {
  const at = sharedNow();
  const text = datagram.toString('latin1');
  const reply = (message: string): void => sip.send(message, from.port, from.address);
  if (text.startsWith('INVITE ')) invited(readInvite(text), at, reply);
  else if (text.startsWith('BYE ')) {
    const request = readInvite(text);
    reply(response('200 OK', request));
    end(request.callId);
  } else if (text.startsWith('CANCEL ')) reply(response('200 OK', readInvite(text)));
  else if (text.startsWith('SIP/2.0 ') && field(text, 'CSeq').endsWith('BYE'))
    leaving.delete(field(text, 'Call-ID'));
});

function invited(invite: Invite, at: number, reply: (message: string) => void): void {
  if (mode === 'refuse') reply(response('486 Busy Here', invite));
  if (calls.has(invite.callId)) return; // a retransmission
  say({ invite: invite.user, at });
  if (mode === 'refuse') return;
  const rtp = createSocket({ type: 'udp4', recvBufferSize: 1 << 18 });
  const call: HeldCall = {
    invite,
    rtp,
    arrivals: new Arrivals(),
    peer: { address: '127.0.0.1', port: invite.rtpPort },
    sequence: 0,
    heard: false,
  };
  calls.set(invite.callId, call);
  rtp.on('message', (packet) => heard(call, packet));
  rtp.bind(0, '127.0.0.1', () => {
    const contact = `Contact: <sip:bench@127.0.0.1:${sip.address().port}>`;
    const body = answerBody(rtp.address().port);
    reply(response('200 OK', invite, [contact, 'Content-Type: application/sdp'], body));
  });
}

/** A neighbour's RTP port + 1 may be this call's RTP port; the types of RTCP are kept free for that (RFC 5761, 4). */
function isRtcp(packet: Buffer): boolean {
  return packet[1]! >= 192 && packet[1]! <= 223;
}

function heard(call: HeldCall, packet: Buffer): void {
  const at = sharedNow();
  if (packet.length < 12 || isRtcp(packet)) return;
  call.arrivals.add(packet.readUInt16BE(2), at);
  if (call.heard) return;
  call.heard = true;
  say({ media: call.invite.user, at });
  if (mode === 'greet') hangUp(call);
}

/** Sends BYE until it is answered (RFC 3261, 17.1.2.2). */
function hangUp(call: HeldCall): void {
  const { callId, contact } = call.invite;
  const { port, hostname } = new URL(contact.replace(/^sips?:/, 'http://'));
  const request = bye(call.invite, `127.0.0.1:${sip.address().port}`);
  const send = (): void => {
    if (!leaving.has(callId)) return;
    sip.send(request, Number(port || 5060), hostname);
    setTimeout(send, RETRANSMIT_MS);
  };
  leaving.add(callId);
  send();
  end(callId);
}

/** One after the other: a burst of hundreds would overflow the other side's socket buffer, as no carrier's does. */
function hangUpAll(): void {
  const [call] = calls.values();
  if (!call) return;
  hangUp(call);
  setTimeout(hangUpAll, HANG_UP_EVERY_MS);
}

function end(callId: string): void {
  const call = calls.get(callId);
  if (!call) return;
  calls.delete(callId);
  call.rtp.close();
  say({ ended: call.invite.user });
}

let slot = 0;
const origin = sharedNow();
function speak(): void {
  for (const due = (sharedNow() - origin) / (PACKET_MS / SLOTS); slot < due; slot++) {
    let index = 0;
    for (const call of calls.values()) if (index++ % SLOTS === slot % SLOTS) send(call);
  }
  setTimeout(speak, PACKET_MS / SLOTS);
}

function send(call: HeldCall): void {
  if (!call.heard) return;
  const packet = Buffer.alloc(172);
  packet[0] = 0x80;
  packet.writeUInt16BE(call.sequence & 0xffff, 2);
  packet.writeUInt32BE((call.sequence * 160) >>> 0, 4);
  packet.writeUInt32BE(call.peer.port, 8);
  packet.set(noise[call.sequence % NOISE_PACKETS]!, 12);
  call.sequence++;
  call.rtp.send(packet, call.peer.port, call.peer.address);
}

function report(): CalleeReport {
  const all = [...calls.values()].map(({ arrivals }) => arrivals);
  const lateness = all.flatMap((arrivals) => arrivals.lateness());
  return {
    calls: all.length,
    latenessP50Ms: round(percentile(lateness, 0.5)),
    latenessP99Ms: round(percentile(lateness, 0.99)),
    received: lateness.length,
    lost: all.reduce((sum, arrivals) => sum + arrivals.lost(), 0),
  };
}

createInterface(process.stdin)
  .on('line', (line) => {
    const command = JSON.parse(line) as { measure?: true; report?: true; hangUp?: true };
    if (command.measure) for (const { arrivals } of calls.values()) arrivals.reset();
    if (command.report) say({ report: report() });
    if (command.hangUp) hangUpAll();
  })
  .once('close', () => process.exit(0));
sip.bind(0, '127.0.0.1', () => say({ listening: `127.0.0.1:${sip.address().port}` }));
if (mode === 'hold') speak();
