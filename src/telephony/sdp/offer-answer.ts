/** Offer and answer of one audio stream (RFC 3264): a small owner of our description's identity and of what was agreed. */
import type { Millis, Random } from '#kernel';
import type { CodecName, SrtpPolicy } from '../contract.ts';
import { comfortNoiseType, commonCodecs, eventTypes, remoteOf, type Agreement } from './agreement.ts';
import { attribute, mirror, type Direction, type SdpDescription, type SdpMedia } from './description.ts';
import { FORMATS, opusWishes } from './formats.ts';
import { NumberBook } from './number-book.ts';
import { USUAL_PTIME, packetTime } from './packet-time.ts';
import { parseSdp } from './parse.ts';
import { printSdp } from './print.ts';
import { MediaSecurity, type Secured } from './security.ts';
import { audioLines, rejected, type AudioLines } from './streams.ts';

/** Our end of the stream. */
export interface LocalStream {
  /** Address as the peer shall see it, IPv4 or IPv6. */
  readonly address: string;
  readonly port: number;
  readonly rtcpPort: number;
  /** In order of preference, which also decides among what a peer offers. */
  readonly codecs: readonly CodecName[];
  /** `sess-id` of our `o=`: digits, unique to the session (RFC 8866, 5.2). */
  readonly sessionId: string;
  /** Audio in one packet; 20 ms unless said. */
  readonly ptimeMs?: Millis;
  /** RTCP on the RTP port is offered (RFC 5761, 5.1.1); agreed to it is always. */
  readonly rtcpMux?: boolean;
  /** Absent: plain RTP. */
  readonly srtp?: { readonly policy: SrtpPolicy; readonly random: Random };
}

export type Agreed =
  | {
      readonly ok: true;
      readonly agreement: Agreement;
      /** The peer put us on hold (RFC 3264, 8.4). */
      readonly held: boolean;
      readonly answer?: string;
    }
  | {
      readonly ok: false;
      readonly problem: 'no-common-codec' | 'malformed-sdp' | 'srtp-required';
      readonly detail: string;
    };

type Chosen = { readonly name: CodecName; readonly type: number };

export class OfferAnswer {
  readonly #local: LocalStream;
  readonly #numbers: NumberBook;
  readonly #security: MediaSecurity;
  #version = 0;
  #lastBody = '';
  #lastText = '';
  /** We put the peer on hold. */
  #holding = false;
  /** The streams of the session, ours `null`, the others rejected: a later offer keeps their order (RFC 3264, 8). */
  #streams: readonly (SdpMedia | null)[] = [null];

  constructor(local: LocalStream) {
    this.#local = local;
    this.#numbers = new NumberBook(local.codecs);
    this.#security = new MediaSecurity(local.srtp);
  }

  /** Our offer; the same text until something changes. @param secure under RTP/SAVP, as the later ones too */
  offer(secure = false): string {
    this.#security.insists = secure;
    return this.#offer();
  }

