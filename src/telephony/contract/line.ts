/** Ways to reach the telephone network: a SIP endpoint, or an account at a carrier's own API. */
import type { Closable } from '#kernel';
import type { SipEndpoint } from './signalling.ts';

/** Places calls, and ends those that a process left behind when it died. */
export type OutgoingLine = Pick<SipEndpoint, 'newIdentity' | 'invite' | 'recover'>;

/** A request that claims to come from Twilio. */
export interface TwilioRequest {
  /** Of the path, which names the call. */
  readonly token: string;
  /** `X-Twilio-Signature`. */
  readonly signature: string | undefined;
  /** Fields of its form; none for a WebSocket. */
  readonly form: ReadonlyMap<string, string>;
}

/** A WebSocket, as far as a Media Stream needs it. */
export interface StreamSocket {
  send(text: string): void;
  close(): void;
  /** Bytes that wait to be sent. */
  readonly bufferedAmount: number;
}

/** What comes over the WebSocket. */
export interface StreamListener {
  message(text: string): void;
  closed(): void;
}

export type VoiceAnswer =
  { readonly verdict: 'taken'; readonly twiml: string } | { readonly verdict: 'forged' | 'unknown' };

/** Calls through accounts at Twilio: its REST API to place them, its Media Streams to speak. */
export interface TwilioLine extends OutgoingLine, Pick<SipEndpoint, 'onInvite'>, Closable {
  /** Somebody calls a number of ours; answered once it is decided what becomes of it. */
  voice(request: Omit<TwilioRequest, 'token'>): Promise<VoiceAnswer>;
  /** A status callback came. */
  status(request: TwilioRequest): 'taken' | 'forged' | 'unknown';
  /** A Media Stream wants to be opened; a function lets it. */
  stream(
    request: Omit<TwilioRequest, 'form'>,
  ): 'forged' | 'unknown' | ((socket: StreamSocket) => StreamListener);
}
