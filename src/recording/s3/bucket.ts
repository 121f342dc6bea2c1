/** A bucket that speaks S3's REST: objects put, read in part, and deleted. Path-style addresses. */
import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { AppError, errorText, type Clock } from '#kernel';
import { EMPTY_HASH, encodePath, sign, type S3Request, type SigningKey } from './sign.ts';

export interface BucketOptions extends SigningKey {
  /** Of the service, `https://s3.eu-west-1.amazonaws.com` or one's own, without a slash at the end. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Before every name, without slashes at its ends; may be empty. */
  readonly prefix: string;
}

/** Where recordings go. */
export interface ObjectStore {
  /** Settles when the store has confirmed the whole. @throws AppError `recording-unreachable` (503) */
  put(name: string, path: string): Promise<void>;
  /** Bytes `start` to `end`, both inclusive. @throws AppError `recording-unknown` (404), `recording-unreachable` (503) */
  get(name: string, start: number, end: number): Promise<AsyncIterable<Uint8Array>>;
  /** One that is not there is no fault. @throws AppError `recording-unreachable` (503) */
  remove(name: string): Promise<void>;
}

/** @param send `fetch`, or what stands in for it; redirects are not followed. */
export function createBucket(
  options: BucketOptions,
  clock: Clock,
  send: typeof globalThis.fetch = globalThis.fetch,
): ObjectStore {
  const place = [options.bucket, ...(options.prefix === '' ? [] : [options.prefix])].join('/');
  const ask = async (
    request: Omit<S3Request, 'url'> & { readonly name: string },
    body?: Blob,
  ): Promise<Response> => {
    const { name, ...rest } = request;
    const url = new URL(`${options.endpoint}/${encodePath(`${place}/${name}`)}`);
    const headers = { ...sign({ ...rest, url }, options, clock.now()) };
    try {
      return await send(url, { method: request.method, headers, redirect: 'manual', ...(body && { body }) });
    } catch (cause) {
      throw unreachable(`${url.host} does not answer: ${errorText(cause)}`, cause);
    }
  };
  return {
    async put(name, path) {
      const request = {
        method: 'PUT',
        headers: { 'content-type': 'audio/wav' },
        bodyHash: await hashOf(path),
      } as const;
      const answer = await ask({ ...request, name }, await openAsBlob(path, { type: 'audio/wav' }));
      if (!answer.ok) throw await refused('PUT', answer);
      await answer.body?.cancel();
    },
    async get(name, start, end) {
      const headers = { range: `bytes=${start}-${end}` };
      const answer = await ask({ method: 'GET', headers, bodyHash: EMPTY_HASH, name });
      if (answer.status === 404) throw gone();
      if (!answer.ok || !answer.body) throw await refused('GET', answer);
      return answer.body;
    },
    async remove(name) {
      const answer = await ask({ method: 'DELETE', headers: {}, bodyHash: EMPTY_HASH, name });
      if (!answer.ok && answer.status !== 404) throw await refused('DELETE', answer);
      await answer.body?.cancel();
    },
  };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** S3 says why in XML: `<Code>AccessDenied</Code>`. */
async function refused(method: string, answer: Response): Promise<AppError> {
  const text = (await answer.text()).slice(0, 4_000);
  const code = /<Code>([^<]{1,100})<\/Code>/.exec(text)?.[1] ?? 'no code';
  return unreachable(`the bucket answered ${method} with ${answer.status} (${code})`);
}

function unreachable(detail: string, cause?: unknown): AppError {
  return new AppError({
    code: 'recording-unreachable',
    status: 503,
    retryable: true,
    message: `The recording can not be had now: ${detail}. Check PARLEY_RECORDINGS_URL and its keys; it is tried again.`,
    cause,
  });
}

function gone(): AppError {
  return new AppError({
    code: 'recording-unknown',
    status: 404,
    message: 'The recording of this call is no longer in the bucket.',
  });
}
