// Written by tools/client.ts from openapi/openapi.json.
import type { Aliases } from './shared.ts';
import type {
  TrunkCallerId,
  TrunkDtmf,
  TrunkNumberTranslation,
  TrunkOptionsPing,
  TrunkPtimeMs,
  TrunkRegistration,
  TrunkSrtp,
} from './trunks-types.ts';

export interface Trunk {
  readonly id: string;
  readonly object: 'trunk';
  readonly name: string;
  /** The first of `gateways`. */
  readonly uri: string;
  readonly username: string | null;
  /** The password itself is never shown. */
  readonly has_password: boolean;
  readonly concurrency: number;
  readonly calls_per_second: number;
  readonly active: boolean;
  /**
   * `twilio`: an account there, without SIP. `username` is its Account SID, `password` its Auth Token;
   * of the settings only `number_translation` applies. PARLEY_PUBLIC_URL must lead to this server from
   * the Internet. Default: "sip".
   */
  readonly kind?: 'sip' | 'twilio';
  /** Where calls go, the first first; none with `kind` `twilio`. */
  readonly gateways: readonly {
    /**
     * Where calls go: `sip:`, a host or an address, perhaps a port and `;transport=udp`, `tcp` or `tls`;
     * no user. `sips:` is TLS on every hop.
     */
    readonly uri: string;
    /** The lowest is tried first (RFC 2782). Default: 0. */
    readonly priority?: number;
    /** Share of the calls among gateways of one priority (RFC 2782). Default: 1. */
    readonly weight?: number;
  }[];
  /** What is offered, in order of preference. */
  readonly codecs?: readonly ('PCMU' | 'PCMA' | 'G722' | 'opus' | 'L16')[];
  /** Audio in one packet, ms. Default: 20. */
  readonly ptime_ms?: TrunkPtimeMs;
  /** Encrypted audio, its keys in the offer (RFC 4568): use it with TLS. Default: "off". */
  readonly srtp?: TrunkSrtp;
  /** Tells a registrar where we are, for carriers that send calls only so (RFC 3261, 10). */
  readonly registration?: TrunkRegistration;
  /** Asks each gateway whether it lives (OPTIONS); one that does not is tried last. */
  readonly options_ping?: TrunkOptionsPing;
  /** How our number is shown. */
  readonly caller_id?: TrunkCallerId;
  /** Sent with each INVITE. */
  readonly headers?: readonly {
    /** Begins with X- or P-; none that the stack writes itself. */
    readonly name: string;
    /** Variables of the call may stand in it: `{{campaign}}`. */
    readonly value: string;
  }[];
  /** The first rule that matches is applied, to the number in E.164 with its plus. */
  readonly number_translation?: TrunkNumberTranslation;
  /**
   * INVITE without a description: the far end offers in its answer, and we answer in the ACK (RFC 3261,
   * 13.2.1). Default: false.
   */
  readonly late_offer?: boolean;
  /**
   * `safe`: another gateway only after what cannot have rung anybody (refused, not found, 503, a
   * connection that stayed mute). `also_on_silence`: over UDP too, where silence may hide a ringing
   * phone. Default: "safe".
   */
  readonly failover?: 'safe' | 'also_on_silence';
  /** How keys are sent: events in RTP, INFO, or tones. Default: "rfc4733". */
  readonly dtmf?: TrunkDtmf;
  /**
   * `refer`: a transfer to a number of the same trunk is handed to the carrier, an attended one when the
   * target has taken it (RFC 3515, 5589); where the carrier refuses, and else, both legs run through
   * Parley. Default: "bridge".
   */
  readonly transfer?: 'bridge' | 'refer';
  /**
   * What a REFER of the callee’s side gets: `refuse` 603; `follow`: whom it names is called, if the
   * rules of dialling allow it, and the agent goes on with them (RFC 3515). Default: "refuse".
   */
  readonly referrals?: 'refuse' | 'follow';
  /** So many 3xx answers of one call are followed, each after a new verdict. Default: 0. */
  readonly redirects?: number;
  /** Asked for as session timer, s (RFC 4028): 0 for none, else 90 or more. Default: 1800. */
  readonly session_expires_s?: number;
  /** Host of From and To; null: the host of the gateway. */
  readonly from_domain?: string | null;
  /**
   * Who calls its numbers must prove to know its user name and password (digest, RFC 7616). Default:
   * false.
   */
  readonly challenge?: boolean;
  /**
   * By what they prove it, the most preferred first (RFC 8760). Many telephones give up at a challenge
   * by SHA-256, even beside one by MD5.
   */
  readonly challenge_algorithms?: readonly ('MD5' | 'SHA-256')[];
  /**
   * From where calls to its numbers are taken: addresses, or networks as 192.0.2.0/24; empty: from
   * anywhere.
   */
  readonly addresses?: readonly string[];
  readonly health: TrunkHealth | null;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly updated_at: string;
  /** This id as each dialect spells it. */
  readonly aliases: Aliases;
}

export interface TrunkHealth {
  /** ISO 8601, UTC, with milliseconds. */
  readonly checked_at: string;
  /** Those that `options_ping` asks; down after two questions without an answer. */
  readonly gateways: readonly TrunkHealthGateway[];
  readonly registration: TrunkHealthRegistration | null;
}

export interface TrunkHealthGateway {
  readonly uri: string;
  readonly status: 'up' | 'down' | 'unknown';
  /** ISO 8601, UTC, with milliseconds. */
  readonly since: string;
  readonly sip_status: number | null;
  readonly round_trip_ms: number | null;
  readonly detail: string | null;
}

export interface TrunkHealthRegistration {
  readonly status: 'trying' | 'registered' | 'refused' | 'unreachable' | 'closed';
  /** ISO 8601, UTC, with milliseconds. */
  readonly since: string;
  readonly expires_at: string | null;
  readonly sip_status: number | null;
  readonly detail: string | null;
}
