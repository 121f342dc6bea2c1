/** One JSON exchange with a service behind a tool: refusals and broken answers become a ModelError that may be told. */
import { AppError } from '#kernel';
import { ModelError, type HttpClient, type HttpRequest, type HttpResponse } from '#models';
import { faultOfStatus } from './vendor-faults.ts';

/** Characters of a vendor's own words that are passed on. */
const LONGEST_WORDS = 300;
/** Bytes of an answer that are read. */
const MOST_BYTES = 1024 * 1024;

/**
 * Sends it and reads the answer of status 2xx as a JSON object.
 * @param words where in a refusal's JSON the vendor says what is wrong
 * @throws ModelError
 */
export async function exchangeJson(
  provider: string,
  http: HttpClient,
  request: HttpRequest,
  words: (refusal: Readonly<Record<string, unknown>>) => unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await send(provider, http, request);
  const body = parse(response.body);
  if (response.status < 200 || response.status > 299) throw refused(provider, response, body, words);
  if (!isObject(body))
    throw new ModelError({
      provider,
      fault: 'protocol',
      message: `${provider} answered with no JSON object.`,
    });
  return body;
}

/** The exchange alone; a connection that fails is a ModelError, an address that is refused stays what it is. */
export async function send(provider: string, http: HttpClient, request: HttpRequest): Promise<HttpResponse> {
  try {
    return await http.request({ maxBytes: MOST_BYTES, ...request });
  } catch (thrown) {
    const fault = thrown instanceof AppError ? FAULTS[thrown.code] : undefined;
    if (fault === undefined) throw thrown;
    throw new ModelError({ provider, fault, message: `${provider}: ${SENTENCES[fault]}`, cause: thrown });
  }
}

const FAULTS: Readonly<Record<string, 'timeout' | 'connectivity' | 'aborted' | 'protocol'>> = {
  'http-timeout': 'timeout',
  'http-unreachable': 'connectivity',
  'http-aborted': 'aborted',
  'http-too-large': 'protocol',
};
const SENTENCES = {
  timeout: 'no answer in time.',
  connectivity: 'the connection failed.',
  aborted: 'the request was aborted.',
  protocol: 'the answer is too large.',
};

/** A refusal in the vendor's own words, where it is the request's fault. */
export function refused(
  provider: string,
  { status }: HttpResponse,
  body: unknown,
  words: (refusal: Readonly<Record<string, unknown>>) => unknown,
): ModelError {
  const fault = faultOfStatus(status);
  const told = isObject(body) ? words(body) : undefined;
  const said = typeof told === 'string' && told !== '' ? `: ${told.slice(0, LONGEST_WORDS)}` : '';
  return new ModelError({
    provider,
    fault,
    message: `${provider} refused with status ${status}${fault === 'auth' ? '' : said}.`,
    httpStatus: status,
  });
}

/** JSON, or `undefined`. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Whoever asked tells what it means that it is none.
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A base and a path with one slash between them. */
export function under(base: string, path: string): string {
  return base.replace(/\/+$/, '') + path;
}
