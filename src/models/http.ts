/** Outgoing HTTP as tools and webhooks see it; whoever implements it decides which addresses may be reached. */

export interface HttpRequest {
  /** Upper case. */
  readonly method: string;
  /** Absolute, `http:` or `https:`, without credentials. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Uint8Array | undefined;
  /** From the call to the last byte, ms; the implementation has a default and a ceiling. */
  readonly timeoutMs?: number | undefined;
  /** Bytes of the answer's body, after decompression; more is a fault. */
  readonly maxBytes?: number | undefined;
  /** What is done with more: `refuse` (default) is a fault, `cut` reads no further. */
  readonly excess?: 'refuse' | 'cut' | undefined;
  /** The connection may serve the next request to the same address. */
  readonly keepAlive?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; repeated fields joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text, decoded by its charset. */
  readonly body: string;
  /** From the call to the last byte. */
  readonly ms: number;
}

/** Sends one request; redirects are answers, not followed. */
export interface HttpClient {
  /**
   * @throws AppError `url-refused` (the address may not be reached), `http-timeout`, `http-too-large`,
   * `http-unreachable`, `http-aborted`.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
}
