/** Names of header fields: compact forms (RFC 3261, 7.3.3 and 20) and the usual spelling. */

const COMPACT: Readonly<Record<string, string>> = {
  a: 'Accept-Contact',
  b: 'Referred-By',
  c: 'Content-Type',
  d: 'Request-Disposition',
  e: 'Content-Encoding',
  f: 'From',
  i: 'Call-ID',
  j: 'Reject-Contact',
  k: 'Supported',
  l: 'Content-Length',
  m: 'Contact',
  n: 'Identity-Info',
  o: 'Event',
  r: 'Refer-To',
  s: 'Subject',
  t: 'To',
  u: 'Allow-Events',
  v: 'Via',
  x: 'Session-Expires',
  y: 'Identity',
};

const USUAL = new Map(
  (
    'Accept Accept-Encoding Accept-Language Alert-Info Allow Authentication-Info Authorization Call-ID ' +
    'Call-Info Contact Content-Disposition Content-Encoding Content-Language Content-Length Content-Type ' +
    'CSeq Date Diversion Error-Info Expires From In-Reply-To Info-Package Max-Forwards MIME-Version ' +
    'Min-Expires Min-SE Organization P-Asserted-Identity P-Called-Party-ID P-Preferred-Identity Path ' +
    'Priority Privacy Proxy-Authenticate Proxy-Authorization Proxy-Require RAck Reason Record-Route ' +
    'Recv-Info Refer-Sub Remote-Party-ID Replaces Reply-To Require Retry-After Route RSeq Server Subject ' +
    'Subscription-State Supported Timestamp To Unsupported User-Agent Via Warning WWW-Authenticate'
  )
    .split(' ')
    .concat(Object.values(COMPACT))
    .map((name) => [name.toLowerCase(), name]),
);

/** The full name in its usual spelling; a name that we do not know stays as it was written. */
export function canonicalName(name: string): string {
  const lower = name.toLowerCase();
  return COMPACT[lower] ?? USUAL.get(lower) ?? name;
}
