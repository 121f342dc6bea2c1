/** The responses that a user agent gives (RFC 3261, 8.2.6 and 12.1.1). */
import {
  header,
  headerLines,
  sdpOf,
  tagOf,
  unknownTags,
  withHeaders,
  withTag,
  type Header,
  type SipRequest,
  type SipResponse,
} from '../message/index.ts';
import { ALLOW, KNOWN_TAGS, SUPPORTED, type Self } from './self.ts';

/** Requests whose 2xx tells the extensions that we know. */
const TELLS_SUPPORTED: ReadonlySet<string> = new Set(['INVITE', 'OPTIONS', 'UPDATE']);

/** Reason phrases (RFC 3261, 21), where the caller gives none. */
const PHRASES: Readonly<Record<number, string>> = {
  180: 'Ringing',
  183: 'Session Progress',
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  415: 'Unsupported Media Type',
  416: 'Unsupported URI Scheme',
  420: 'Bad Extension',
  469: 'Bad Info Package',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  491: 'Request Pending',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  505: 'Version Not Supported',
  600: 'Busy Everywhere',
  603: 'Decline',
};

export interface ResponseParts {
  /** Our To tag; left out when the request has one already. */
  readonly tag?: string;
  readonly reason?: string | undefined;
  readonly contact?: string;
  readonly headers?: readonly (readonly [string, string | number | undefined])[];
  readonly sdp?: string;
}

/** 8.2.6.2: Via, From, Call-ID, CSeq copied; To gets our tag in all but 100. */
export function answer(
  self: Self,
  request: SipRequest,
  status: number,
  parts: ResponseParts = {},
): SipResponse {
  const { via, from, to, callId, cseq } = request;
  const dialogForming = request.method === 'INVITE' && status > 100 && status < 300;
  return {
    kind: 'response',
    status,
    reason: parts.reason ?? PHRASES[status] ?? 'Unknown',
    via,
    from,
    to: tagOf(to) === undefined && parts.tag !== undefined ? withTag(to, parts.tag) : to,
    callId,
    cseq,
    headers: withHeaders(dialogForming ? recordRoutes(request) : [], [
      ['Contact', parts.contact],
      ...(parts.headers ?? []),
      // 20.5: Allow goes with 405 by rule, and with what opens or describes a session by good custom.
      ['Allow', status === 405 || (status === 200 && request.method !== 'BYE') ? ALLOW : undefined],
      // 13.3.1.4, 11.2: what the peer may rely on from now on.
      ['Supported', status === 200 && TELLS_SUPPORTED.has(request.method) ? SUPPORTED : undefined],
      ['Server', self.userAgent],
      ['Content-Type', parts.sdp === undefined ? undefined : 'application/sdp'],
    ]),
    body: parts.sdp ?? '',
  };
}

/** 11.2: what we can, for OPTIONS inside and outside a dialog. */
export function describe(self: Self, request: SipRequest, tag: string): SipResponse {
  return answer(self, request, 200, {
    tag,
    headers: [
      ['Accept', 'application/sdp'],
      ['Accept-Encoding', 'identity'],
    ],
  });
}

/** What keeps us from serving a request at all (8.2.2.3 and 8.2.3), or null. */
export function refuse(self: Self, request: SipRequest, tag: string): SipResponse | null {
  const extensions = unknownTags(request, KNOWN_TAGS);
  // 8.2.2.3: Unsupported MUST list what we don't know; Require MUST NOT be heeded in CANCEL and ACK.
  if (extensions.length > 0 && request.method !== 'CANCEL')
    return answer(self, request, 420, { tag, headers: [['Unsupported', extensions.join(', ')]] });
  if ((request.method !== 'INVITE' && request.method !== 'UPDATE') || request.body === '') return null;
  const encoding = header(request, 'Content-Encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    return answer(self, request, 415, { tag, headers: [['Accept-Encoding', 'identity']] });
  if (sdpOf(request) === undefined && !isOptional(request))
    return answer(self, request, 415, { tag, headers: [['Accept', 'application/sdp']] });
  return null;
}

/** 8.2.3, 20.11: a body that may be left out where nobody understands it. */
function isOptional(request: SipRequest): boolean {
  return /;\s*handling\s*=\s*optional\b/i.test(header(request, 'Content-Disposition') ?? '');
}

/** 12.1.1: the UAS MUST copy all Record-Route values, in their order, parameters and all. */
function recordRoutes(request: SipRequest): Header[] {
  return headerLines(request, 'Record-Route').map((value) => ({ name: 'Record-Route', value }));
}
