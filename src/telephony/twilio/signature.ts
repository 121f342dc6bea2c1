/** `X-Twilio-Signature`: who sent a request (twilio.com/docs/usage/security, "Validating requests"). Pure. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA1 of the URL and the form's fields, sorted by name, each followed by its value; in base64. */
export function signTwilio(authToken: string, url: string, form: ReadonlyMap<string, string>): string {
  const fields = [...form].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).flat();
  return createHmac('sha1', authToken)
    .update([url, ...fields].join(''))
    .digest('base64');
}

/**
 * A URL as Twilio may have signed it: with `wss:` or `https:`, with its port or without (its own libraries try both, for
 * its servers do either).
 */
export function spellings(url: string): string[] {
  const read = URL.parse(url);
  if (!read) return [];
  const isSecure = read.protocol === 'https:' || read.protocol === 'wss:';
  const port = read.port || (isSecure ? '443' : '80');
  const path = url.replace(/^[^/]*\/\/[^/]*/, '');
  return (isSecure ? ['https:', 'wss:'] : ['http:', 'ws:']).flatMap((scheme) =>
    [read.host, read.hostname, `${read.hostname}:${port}`].map((host) => `${scheme}//${host}${path}`),
  );
}

/** @param urls every spelling that may have been signed: a WebSocket's is said with `wss:` or `https:` */
export function isTwilios(
  authToken: string,
  urls: readonly string[],
  form: ReadonlyMap<string, string>,
  signature: string | undefined,
): boolean {
  const given = Buffer.from(signature ?? '');
  return urls.some((url) => {
    const right = Buffer.from(signTwilio(authToken, url, form));
    return given.length === right.length && timingSafeEqual(given, right);
  });
}
