/** Sends every call's packet each 20 ms, calls spread over them, so that their packets do not leave in one burst. */
import { sharedNow } from '../rig/figures.ts';
import type { AnsweredCall } from './answering.ts';

const PACKET_MS = 20;
const SLOTS = 10;
const NOISE_PACKETS = 50;

/** A call that sends. */
export interface SendingCall extends AnsweredCall {
  sequence: number;
  /** Its place among the slots. */
  readonly slot: number;
}

/** Mu-law noise of about -60 dBFS: something for a detector of voice to work on, and no speech. */
const noise = Array.from({ length: NOISE_PACKETS }, () =>
  Uint8Array.from({ length: 160 }, () => (Math.random() < 0.5 ? 0x78 : 0xf8) | Math.floor(Math.random() * 8)),
);

/** Calls `tick` for each call of a slot, every 20 ms; what was missed is made up for. */
export function pace<C extends SendingCall>(calls: () => Iterable<C>, tick: (call: C) => void): void {
  const origin = sharedNow();
  let slot = 0;
  const turn = (): void => {
    for (const due = (sharedNow() - origin) / (PACKET_MS / SLOTS); slot < due; slot++)
      for (const call of calls()) if (call.slot % SLOTS === slot % SLOTS) tick(call);
    setTimeout(turn, PACKET_MS / SLOTS);
  };
  turn();
}

/** Sends one packet of PCMU; without audio it is noise. */
export function sendPacket(call: SendingCall, audio?: Uint8Array): void {
  const packet = Buffer.alloc(172);
  packet[0] = 0x80;
  packet.writeUInt16BE(call.sequence & 0xffff, 2);
  packet.writeUInt32BE((call.sequence * 160) >>> 0, 4);
  packet.writeUInt32BE(call.peer.port, 8);
  packet.set(audio ?? noise[call.sequence % NOISE_PACKETS]!, 12);
  call.sequence++;
  call.rtp.send(packet, call.peer.port, call.peer.address);
}
