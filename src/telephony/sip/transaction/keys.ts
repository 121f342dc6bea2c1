/** Which transaction a message belongs to (RFC 3261, 17.1.3 and 17.2.3). */
import { branchOf, MAGIC_COOKIE, printHostPort, printVia, tagOf } from '../message/index.ts';
import type { SipRequest, SipResponse } from '../message/index.ts';

/** 17.1.3: the branch of the top Via and the method of CSeq. */
export function clientKey(message: SipRequest | SipResponse): string {
  const top = message.via[0];
  return `${top && branchOf(top)} ${message.cseq.method}`;
}

/**
 * 17.2.3: branch, sent-by and method, where ACK finds its INVITE. A branch without the magic cookie says nothing:
 * then the Request-URI, From tag, Call-ID, CSeq number and top Via name it (To tag left out, for the ACK has one more).
 */
export function serverKey(request: SipRequest, method: string = request.method): string {
  const top = request.via[0]!;
  const name = method === 'ACK' ? 'INVITE' : method;
  const branch = branchOf(top);
  if (branch?.startsWith(MAGIC_COOKIE)) return `${branch} ${printHostPort(top).toLowerCase()} ${name}`;
  return [
    request.uri,
    tagOf(request.from) ?? '',
    request.callId,
    request.cseq.number,
    printVia(top),
    name,
  ].join('\n');
}

/** 8.2.2.2: what two forks of one request have in common. */
export function mergeKey(request: SipRequest): string {
  return [tagOf(request.from) ?? '', request.callId, request.cseq.number, request.cseq.method].join('\n');
}
