// Written by tools/client.ts from openapi/openapi.json.

export interface CreateTrunkBody {
  readonly name: string;
  /** Calls at once; further ones wait. Default: 100. */
  readonly concurrency?: number;
  /** New calls a second; further ones wait. Default: 50. */
  readonly calls_per_second?: number;
  /** Default: true. */
  readonly active?: boolean;
  /**
   * The first gateway: `sip:`, a host or an address, perhaps a port and `;transport=udp`, `tcp` or
   * `tls`; no user. `sips:` is TLS on every hop. With `kind` `twilio` the address of its API,
   * `https://api.twilio.com` when absent.
   */
  readonly uri?: string;
  readonly username?: string;
  readonly password?: string;
  /**
   * `twilio`: an account there, without SIP. `username` is its Account SID, `password` its Auth Token;
   * of the settings only `number_translation` applies. PARLEY_PUBLIC_URL must lead to this server from
   * the Internet. Usual: `"sip"`.
   */
  readonly kind?: 'sip' | 'twilio';
  /** Where calls go; `uri` is the first of them. */
  readonly gateways?: readonly {
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
  /** What is offered, in order of preference. Usual: `["PCMU","PCMA"]`. */
  readonly codecs?: readonly ('PCMU' | 'PCMA' | 'G722' | 'opus' | 'L16')[];
  /** Audio in one packet, ms. Usual: `20`. */
  readonly ptime_ms?: TrunkPtimeMs;
  /** Encrypted audio, its keys in the offer (RFC 4568): use it with TLS. Usual: `"off"`. */
  readonly srtp?: TrunkSrtp;
  /**
   * Tells a registrar where we are, for carriers that send calls only so (RFC 3261, 10). Usual:
   * `{"enabled":false,"expires_s":3600}`.
   */
  readonly registration?: TrunkRegistration;
  /**
   * Asks each gateway whether it lives (OPTIONS); one that does not is tried last. Usual:
   * `{"enabled":false,"interval_s":30}`.
   */
  readonly options_ping?: TrunkOptionsPing;
  /**
   * How our number is shown. Usual:
   * `{"format":"e164","header":"from","privacy":"off","diversion":false}`.
   */
  readonly caller_id?: TrunkCallerId;
  /** Sent with each INVITE. Usual: `[]`. */
  readonly headers?: readonly {
    /** Begins with X- or P-; none that the stack writes itself. */
    readonly name: string;
    /** Variables of the call may stand in it: `{{campaign}}`. */
    readonly value: string;
  }[];
  /**
   * The first rule that matches is applied, to the number in E.164 with its plus. Usual:
   * `{"called":[],"calling":[]}`.
   */
  readonly number_translation?: TrunkNumberTranslation;
  /**
   * INVITE without a description: the far end offers in its answer, and we answer in the ACK (RFC 3261,
   * 13.2.1). Usual: `false`.
   */
  readonly late_offer?: boolean;
  /**
   * `safe`: another gateway only after what cannot have rung anybody (refused, not found, 503, a
   * connection that stayed mute). `also_on_silence`: over UDP too, where silence may hide a ringing
   * phone. Usual: `"safe"`.
   */
  readonly failover?: 'safe' | 'also_on_silence';
  /** How keys are sent: events in RTP, INFO, or tones. Usual: `"rfc4733"`. */
  readonly dtmf?: TrunkDtmf;
  /**
   * `refer`: a transfer to a number of the same trunk is handed to the carrier, an attended one when the
   * target has taken it (RFC 3515, 5589); where the carrier refuses, and else, both legs run through
   * Parley. Usual: `"bridge"`.
   */
  readonly transfer?: 'bridge' | 'refer';
  /**
   * What a REFER of the callee’s side gets: `refuse` 603; `follow`: whom it names is called, if the
   * rules of dialling allow it, and the agent goes on with them (RFC 3515). Usual: `"refuse"`.
   */
  readonly referrals?: 'refuse' | 'follow';
  /** So many 3xx answers of one call are followed, each after a new verdict. Usual: `0`. */
  readonly redirects?: number;
  /** Asked for as session timer, s (RFC 4028): 0 for none, else 90 or more. Usual: `1800`. */
  readonly session_expires_s?: number;
  /** Host of From and To; null: the host of the gateway. Usual: `null`. */
  readonly from_domain?: string | null;
  /**
   * Who calls its numbers must prove to know its user name and password (digest, RFC 7616). Usual:
   * `false`.
   */
  readonly challenge?: boolean;
  /**
   * By what they prove it, the most preferred first (RFC 8760). Many telephones give up at a challenge
   * by SHA-256, even beside one by MD5. Usual: `["MD5"]`.
   */
  readonly challenge_algorithms?: readonly ('MD5' | 'SHA-256')[];
  /**
   * From where calls to its numbers are taken: addresses, or networks as 192.0.2.0/24; empty: from
   * anywhere. Usual: `[]`.
   */
  readonly addresses?: readonly string[];
}

export interface UpdateTrunkBody {
  readonly name?: string;
  /** Calls at once; further ones wait. Default: 100. */
  readonly concurrency?: number;
  /** New calls a second; further ones wait. Default: 50. */
  readonly calls_per_second?: number;
  /** Default: true. */
  readonly active?: boolean;
  readonly username?: string | null;
  readonly password?: string | null;
  /**
   * The first gateway: `sip:`, a host or an address, perhaps a port and `;transport=udp`, `tcp` or
   * `tls`; no user. `sips:` is TLS on every hop. With `kind` `twilio` the address of its API,
   * `https://api.twilio.com` when absent.
   */
  readonly uri?: string;
  /**
   * `twilio`: an account there, without SIP. `username` is its Account SID, `password` its Auth Token;
   * of the settings only `number_translation` applies. PARLEY_PUBLIC_URL must lead to this server from
   * the Internet. Usual: `"sip"`.
   */
  readonly kind?: 'sip' | 'twilio';
  /** Where calls go; `uri` is the first of them. */
  readonly gateways?: readonly {
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
  /** What is offered, in order of preference. Usual: `["PCMU","PCMA"]`. */
  readonly codecs?: readonly ('PCMU' | 'PCMA' | 'G722' | 'opus' | 'L16')[];
  /** Audio in one packet, ms. Usual: `20`. */
  readonly ptime_ms?: TrunkPtimeMs;
  /** Encrypted audio, its keys in the offer (RFC 4568): use it with TLS. Usual: `"off"`. */
  readonly srtp?: TrunkSrtp;
  /**
   * Tells a registrar where we are, for carriers that send calls only so (RFC 3261, 10). Usual:
   * `{"enabled":false,"expires_s":3600}`.
   */
  readonly registration?: TrunkRegistration;
  /**
   * Asks each gateway whether it lives (OPTIONS); one that does not is tried last. Usual:
   * `{"enabled":false,"interval_s":30}`.
   */
  readonly options_ping?: TrunkOptionsPing;
  /**
   * How our number is shown. Usual:
   * `{"format":"e164","header":"from","privacy":"off","diversion":false}`.
   */
  readonly caller_id?: TrunkCallerId;
  /** Sent with each INVITE. Usual: `[]`. */
  readonly headers?: readonly {
    /** Begins with X- or P-; none that the stack writes itself. */
    readonly name: string;
    /** Variables of the call may stand in it: `{{campaign}}`. */
    readonly value: string;
  }[];
  /**
   * The first rule that matches is applied, to the number in E.164 with its plus. Usual:
   * `{"called":[],"calling":[]}`.
   */
  readonly number_translation?: TrunkNumberTranslation;
  /**
   * INVITE without a description: the far end offers in its answer, and we answer in the ACK (RFC 3261,
   * 13.2.1). Usual: `false`.
   */
  readonly late_offer?: boolean;
  /**
   * `safe`: another gateway only after what cannot have rung anybody (refused, not found, 503, a
   * connection that stayed mute). `also_on_silence`: over UDP too, where silence may hide a ringing
   * phone. Usual: `"safe"`.
   */
  readonly failover?: 'safe' | 'also_on_silence';
  /** How keys are sent: events in RTP, INFO, or tones. Usual: `"rfc4733"`. */
  readonly dtmf?: TrunkDtmf;
  /**
   * `refer`: a transfer to a number of the same trunk is handed to the carrier, an attended one when the
   * target has taken it (RFC 3515, 5589); where the carrier refuses, and else, both legs run through
   * Parley. Usual: `"bridge"`.
   */
  readonly transfer?: 'bridge' | 'refer';
  /**
   * What a REFER of the callee’s side gets: `refuse` 603; `follow`: whom it names is called, if the
   * rules of dialling allow it, and the agent goes on with them (RFC 3515). Usual: `"refuse"`.
   */
  readonly referrals?: 'refuse' | 'follow';
  /** So many 3xx answers of one call are followed, each after a new verdict. Usual: `0`. */
  readonly redirects?: number;
  /** Asked for as session timer, s (RFC 4028): 0 for none, else 90 or more. Usual: `1800`. */
  readonly session_expires_s?: number;
  /** Host of From and To; null: the host of the gateway. Usual: `null`. */
  readonly from_domain?: string | null;
  /**
   * Who calls its numbers must prove to know its user name and password (digest, RFC 7616). Usual:
   * `false`.
   */
  readonly challenge?: boolean;
  /**
   * By what they prove it, the most preferred first (RFC 8760). Many telephones give up at a challenge
   * by SHA-256, even beside one by MD5. Usual: `["MD5"]`.
   */
  readonly challenge_algorithms?: readonly ('MD5' | 'SHA-256')[];
  /**
   * From where calls to its numbers are taken: addresses, or networks as 192.0.2.0/24; empty: from
   * anywhere. Usual: `[]`.
   */
  readonly addresses?: readonly string[];
}

export interface DiagnoseTrunkAnswer {
  readonly object: 'trunk_report';
  /** One gateway is reached, and nothing of the trunk itself is amiss. */
  readonly ok: boolean;
  /** ISO 8601, UTC, with milliseconds. */
  readonly at: string;
  readonly steps: readonly TrunkStep[];
}

export interface TrunkStep {
  readonly step: 'resolve' | 'connect' | 'options' | 'registration' | 'offer';
  /** A gateway, or a place that it leads to; null: the trunk. */
  readonly target: string | null;
  readonly ok: boolean;
  readonly ms: number | null;
  readonly detail: string;
  /** What to do; where `ok`, what to consider. */
  readonly mend: string | null;
}

export interface CreateTestCallBody {
  /** Who is called: E.164, or a SIP URI that the trunk leads to. */
  readonly to: string;
}

export type TrunkPtimeMs = 10 | 20 | 30 | 40 | 60;

export type TrunkSrtp = 'off' | 'optional' | 'required';

export interface TrunkRegistration {
  readonly enabled: boolean;
  /** Absent: the first gateway. */
  readonly registrar?: string;
  /** User part of the address of record; absent: the user name of the trunk. */
  readonly username?: string;
  /** Asked for, s. Default: 3600. */
  readonly expires_s?: number;
}

export interface TrunkOptionsPing {
  readonly enabled: boolean;
  /** Default: 30. */
  readonly interval_s?: number;
}

export interface TrunkCallerId {
  /**
   * How our number is written: +34910000001, 34910000001, 0034910000001, or 910000001 (without its
   * country). Default: "e164".
   */
  readonly format?: 'e164' | 'e164_no_plus' | 'international' | 'national';
  /**
   * Where it stands. With `p_asserted_identity` From shows the user name of the trunk (RFC 3325, 9.1),
   * with `remote_party_id` too: that is what carriers took before (Remote-Party-ID,
   * draft-ietf-sip-privacy-04). Default: "from".
   */
  readonly header?: 'from' | 'p_asserted_identity' | 'both' | 'remote_party_id';
  /**
   * `id`, `user` and `header` keep it from the callee: an anonymous From, our number in
   * P-Asserted-Identity, and this word in Privacy (RFC 3323, 4.2). `none` asks that nothing be hidden;
   * `off` says nothing. Default: "off".
   */
  readonly privacy?: 'off' | 'id' | 'user' | 'header' | 'none';
  /**
   * A transfer that shows the number of the person in the call names ours in Diversion (RFC 5806): some
   * carriers take a foreign number only so. Default: false.
   */
  readonly diversion?: boolean;
}

export interface TrunkNumberTranslation {
  /** For the number that is dialled. */
  readonly called?: readonly {
    /** What the number begins with; empty: every number. */
    readonly match: string;
    /** So many characters are taken from its beginning. Default: 0. */
    readonly strip?: number;
    /** Put before what is left. Default: "". */
    readonly prepend?: string;
  }[];
  /** For our number; one that a rule has changed is not put into `caller_id.format` any more. */
  readonly calling?: readonly {
    /** What the number begins with; empty: every number. */
    readonly match: string;
    /** So many characters are taken from its beginning. Default: 0. */
    readonly strip?: number;
    /** Put before what is left. Default: "". */
    readonly prepend?: string;
  }[];
}

export type TrunkDtmf = 'rfc4733' | 'info' | 'inband';
