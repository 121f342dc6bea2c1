/** AWS Signature Version 4 (docs.aws.amazon.com, "Authenticating Requests: Using the Authorization Header"). Pure. */
import { createHash, createHmac } from 'node:crypto';
import type { Millis } from '#kernel';

export interface SigningKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

export interface S3Request {
  readonly method: 'GET' | 'PUT' | 'DELETE' | 'HEAD';
  readonly url: URL;
  /** Names in lower case; all of them are signed, beside host and date. */
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body, hex. */
  readonly bodyHash: string;
}

export const EMPTY_HASH = sha256('');

/** @returns the headers to send: those given, the date, the body's hash and the signature */
export function sign(request: S3Request, key: SigningKey, at: Millis): Readonly<Record<string, string>> {
  const date = new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${date.slice(0, 8)}/${key.region}/s3/aws4_request`;
  const headers = { ...request.headers, 'x-amz-content-sha256': request.bodyHash, 'x-amz-date': date };
  const signed = Object.entries({ ...headers, host: request.url.host }).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = signed.map(([name]) => name).join(';');
  const canonical = [
    request.method,
    request.url.pathname,
    canonicalQuery(request.url),
    ...signed.map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}`),
    '',
    names,
    request.bodyHash,
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const steps = [date.slice(0, 8), key.region, 's3', 'aws4_request', text];
  const signature = steps.reduce<Buffer>(
    (secret, step) => createHmac('sha256', secret).update(step).digest(),
    Buffer.from(`AWS4${key.secretAccessKey}`),
  );
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature.toString('hex')}`,
  };
}

/** Every byte but the unreserved ones (RFC 3986, 2.3), as the signature's rules ask; slashes stay. */
export function encodePath(path: string): string {
  return path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(
        /[!'()*]/g,
        (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
}

function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .map(
      ([name, value]) =>
        `${encodePath(name).replaceAll('/', '%2F')}=${encodePath(value).replaceAll('/', '%2F')}`,
    )
    .sort()
    .join('&');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