  #offer(): string {
    const { rtcpMux = false } = this.#local;
    const audio = this.#audio({
      protocol: this.#security.protocol,
      crypto: this.#security.offered,
      types: this.#numbers.codecs(),
      events: this.#numbers.events(),
      direction: this.#holding ? 'sendonly' : 'sendrecv',
      rtcpMux,
    });
    return this.#print(this.#streams.map((stream) => stream ?? audio));
  }

  /** Our offer anew; `held`: sendonly (RFC 3264, 8.4). What was agreed stays in force until its answer. */
  offerAgain(held: boolean): string {
    this.#holding = held;
    return this.#offer();
  }

  /** The peer's answer to our offer. */
  takeAnswer(text: string): Agreed {
    const parsed = parseSdp(text);
    if (!parsed.ok) return { ok: false, problem: 'malformed-sdp', detail: parsed.detail };
    const media = this.#security.stream(parsed.description);
    // RFC 3264, 6.1: the answerer lists its preference first, and we follow it.
    const [first] = (media ? commonCodecs(media, this.#local.codecs) : []).sort(
      (a, b) => media!.formats.indexOf(String(a.type)) - media!.formats.indexOf(String(b.type)),
    );
    if (!media || !first) return this.#noCodec(parsed.description);
    const secured = this.#security.answered(media);
    if (!secured.ok) return { ...secured, problem: 'srtp-required' };
    // RFC 5761, 5.1.1: an answer must not ask for multiplexing that was not offered; tolerated, not followed.
    const mux = this.#local.rtcpMux === true && hasMux(media);
    // RFC 3264, 5.1: what we receive carries the numbers of our own offer.
    return this.#agree(
      parsed.description,
      media,
      first,
      this.#numbers.codecs(),
      this.#numbers.events(),
      mux,
      secured,
    );
  }

  /** The peer's offer, first or later, and our answer to it. */
  takeOffer(text: string): Agreed {
    const parsed = parseSdp(text);
    if (!parsed.ok) return { ok: false, problem: 'malformed-sdp', detail: parsed.detail };
    const { description } = parsed;
    const media = this.#security.stream(description);
    const codecs = media ? commonCodecs(media, this.#local.codecs) : [];
    const chosen = codecs[0];
    if (!media || !chosen) return this.#noCodec(description);
    const secured = this.#security.accepted(media);
    if (!secured.ok) return { ...secured, problem: 'srtp-required' };
    const types = codecs.map(({ type, name }) => [type, name] as const);
    // RFC 4733, 2.4.1 with RFC 3264, 6.1: the answer keeps the offer's numbers.
    const events = this.#numbers.commonEvents(types, eventTypes(media));
    this.#numbers.adopt(types, events);
    const agreed = this.#agree(description, media, chosen, types, events, hasMux(media), secured);
    const audio = this.#audio({
      protocol: media.protocol,
      types,
      events,
      comfortNoise: comfortNoiseType(media),
      direction: this.#allowed(mirror(remoteOf(description, media).direction)),
      rtcpMux: agreed.agreement.rtcpMux,
      ptimeMs: agreed.agreement.ptimeMs,
      crypto: secured.attributes,
    });
    this.#streams = description.media.map((stream) => (stream === media ? null : rejected(stream)));
    return { ...agreed, answer: this.#print(this.#streams.map((stream) => stream ?? audio)) };
  }

  #agree(
    description: SdpDescription,
    media: SdpMedia,
    codec: Chosen,
    receiveTypes: Agreement['receiveTypes'],
    events: ReadonlyMap<number, number>,
    rtcpMux: boolean,
    { keys }: Extract<Secured, { ok: true }>,
  ): Agreed & { ok: true } {
    const { remote, remoteRtcp, held, direction } = remoteOf(description, media);
    const ours = this.#allowed(mirror(direction));
    const theirs = eventTypes(media);
    // RFC 4733, 2.1 with RFC 7587: keys share the clock of the audio beside them where the peer can take that.
    const rate = [FORMATS[codec.name].clockRate, 8000].find((each) => theirs.has(each) && events.has(each));
    const noise = comfortNoiseType(media);
    // RFC 3264, 6.1 tells the answerer to send by our numbers. Some send by those that they listed, which are heard as
    // long as we have not given them another meaning.
    const used = new Set([...receiveTypes.map(([type]) => type), ...events.values()]);
    const strays = commonCodecs(media, this.#local.codecs).filter(({ type }) => !used.has(type));
    const strayEvents = [...theirs].filter(([each, type]) => events.has(each) && !used.has(type));
    const agreement: Agreement = {
      codec: codec.name,
      sendType: codec.type,
      receiveTypes: [...receiveTypes, ...strays.map(({ type, name }) => [type, name] as const)],
      telephoneEvent: rate === undefined ? null : { send: theirs.get(rate)!, receive: events.get(rate)! },
      ...(rate !== undefined && { eventSendRate: rate }),
      eventRates: [...events, ...strayEvents].map(([each, type]) => [type, each] as const),
      ...(noise !== undefined && { comfortNoise: noise }),
      ptimeMs: packetTime(media, codec.name, this.#local.ptimeMs),
      ...(codec.name === 'opus' && { opus: opusWishes(media, codec.type) }),
      remote,
      remoteRtcp: rtcpMux ? remote : remoteRtcp,
      rtcpMux,
      direction: held ? without(ours) : ours,
      ...(keys && { srtp: keys }),
    };
    // 8.4: "sendonly" and "inactive" from the peer, or the old address of zeros, leave us nobody to speak to.
    return { ok: true, agreement, held: held || direction === 'sendonly' || direction === 'inactive' };
  }

  /** What is left of a direction while we hold the peer. */
  #allowed(direction: Direction): Direction {
    if (!this.#holding) return direction;
    return direction === 'sendrecv' || direction === 'sendonly' ? 'sendonly' : 'inactive';
  }

  #noCodec(description: SdpDescription): Agreed {
    const insecure = this.#security.refusal(description);
    if (insecure) return { ok: false, problem: 'srtp-required', detail: insecure };
    const streams = description.media.map(({ kind, port, protocol, formats }) =>
      [kind, port, protocol, ...formats].join(' ').slice(0, 80),
    );
    const detail = `No audio stream over RTP/AVP with ${this.#local.codecs.join(' or ')}; the peer listed: ${
      streams.join('; ').slice(0, 400) || 'nothing'
    }.`;
    return { ok: false, problem: 'no-common-codec', detail };
  }

  #audio(
    lines: Omit<AudioLines, 'port' | 'rtcpPort' | 'ptimeMs'> & { ptimeMs?: Millis | undefined },
  ): SdpMedia {
    const { port, rtcpPort, ptimeMs = USUAL_PTIME } = this.#local;
    return audioLines({ ...lines, port, rtcpPort, ptimeMs: lines.ptimeMs ?? ptimeMs });
  }

  /**
   * RFC 3264, 8: the version stays when nothing changed and goes up by one when something did.
   */
  #print(media: readonly SdpMedia[]): string {
    const { address, sessionId } = this.#local;
    const connection = { family: address.includes(':') ? 'IP6' : 'IP4', address } as const;
    const body = JSON.stringify(media);
    if (body === this.#lastBody) return this.#lastText;
    this.#lastBody = body;
    this.#lastText = printSdp({
      origin: { username: '-', sessionId, version: String(++this.#version), connection },
      sessionName: '-',
      connection,
      attributes: [],
      media,
    });
    return this.#lastText;
  }
}

function hasMux(media: SdpMedia): boolean {
  return attribute(media.attributes, 'rtcp-mux') !== undefined;
}

/** The direction with sending taken away. */
function without(direction: Direction): Direction {
  return direction === 'sendrecv' || direction === 'recvonly' ? 'recvonly' : 'inactive';
}
