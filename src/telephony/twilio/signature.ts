/** `X-Twilio-Signature`: who sent a request (twilio.com/docs/usage/security, "Validating requests"). Pure. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA1 of the URL and the form's fields, sorted by name, each followed by its value; in base64. */
export function signTwilio(authToken: string, url: string, form: ReadonlyMap<string, string>): string {
  const fields = [...form].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).flat();
  return createHmac('sha1', authToken)
    .update([url, ...fields].join(''))
    .digest('base64');
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
