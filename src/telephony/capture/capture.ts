/**
 * The packets of one call as a pcap file: its signalling whole but for secrets, of RTP and RTCP the headers alone. TCP
 * and TLS stand there as datagrams between the same ports, decrypted: what was said, not how it was carried.
 */
import type { RtpTrace, SipPacket } from '../contract.ts';
import { bareHost, parseHostPort } from '../sip/message/index.ts';
import { datagram, MOST_PAYLOAD, type HostPort } from './datagram.ts';
import { pcapHeader, pcapRecord } from './pcap.ts';
import { redact } from './redact.ts';

/** Some 25 minutes of a call's RTP headers both ways. */
const MEDIA_LIMIT_BYTES = 8 * 1_024 * 1_024;
/** Of signalling: thousands of messages. */
const SIGNALLING_LIMIT_BYTES = 2 * 1_024 * 1_024;

export interface CaptureLimits {
  readonly mediaBytes: number;
  readonly signallingBytes: number;
}

export class CallCapture {
  readonly #limits: CaptureLimits;
  readonly #records: Buffer[] = [pcapHeader()];
  #signalling = 0;
  #media = 0;
  #leftOut = 0;
  /** Ours, as signalling shows it: a packet of RTP tells its port alone. */
  #ownHost = '';

  constructor(
    limits: CaptureLimits = { mediaBytes: MEDIA_LIMIT_BYTES, signallingBytes: SIGNALLING_LIMIT_BYTES },
  ) {
    this.#limits = limits;
  }

  /** Packets that no longer found room. */
  get leftOut(): number {
    return this.#leftOut;
  }

  sip({ at, direction, local, remote, bytes }: SipPacket): void {
    const [ours, theirs] = [hostPort(local), hostPort(remote)];
    this.#ownHost = ours.host;
    const payload = redact(bytes).subarray(0, MOST_PAYLOAD);
    const ends = direction === 'sent' ? ([ours, theirs] as const) : ([theirs, ours] as const);
    const { packet, length } = datagram(...ends, payload);
    const record = pcapRecord(at, packet, length);
    if (this.#signalling + record.length > this.#limits.signallingBytes) return void this.#leftOut++;
    this.#signalling += record.length;
    this.#records.push(record);
  }

  rtp({ at, direction, remote, localPort, header, length: whole }: RtpTrace): void {
    const ours = { host: this.#ownHost, port: localPort };
    const theirs = { host: remote.address, port: remote.port };
    const ends = direction === 'sent' ? ([ours, theirs] as const) : ([theirs, ours] as const);
    const { packet, length } = datagram(...ends, header, Math.max(whole, header.length));
    const record = pcapRecord(at, packet, length);
    if (this.#media + record.length > this.#limits.mediaBytes) return void this.#leftOut++;
    this.#media += record.length;
    this.#records.push(record);
  }

  /** The file so far. */
  bytes(): Buffer {
    return Buffer.concat(this.#records);
  }
}

function hostPort(text: string): HostPort {
  const parsed = parseHostPort(text);
  return { host: bareHost(parsed?.host ?? ''), port: parsed?.port ?? 0 };
}
