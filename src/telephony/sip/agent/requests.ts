/** The requests that a call sends. */
import type { DialogRecord } from '../../contract.ts';
import { routeOf, type Dialog } from '../dialog/index.ts';
import {
  branchOf,
  parseNameAddr,
  printReason,
  tagOf,
  uriUser,
  withHeaders,
  withTag,
  type Header,
  type NameAddr,
  type SipRequest,
} from '../message/index.ts';
import { credentialsOf } from './authentication.ts';
import { ALLOW, branchToken, ownVia, SUPPORTED, type Self } from './self.ts';

/** Why we end a call, for the Reason header (RFC 3326). */
export interface HangUpReason {
  readonly text: string;
  readonly q850?: number;
}

/** Q.850 16, normal call clearing. */
const NORMAL_CLEARING = 16;
/** 8.1.1.6. */
const MAX_FORWARDS: Header = { name: 'Max-Forwards', value: '70' };

export interface InviteParts {
  readonly uri: string;
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly callId: string;
  readonly localTag: string;
  readonly branch: string;
  readonly cseq: number;
  /** Absent: the callee makes it. */
  readonly offer?: string;
  readonly authorization: readonly Header[];
  /** Identity, session interval and the user's own fields. */
  readonly more: readonly Header[];
}

/** 8.1.1 and 13.2.1: an INVITE outside a dialog, with our offer or without one. */
export function inviteRequest(self: Self, parts: InviteParts): SipRequest {
  return {
    kind: 'request',
    method: 'INVITE',
    uri: parts.uri,
    via: [ownVia(self.address, parts.branch)],
    from: withTag(parts.from, parts.localTag),
    to: withTag(parts.to, undefined),
    callId: parts.callId,
    cseq: { number: parts.cseq, method: 'INVITE' },
    headers: withHeaders(
      [MAX_FORWARDS, ...parts.authorization, ...parts.more],
      [
        ['Contact', contact(self, parts.from)],
        ['Allow', ALLOW],
        ['Supported', SUPPORTED],
        ['Accept', 'application/sdp'],
        ['User-Agent', self.userAgent],
        ['Content-Type', parts.offer === undefined ? undefined : 'application/sdp'],
      ],
    ),
    body: parts.offer ?? '',
  };
}

/** 8.1.1.8: where requests inside the dialog reach us; a SIPS URI when that is what was called. */
export function contact(self: Self, local: NameAddr): string {
  const user = uriUser(local.uri).replace(/[^A-Za-z0-9\-_.!~*'()&=+$,]/g, '');
  const scheme = self.secure ? 'sips' : 'sip';
  // 19.1.1: without the parameter it is UDP, or TLS for sips:.
  const by = self.transport === 'UDP' || self.secure ? '' : `;transport=${self.transport.toLowerCase()}`;
  return `<${scheme}:${user === '' ? '' : `${user}@`}${self.seenAt ?? self.address}${by}>`;
}

/** 9.1: Request-URI, Call-ID, From, To, CSeq number and the single Via are those of the INVITE, Route too. */
export function cancelRequest(self: Self, invite: SipRequest, reason?: HangUpReason): SipRequest {
  return {
    ...invite,
    method: 'CANCEL',
    via: invite.via.slice(0, 1),
    cseq: { number: invite.cseq.number, method: 'CANCEL' },
    headers: withHeaders(
      [MAX_FORWARDS, ...invite.headers.filter(({ name }) => name === 'Route')],
      [
        ['Reason', reasonValue(reason)],
        ['User-Agent', self.userAgent],
      ],
    ),
    body: '',
  };
}

/** 12.2.1.1: a request inside the dialog, and the URI whose host is the next hop. */
export function dialogRequest(
  self: Self,
  dialog: Dialog,
  parts: {
    readonly method: string;
    readonly cseq: number;
    readonly branch: string;
    readonly headers?: readonly Header[];
    readonly reason?: HangUpReason | undefined;
    /** Fields of this method, in their order. */
    readonly fields?: readonly (readonly [string, string | undefined])[];
    readonly body?: string;
  },
): { request: SipRequest; hop: string } {
  const { uri, routes, hop } = routeOf(dialog);
  const request: SipRequest = {
    kind: 'request',
    method: parts.method,
    uri,
    via: [ownVia(self.address, parts.branch)],
    from: dialog.local,
    to: dialog.remote,
    callId: dialog.callId,
    cseq: { number: parts.cseq, method: parts.method },
    headers: withHeaders(
      [...routes.map((value) => ({ name: 'Route', value })), MAX_FORWARDS, ...(parts.headers ?? [])],
      [['Reason', reasonValue(parts.reason)], ...(parts.fields ?? []), ['User-Agent', self.userAgent]],
    ),
    body: parts.body ?? '',
  };
  return { request, hop };
}

/** What a request adds that carries a description. */
export function withSdp(
  sdp: string | undefined,
): Pick<Parameters<typeof dialogRequest>[2], 'fields' | 'body'> {
  return sdp === undefined ? {} : { fields: [['Content-Type', 'application/sdp']], body: sdp };
}

/** The ACK of a 2xx, and the URI whose host is its next hop. */
export type Ack = ReturnType<typeof dialogRequest>;

/**
 * 13.2.2.4: the ACK of a 2xx: the CSeq number of the INVITE, its credentials, the dialog's route set. Its branch
 * follows from the INVITE's, so that a process that comes after a crash sends the same ACK again.
 * @param sdp our answer to the offer of the 2xx
 */
export function ackOf(self: Self, invite: SipRequest, dialog: Dialog, sdp?: string): Ack {
  const cseq = invite.cseq.number;
  const inviteBranch = branchOf(invite.via[0]!) ?? '';
  return dialogRequest(self, dialog, {
    method: 'ACK',
    cseq,
    branch: branchToken(inviteBranch, 'ACK', cseq, tagOf(dialog.remote) ?? ''),
    headers: credentialsOf(invite),
    ...withSdp(sdp),
  });
}

/** The INVITE that a record tells of, as far as CANCEL and ACK need it. */
export function inviteOfRecord(record: DialogRecord): SipRequest | null {
  const [from, to] = [parseNameAddr(record.localUri), parseNameAddr(record.remoteUri)];
  if (!from || !to) return null;
  return {
    kind: 'request',
    method: 'INVITE',
    uri: record.requestUri,
    // 17.2.3: the server finds the INVITE by branch and sent-by, so both are the stored ones.
    via: [ownVia(record.localAddress, record.branch)],
    from: withTag(from, record.localTag),
    to: withTag(to, undefined),
    callId: record.callId,
    cseq: { number: record.cseq, method: 'INVITE' },
    headers: [],
    body: '',
  };
}

/** The value of a Reason header. */
export function reasonValue(reason: HangUpReason | undefined): string | undefined {
  return (
    reason && printReason({ protocol: 'Q.850', cause: reason.q850 ?? NORMAL_CLEARING, text: reason.text })
  );
}
