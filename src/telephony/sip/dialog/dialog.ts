/** A dialog (RFC 3261, 12) as data: who, which tags, which route, which numbers. */
import {
  header,
  headerValues,
  parseNameAddr,
  parseNameAddrs,
  parseUri,
  printNameAddr,
  printUri,
  tagOf,
  withTag,
  type MessageCore,
  type NameAddr,
  type SipRequest,
  type SipResponse,
} from '../message/index.ts';

export interface Dialog {
  readonly callId: string;
  /** With our tag. */
  readonly local: NameAddr;
  /** With the peer's tag, if it has one (12.1.1: an RFC 2543 peer may not). */
  readonly remote: NameAddr;
  /** Highest CSeq that we used; 0 when none yet. */
  readonly localCseq: number;
  /** Highest CSeq of the peer; undefined until its first request. */
  readonly remoteCseq?: number;
  /** Route values in the order of use. */
  readonly routeSet: readonly string[];
  /** URI of the peer's Contact. */
  readonly remoteTarget: string;
}

/** 12.1.2: the caller's dialog, from its INVITE and a 2xx (or 1xx with a tag): Record-Route in reverse order. */
export function dialogOfResponse(invite: SipRequest, response: SipResponse): Dialog {
  return {
    callId: invite.callId,
    local: invite.from,
    remote: response.to,
    localCseq: invite.cseq.number,
    routeSet: recordRoute(response).toReversed(),
    // A 2xx without Contact breaks 12.1.1; the Request-URI is the best that is left.
    remoteTarget: contactUri(response) ?? invite.uri,
  };
}

/** 12.1.1: the callee's dialog, from the INVITE and our tag: Record-Route in its order. */
export function dialogOfRequest(invite: SipRequest, localTag: string): Dialog {
  return {
    callId: invite.callId,
    local: withTag(invite.to, localTag),
    remote: invite.from,
    localCseq: 0,
    remoteCseq: invite.cseq.number,
    routeSet: recordRoute(invite),
    remoteTarget: contactUri(invite) ?? invite.from.uri,
  };
}

/** 12: Call-ID, local tag and remote tag name it. */
export function dialogId(callId: string, localTag: string, remoteTag: string): string {
  return `${callId}\n${localTag}\n${remoteTag}`;
}

export function idOf(dialog: Dialog): string {
  return dialogId(dialog.callId, tagOf(dialog.local) ?? '', tagOf(dialog.remote) ?? '');
}

/** 12.2.1.2, 12.2.2: a target refresh (re-INVITE or its 2xx) replaces the remote target, never the route set. */
export function refreshTarget(dialog: Dialog, message: MessageCore): Dialog {
  const remoteTarget = contactUri(message);
  return remoteTarget === undefined ? dialog : { ...dialog, remoteTarget };
}

/** 12.2.2: a CSeq lower than the last one is out of order; null then. */
export function takeCseq(dialog: Dialog, request: SipRequest): Dialog | null {
  const { number } = request.cseq;
  if (dialog.remoteCseq !== undefined && number < dialog.remoteCseq) return null;
  return { ...dialog, remoteCseq: number };
}

/** Request-URI, Route values and the URI that decides the next hop (12.2.1.1). */
export function routeOf(dialog: Dialog): { uri: string; routes: readonly string[]; hop: string } {
  const [first, ...rest] = dialog.routeSet;
  const address = first === undefined ? null : parseNameAddr(first);
  const uri = address && parseUri(address.uri);
  if (!address || !uri) return { uri: dialog.remoteTarget, routes: [], hop: dialog.remoteTarget };
  const loose = uri.params.some(({ name }) => name.toLowerCase() === 'lr');
  if (loose) return { uri: dialog.remoteTarget, routes: dialog.routeSet, hop: address.uri };
  // A strict router takes the Request-URI's place, and the target becomes the last Route.
  return { uri: address.uri, routes: [...rest, `<${dialog.remoteTarget}>`], hop: address.uri };
}

function recordRoute(message: MessageCore): string[] {
  return headerValues(message, 'Record-Route').flatMap(
    (value) => parseNameAddrs(value)?.map(printNameAddr) ?? [],
  );
}

/** The Contact as a Request-URI: without what 19.1.1 does not allow there (headers). */
function contactUri(message: MessageCore): string | undefined {
  const contact = parseNameAddrs(header(message, 'Contact') ?? '')?.[0];
  const uri = contact && parseUri(contact.uri);
  if (!uri) return undefined;
  const { headers: _, ...bare } = uri;
  return printUri(bare);
}
