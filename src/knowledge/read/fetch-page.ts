/** A web page through the guard that keeps tenants out of our network; each redirect passes it again. */
import { AppError, errorText } from '#kernel';
import type { HttpClient } from '#models';
import { htmlTitle } from './html.ts';

const MOST_REDIRECTS = 5;
const TIMEOUT_MS = 15_000;
/** Bytes. */
const LARGEST = 2 * 1024 * 1024;

export interface Page {
  readonly content: string;
  readonly mediaType: string;
  readonly title: string | null;
}

/** `again`: it may succeed later. */
export type Fetched = { readonly page: Page } | { readonly fault: string; readonly again: boolean };

export async function fetchPage(http: HttpClient, url: string, signal: AbortSignal): Promise<Fetched> {
  let at = url;
  for (let i = 0; i <= MOST_REDIRECTS; i++) {
    const headers = { accept: 'text/html, text/plain, text/markdown, text/csv, application/json;q=0.5' };
    const answer = await http
      .request({ method: 'GET', url: at, headers, timeoutMs: TIMEOUT_MS, maxBytes: LARGEST, signal })
      .catch((cause: unknown) => faultOf(cause));
    if ('fault' in answer) return answer;
    const { status, headers: told, body } = answer;
    const next = told['location'];
    if (status >= 300 && status < 400 && next !== undefined) {
      const target = URL.parse(next, at);
      if (!target)
        return { fault: `The page redirects to ${next.slice(0, 200)}, which is no address.`, again: false };
      at = target.href;
      continue;
    }
    if (status < 200 || status > 299)
      return {
        fault: `The page answered with status ${status}. Check the address.`,
        again: status === 429 || status >= 500,
      };
    const mediaType = told['content-type'] ?? 'text/html';
    return { page: { content: body, mediaType, title: htmlTitle(body) } };
  }
  return { fault: `The page redirects more than ${MOST_REDIRECTS} times.`, again: false };
}

function faultOf(cause: unknown): { fault: string; again: boolean } {
  const code = cause instanceof AppError ? cause.code : '';
  if (code === 'http-too-large')
    return {
      fault: `The page is larger than ${LARGEST / 1024 / 1024} MiB. Name a smaller one.`,
      again: false,
    };
  return { fault: errorText(cause), again: code !== 'url-refused' };
}
