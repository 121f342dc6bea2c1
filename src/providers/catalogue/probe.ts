/** Whether a vendor takes a key: one cheap request, and what its answer means. */
import { AppError, errorText } from '#kernel';
import type { HttpClient } from '#models';
import type { VendorRow } from './vendor-row.ts';

export interface Verdict {
  readonly state: 'works' | 'refused' | 'unreachable';
  readonly detail: string;
}

const PATIENCE_MS = 8_000;
const ENOUGH_BYTES = 2 * 1024 * 1024;

/** @throws AppError `url-refused` for an address that tenants may not reach */
export async function probeKey(
  row: VendorRow,
  key: string,
  url: string | null,
  http: HttpClient,
): Promise<Verdict> {
  try {
    const request = row.probe(key, url ?? undefined);
    const answer = await http.request({
      ...{ method: 'GET', timeoutMs: PATIENCE_MS, maxBytes: ENOUGH_BYTES },
      ...request,
    });
    return verdictOf(row.title, answer.status);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'url-refused') throw thrown;
    // So much was said that the key was taken.
    if (thrown instanceof AppError && thrown.code === 'http-too-large') return verdictOf(row.title, 200);
    return { state: 'unreachable', detail: `${row.title} did not answer: ${errorText(thrown)}` };
  }
}

function verdictOf(title: string, status: number): Verdict {
  if (status === 401 || status === 403)
    return { state: 'refused', detail: `${title} refuses the key (${status}).` };
  if (status === 429 || status < 400) return { state: 'works', detail: `${title} takes the key.` };
  return { state: 'unreachable', detail: `${title} answered with status ${status}.` };
}
