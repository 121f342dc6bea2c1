/** One HTTP request to one address that was decided before, and its whole answer as text. */
import { request as requestHttp, type Agent, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AppError } from '#kernel';
import type { HttpResponse } from '#models';
import type { KeptConnections } from './kept-connections.ts';

export interface ExchangeOptions {
  readonly url: URL;
  /** The address to connect to; the URL's host name goes into `Host` and the TLS server name only. */
  readonly address: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  /** Bytes of the answer, compressed or not; more is a fault. */
  readonly maxBytes: number;
  /** What is done with more: a fault, or it is not read. */
  readonly excess?: 'refuse' | 'cut';
  /** Where connections to this address are kept; null: one for this request alone. */
  readonly kept?: KeptConnections | null;
  readonly signal: AbortSignal;
}

/** @throws AppError `http-too-large`; the platform's error when the connection fails. */
export async function exchange(options: ExchangeOptions): Promise<Omit<HttpResponse, 'ms'>> {
  const { kept = null, url, address } = options;
  const incoming = await openExchange(options, kept?.to(url, address) ?? false);
  const headers = Object.fromEntries(
    Object.entries(incoming.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
  );
  const bytes = await readAll(unpack(incoming), options.maxBytes, options.excess ?? 'refuse').finally(() =>
    incoming.destroy(),
  );
  return { status: incoming.statusCode ?? 0, headers, body: decode(bytes, headers['content-type'] ?? '') };
}

/** The request, and its answer as far as its headers. @param agent keeps connections to this very address */
export function openExchange(
  options: Pick<ExchangeOptions, 'url' | 'address' | 'method' | 'headers' | 'body' | 'signal'>,
  agent: Agent | false,
): Promise<IncomingMessage> {
  const { url, address, method, headers, body, signal } = options;
  const family = isIP(address);
  const settings: RequestOptions = {
    method,
    headers: { 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'Parley', ...headers },
    signal,
    // A kept connection goes to the address that was judged for this request, or it is none of its agent's.
    agent,
    lookup: (_host, lookupOptions, callback) =>
      lookupOptions.all ? callback(null, [{ address, family }]) : callback(null, address, family),
  };
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const outgoing = send(url, settings, resolve);
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // The peer closed a kept connection while we were writing: this says nothing about the next one.
      const isStale = outgoing.reusedSocket && /^(ECONNRESET|EPIPE)$/.test(error.code ?? '');
      if (isStale && !signal.aborted) resolve(openExchange(options, false));
      else reject(error);
    });
    outgoing.end(body);
  });
}

function unpack(incoming: IncomingMessage): AsyncIterable<Uint8Array> {
  const unpackers = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress };
  const coding = (incoming.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (!Object.hasOwn(unpackers, coding)) return incoming;
  const unpacker = unpackers[coding as keyof typeof unpackers]();
  incoming.on('error', (error) => unpacker.destroy(error));
  incoming.on('aborted', () => unpacker.destroy(new Error('the connection closed in the middle')));
  return incoming.pipe(unpacker);
}

async function readAll(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
  excess: 'refuse' | 'cut',
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > maxBytes && excess === 'cut') {
      parts.push(part.subarray(0, part.length - (size - maxBytes)));
      break;
    }
    if (size > maxBytes)
      throw new AppError({
        code: 'http-too-large',
        status: 502,
        message: `The answer is larger than ${maxBytes} bytes. Answer with less.`,
      });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** By the charset that the answer names, UTF-8 otherwise and for names nobody knows. */
function decode(bytes: Uint8Array, contentType: string): string {
  const charset = /charset="?([\w.:-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
