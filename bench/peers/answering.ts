/** The SIP side of a bench's callee on raw UDP: answers each INVITE with one RTP socket, takes and sends BYE. */
import { createSocket, type Socket } from 'node:dgram';
import { sharedNow } from '../rig/figures.ts';
import { answerBody, bye, field, readInvite, response, type Invite } from './sip-text.ts';

/** A call that was answered. */
export interface AnsweredCall {
  readonly invite: Invite;
  readonly rtp: Socket;
  readonly peer: { readonly address: string; readonly port: number };
}

export interface AnsweringOptions<C extends AnsweredCall> {
  /** Makes the call's record; `null` refuses it (486). `at`: when the INVITE came, shared clock, ms. */
  answer(call: AnsweredCall, at: number): C | null;
  /** An RTP packet, RTCP left out. */
  onRtp(call: C, packet: Buffer, at: number): void;
  onEnded(call: C): void;
  onListening(address: string): void;
}

const RETRANSMIT_MS = 500;
const HANG_UP_EVERY_MS = 5;

export class Answering<C extends AnsweredCall> {
  readonly calls = new Map<string, C>();
  readonly #options: AnsweringOptions<C>;
  readonly #sip = createSocket('udp4');
  /** Call-IDs that were answered or refused: what comes again is a retransmission. */
  readonly #known = new Set<string>();
  /** Call-IDs whose BYE has no answer yet. */
  readonly #leaving = new Set<string>();

  constructor(options: AnsweringOptions<C>) {
    this.#options = options;
    this.#sip.on('message', (datagram, from) => this.#take(datagram.toString('latin1'), from, sharedNow()));
    this.#sip.bind(0, '127.0.0.1', () => options.onListening(this.#address));
  }

  /** Sends BYE until it is answered (RFC 3261, 17.1.2.2). */
  hangUp(call: C): void {
    const { callId, contact } = call.invite;
    const { port, hostname } = new URL(contact.replace(/^sips?:/, 'http://'));
    const request = bye(call.invite, this.#address);
    const send = (): void => {
      if (!this.#leaving.has(callId)) return;
      this.#sip.send(request, Number(port || 5060), hostname);
      setTimeout(send, RETRANSMIT_MS);
    };
    this.#leaving.add(callId);
    send();
    this.#end(callId);
  }

  /** One after the other: a burst of hundreds would overflow the other side's socket buffer, as no carrier's does. */
  hangUpAll(): void {
    const [call] = this.calls.values();
    if (!call) return;
    this.hangUp(call);
    setTimeout(() => this.hangUpAll(), HANG_UP_EVERY_MS);
  }

  get #address(): string {
    return `127.0.0.1:${this.#sip.address().port}`;
  }

  #take(text: string, from: { port: number; address: string }, at: number): void {
    const reply = (message: string): void => this.#sip.send(message, from.port, from.address);
    if (text.startsWith('INVITE ')) this.#invited(readInvite(text), at, reply);
    else if (text.startsWith('BYE ')) {
      const request = readInvite(text);
      reply(response('200 OK', request));
      this.#end(request.callId);
    } else if (text.startsWith('CANCEL ')) reply(response('200 OK', readInvite(text)));
    else if (text.startsWith('SIP/2.0 ') && field(text, 'CSeq').endsWith('BYE'))
      this.#leaving.delete(field(text, 'Call-ID'));
  }

  #invited(invite: Invite, at: number, reply: (message: string) => void): void {
    const known = this.#known.has(invite.callId);
    if (known && this.calls.has(invite.callId)) return;
    this.#known.add(invite.callId);
    const rtp = createSocket({ type: 'udp4', recvBufferSize: 1 << 18 });
    const peer = { address: '127.0.0.1', port: invite.rtpPort };
    const call = known ? null : this.#options.answer({ invite, rtp, peer }, at);
    if (!call) {
      rtp.close();
      reply(response('486 Busy Here', invite));
      return;
    }
    this.calls.set(invite.callId, call);
    rtp.on('message', (packet) => {
      if (packet.length >= 12 && !isRtcp(packet)) this.#options.onRtp(call, packet, sharedNow());
    });
    rtp.bind(0, '127.0.0.1', () => {
      const more = [`Contact: <sip:bench@${this.#address}>`, 'Content-Type: application/sdp'];
      reply(response('200 OK', invite, more, answerBody(rtp.address().port)));
    });
  }

  #end(callId: string): void {
    const call = this.calls.get(callId);
    if (!call) return;
    this.calls.delete(callId);
    call.rtp.close();
    this.#options.onEnded(call);
  }
}

/** A neighbour's RTP port + 1 may be this call's RTP port; the types of RTCP are kept free for that (RFC 5761, 4). */
function isRtcp(packet: Buffer): boolean {
  return packet[1]! >= 192 && packet[1]! <= 223;
}
