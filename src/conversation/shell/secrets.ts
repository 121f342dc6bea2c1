/** Opens secrets for a request, and takes care that none comes back out of it. */
import { createHmac } from 'node:crypto';
import { isSealed, type HttpToolAuth, type Sealer, type ToolAuth } from '#domain';
import { AppError } from '#kernel';
import type { HttpRequest } from '#models';

/** Shorter secrets are not looked for in answers: they would be found everywhere. */
const SHORTEST = 4;
const HIDDEN = '***';

/** The secrets of one request. */
export class Opened {
  readonly #sealer: Pick<Sealer, 'open'> | undefined;
  readonly #known = new Set<string>();

  constructor(sealer: Pick<Sealer, 'open'> | undefined) {
    this.#sealer = sealer;
  }

  /** @throws AppError `secret-unreadable` */
  open(text: string): string {
    if (!isSealed(text)) return text;
    if (!this.#sealer)
      throw new AppError({
        code: 'secret-unreadable',
        status: 500,
        message: 'Sealed secrets cannot be opened here.',
      });
    const secret = this.#sealer.open(text);
    this.#know(secret);
    return secret;
  }

  headers(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, this.open(value)]));
  }

  /** The fields by which a request proves who sends it (RFC 6750 section 2.1, RFC 7617 section 2). */
  auth(auth: ToolAuth | undefined): Record<string, string> {
    switch (auth?.type) {
      case undefined:
        return {};
      case 'bearer':
        return { authorization: `Bearer ${this.open(auth.token)}` };
      case 'basic': {
        const text = `${auth.username}:${this.open(auth.password)}`;
        const credentials = Buffer.from(text).toString('base64');
        this.#know(credentials);
        return { authorization: `Basic ${credentials}` };
      }
      case 'header':
        return { [auth.name.toLowerCase()]: this.open(auth.value) };
    }
  }

  /** The same of a request that may be signed (RFC 2104, with SHA-256). @param headers of the request, opened */
  httpAuth(
    auth: HttpToolAuth | undefined,
    headers: Readonly<Record<string, string>>,
    body: HttpRequest['body'] = '',
  ): Record<string, string> {
    if (auth?.type === 'query' || auth?.type === 'body') return {};
    if (auth?.type !== 'hmac') return this.auth(auth);
    const hmac = createHmac('sha256', this.open(auth.secret));
    const { timestamp_header: stamp } = auth;
    if (stamp !== undefined) hmac.update(`${headers[stamp.toLowerCase()] ?? ''}.`);
    return { [auth.header.toLowerCase()]: `${auth.prefix ?? ''}${hmac.update(body).digest('hex')}` };
  }

  /** The request with what its query or its body proves who sends it by; a body that is no object stays as it is. */
  placed<T extends Pick<HttpRequest, 'url' | 'body' | 'headers'>>(
    request: T,
    auth: HttpToolAuth | undefined,
  ): T {
    if (auth?.type === 'query') {
      const value = this.open(auth.value);
      this.#know(encodeURIComponent(value));
      const [path = '', fragment] = request.url.split('#', 2);
      const more = `${encodeURIComponent(auth.name)}=${encodeURIComponent(value)}`;
      const url = `${path}${path.includes('?') ? '&' : '?'}${more}`;
      return { ...request, url: fragment === undefined ? url : `${url}#${fragment}` };
    }
    if (auth?.type !== 'body') return request;
    const body: unknown = typeof request.body === 'string' ? JSON.parse(request.body) : {};
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return request;
    const headers = { 'content-type': 'application/json', ...request.headers };
    return { ...request, headers, body: JSON.stringify({ ...body, [auth.name]: this.open(auth.value) }) };
  }

  /** A server may repeat what it was sent; what it says is logged and told to the model. */
  mask(text: string): string {
    let masked = text;
    for (const secret of this.#known) masked = masked.replaceAll(secret, HIDDEN);
    return masked;
  }

  maskValue(value: unknown): unknown {
    if (this.#known.size === 0 || value === undefined) return value;
    return JSON.parse(this.mask(JSON.stringify(value))) as unknown;
  }

  #know(secret: string): void {
    if (secret.length < SHORTEST) return;
    this.#known.add(secret);
    this.#known.add(JSON.stringify(secret).slice(1, -1));
  }
}
