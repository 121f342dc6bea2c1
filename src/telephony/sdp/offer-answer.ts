/** Offer and answer of one audio stream (RFC 3264): a small owner of our description's identity and of what was agreed. */
import {
  audioStream,
  commonCodecs,
  remoteOf,
  telephoneEventType,
  type Agreement,
  type CodecName,
} from './agreement.ts';
import { attribute, mirror, type Direction, type SdpDescription, type SdpMedia } from './description.ts';
import { parseSdp } from './parse.ts';
import { printSdp } from './print.ts';

/** Our end of the stream. */
export interface LocalStream {
  /** Address as the peer shall see it, IPv4 or IPv6. */
  readonly address: string;
  readonly port: number;
  readonly rtcpPort: number;
  readonly codecs: readonly CodecName[];
  /** `sess-id` of our `o=`: digits, unique to the session (RFC 8866, 5.2). */
  readonly sessionId: string;
}

export type Agreed =
  | { readonly ok: true; readonly agreement: Agreement; readonly answer?: string }
  | { readonly ok: false; readonly problem: 'no-common-codec' | 'malformed-sdp'; readonly detail: string };

const TYPES: Readonly<Record<CodecName, number>> = { PCMU: 0, PCMA: 8 };
/** Our number for telephone-event in an offer; in an answer the peer's is kept. */
const TELEPHONE_EVENT = 101;
const PTIME_MS = 20;

export class OfferAnswer {
  readonly #local: LocalStream;
  #version = 0;
  #lastBody = '';
  #lastText = '';

  constructor(local: LocalStream) {
    this.#local = local;
  }

  /** Our offer; the same text until something changes. */
  offer(): string {
    const { codecs } = this.#local;
    const types = codecs.map((name) => [TYPES[name], name] as const);
    return this.#print([this.#audio('RTP/AVP', types, TELEPHONE_EVENT, 'sendrecv', false)]);
  }

  /** The peer's answer to our offer. */
  takeAnswer(text: string): Agreed {
    const parsed = parseSdp(text);
    if (!parsed.ok) return { ok: false, problem: 'malformed-sdp', detail: parsed.detail };
    const media = audioStream(parsed.description);
    // RFC 3264, 6.1: the answerer lists its preference first, and we follow it.
    const [first] = (media ? commonCodecs(media, this.#local.codecs) : []).sort(
      (a, b) => media!.formats.indexOf(String(a.type)) - media!.formats.indexOf(String(b.type)),
    );
    if (!media || !first) return this.#noCodec(parsed.description);
    const event = telephoneEventType(media);
    return {
      ok: true,
      agreement: this.#agree(
        parsed.description,
        media,
        first,
        // 5.1: what we receive carries the numbers of our own offer.
        this.#local.codecs.map((name) => [TYPES[name], name] as const),
        event === undefined ? null : { send: event, receive: TELEPHONE_EVENT },
        // RFC 5761, 5.1.1: an answer must not ask for multiplexing that was not offered; tolerated, not followed.
        false,
      ),
    };
  }

  /** The peer's offer, first or later, and our answer to it. */
  takeOffer(text: string): Agreed {
    const parsed = parseSdp(text);
    if (!parsed.ok) return { ok: false, problem: 'malformed-sdp', detail: parsed.detail };
    const { description } = parsed;
    const media = audioStream(description);
    const codecs = media ? commonCodecs(media, this.#local.codecs) : [];
    const chosen = codecs[0];
    if (!media || !chosen) return this.#noCodec(description);
    const event = telephoneEventType(media);
    const receive = codecs.map(({ type, name }) => [type, name] as const);
    const agreement = this.#agree(
      description,
      media,
      chosen,
      receive,
      // RFC 4733, 2.4.1 with RFC 3264, 6.1: the answer keeps the offer's number.
      event === undefined ? null : { send: event, receive: event },
      // RFC 5761, 5.1.1: we never offer multiplexing, but agree to it.
      attribute(media.attributes, 'rtcp-mux') !== undefined,
    );
    const direction = mirror(remoteOf(description, media).direction);
    const answered = description.media.map((stream) =>
      stream === media
        ? this.#audio(media.protocol, receive, event, direction, agreement.rtcpMux)
        : rejected(stream),
    );
    return { ok: true, agreement, answer: this.#print(answered) };
  }

  #agree(
    description: SdpDescription,
    media: SdpMedia,
    codec: { name: CodecName; type: number },
    receiveTypes: Agreement['receiveTypes'],
    telephoneEvent: Agreement['telephoneEvent'],
    rtcpMux: boolean,
  ): Agreement {
    const { remote, remoteRtcp, held, direction } = remoteOf(description, media);
    const ours = mirror(direction);
    return {
      codec: codec.name,
      sendType: codec.type,
      receiveTypes,
      telephoneEvent,
      remote,
      remoteRtcp: rtcpMux ? remote : remoteRtcp,
      rtcpMux,
      direction: held ? without(ours) : ours,
    };
  }

  #noCodec(description: SdpDescription): Agreed {
    const streams = description.media.map(({ kind, port, protocol, formats }) =>
      [kind, port, protocol, ...formats].join(' ').slice(0, 80),
    );
    const detail = `No audio stream over RTP/AVP with ${this.#local.codecs.join(' or ')}; the peer listed: ${
      streams.join('; ').slice(0, 400) || 'nothing'
    }.`;
    return { ok: false, problem: 'no-common-codec', detail };
  }

  #audio(
    protocol: string,
    types: readonly (readonly [number, CodecName])[],
    telephoneEvent: number | undefined,
    direction: Direction,
    rtcpMux: boolean,
  ): SdpMedia {
    const { port, rtcpPort } = this.#local;
    const attributes = types.map(([type, name]) => ({ name: 'rtpmap', value: `${type} ${name}/8000` }));
    if (telephoneEvent !== undefined)
      attributes.push(
        { name: 'rtpmap', value: `${telephoneEvent} telephone-event/8000` },
        // RFC 4733, 2.4.1: the events that we can take, here the sixteen keys.
        { name: 'fmtp', value: `${telephoneEvent} 0-15` },
      );
    const formats = [
      ...types.map(([type]) => type),
      ...(telephoneEvent === undefined ? [] : [telephoneEvent]),
    ];
    return {
      kind: 'audio',
      port,
      protocol,
      formats: formats.map(String),
      attributes: [
        ...attributes,
        { name: 'ptime', value: String(PTIME_MS) },
        ...(rtcpMux ? [{ name: 'rtcp-mux' }] : []),
        ...(!rtcpMux && rtcpPort !== port + 1 ? [{ name: 'rtcp', value: String(rtcpPort) }] : []),
        { name: direction },
      ],
    };
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

/** RFC 3264, 6: a stream is rejected by port 0; its formats are there for form's sake. */
function rejected(stream: SdpMedia): SdpMedia {
  const { kind, protocol, formats } = stream;
  return { kind, port: 0, protocol, formats: formats.slice(0, 1), attributes: [] };
}

/** The direction with sending taken away. */
function without(direction: Direction): Direction {
  return direction === 'sendrecv' || direction === 'recvonly' ? 'recvonly' : 'inactive';
}
