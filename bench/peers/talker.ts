/**
 * A callee that talks, for benches, a process of its own on raw UDP. Argument: `answer` says something whenever the
 * agent has been silent for a while, `interrupt` begins while the agent speaks. It knows to the packet when its own
 * speech began and ended on the wire, and when the agent's did.
 * Says `{"listening"}`, `{"media"}`, `{"ended"}`, `{"turns"}`, `{"report"}`; takes the commands of `callee.ts`.
 */
import { createInterface } from 'node:readline';
import { muLaw } from '#audio';
import { readClip } from '../../fixtures/speech/clips.ts';
import { percentile, round, sharedNow } from '../rig/figures.ts';
import { Answering } from './answering.ts';
import { Arrivals } from './arrivals.ts';
import type { CalleeReport } from './callee.ts';
import { pace, sendPacket, type SendingCall } from './pacer.ts';

export type TalkerMode = 'answer' | 'interrupt';

/** One time that it spoke; moments of the shared clock, ms. */
export interface Talk {
  readonly user: string;
  /** When its first sample was spoken, and its last: that of the packet's end. */
  readonly first: number;
  readonly last: number;
  /** First packet of the agent without sound after `first`, if the agent was speaking then. */
  readonly silentAt: number | null;
  /** First packet of the agent with sound after `last`. */
  readonly answeredAt: number;
}

export interface TalkerLine {
  readonly listening?: string;
  readonly media?: string;
  readonly ended?: string;
  readonly talks?: readonly Talk[];
  readonly report?: CalleeReport;
}

type Phase = 'listening' | 'speaking' | 'waiting';

interface TalkingCall extends SendingCall {
  readonly arrivals: Arrivals;
  heard: boolean;
  phase: Phase;
  /** Packets of its clip that have left. */
  said: number;
  clip: readonly Uint8Array[];
  /** Packets in a row of the agent with sound, or without. */
  loud: number;
  quiet: number;
  /** So many of them make it speak. */
  patience: number;
  first: number;
  last: number;
  silentAt: number | null;
}

const PACKET_MS = 20;
/** Samples of a clip quieter than this are no speech (-40 dBFS). */
const SOUND = 330;
/** Packets of the agent's silence before the talker answers, of its speech before it is interrupted: 0.4 to 1 s. */
const PATIENCE: readonly [number, number] = [20, 50];
const CLIPS = ['yes_works_slt', 'no_thanks_slt', 'who_is_this_slt', 'hold_on_slt'];

const mode = process.argv[2] as TalkerMode;
const clips = (mode === 'answer' ? CLIPS : ['talkover_slt', ...CLIPS]).map(packets);
const say = (line: TalkerLine): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
let talks: Talk[] = [];
let slot = 0;

/** A clip from its first loud sample to its last, ending with a packet's end and beginning with one's beginning. */
function packets(name: string): Uint8Array[] {
  const pcm = readClip(name);
  const from = pcm.findIndex((sample) => Math.abs(sample) > SOUND);
  const to = pcm.findLastIndex((sample) => Math.abs(sample) > SOUND) + 1;
  const length = to - from - ((to - from) % 160);
  // An onset is measured at the beginning of the clip, an end at its end: the other side is cut to whole packets.
  const start = mode === 'interrupt' ? from : to - length;
  return Array.from({ length: length / 160 }, (_, index) => {
    const payload = new Uint8Array(160);
    muLaw.encode(pcm.subarray(start + index * 160, start + (index + 1) * 160), payload);
    return payload;
  });
}

const answering = new Answering<TalkingCall>({
  answer: (call) => ({
    ...call,
    ...{ arrivals: new Arrivals(), sequence: 0, slot: slot++, heard: false },
    ...{ phase: 'listening', said: 0, clip: [], loud: 0, quiet: 0, patience: patience() },
    ...{ first: 0, last: 0, silentAt: null },
  }),
  onRtp(call, packet, at) {
    call.arrivals.add(packet.readUInt16BE(2), at);
    if (!call.heard) say({ media: call.invite.user });
    call.heard = true;
    hear(call, isLoud(packet), at);
  },
  onEnded: (call) => say({ ended: call.invite.user }),
  onListening: (listening) => say({ listening }),
});

/** Does mu-law audio hold more than the codec's zero? */
function isLoud(packet: Buffer): boolean {
  for (let i = 12; i < packet.length; i++) if ((packet[i]! & 0x7f) < 0x7c) return true;
  return false;
}

function hear(call: TalkingCall, loud: boolean, at: number): void {
  const began = loud && call.loud === 0;
  call.loud = loud ? call.loud + 1 : 0;
  call.quiet = loud ? 0 : call.quiet + 1;
  if (call.phase === 'listening') return;
  if (!loud && call.silentAt === null) call.silentAt = at;
  if (call.phase !== 'waiting' || !began) return;
  const { first, last, silentAt } = call;
  talks.push({ user: call.invite.user, first, last, silentAt, answeredAt: at });
  call.phase = 'listening';
  call.patience = patience();
}

function patience(): number {
  const [least, most] = PATIENCE;
  return least + Math.floor(Math.random() * (most - least));
}

function turn(call: TalkingCall): void {
  if (!call.heard) return;
  const waited = mode === 'answer' ? call.quiet : call.loud;
  if (call.phase === 'listening' && waited >= call.patience) {
    call.phase = 'speaking';
    call.clip = clips[Math.floor(Math.random() * clips.length)]!;
    call.said = 0;
    call.silentAt = null;
    call.first = sharedNow() - PACKET_MS;
  }
  if (call.phase !== 'speaking') {
    sendPacket(call);
    return;
  }
  sendPacket(call, call.clip[call.said++]!);
  if (call.said < call.clip.length) return;
  call.phase = 'waiting';
  call.last = sharedNow();
}

function report(): CalleeReport {
  const all = [...answering.calls.values()].map(({ arrivals }) => arrivals);
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
    if (command.measure) {
      for (const { arrivals } of answering.calls.values()) arrivals.reset();
      talks = [];
    }
    if (command.report) {
      say({ talks });
      say({ report: report() });
    }
    if (command.hangUp) answering.hangUpAll();
  })
  .once('close', () => process.exit(0));
pace(() => answering.calls.values(), turn);
