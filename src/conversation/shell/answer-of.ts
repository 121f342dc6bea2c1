/** One request of a tool carried out: secrets opened for it and hidden in what comes back. */
import type { HttpClient } from '#models';
import { ownResult, parseResult } from '../tools/result.ts';
import type { ToolRequest } from '../tools/tool-request.ts';
import type { Opened } from './secrets.ts';

export interface Answer {
  readonly ok: boolean;
  readonly detail: string;
  readonly result: unknown;
}

/** @throws ModelError when no answer comes */
export async function httpAnswer(
  { http: wanted, auth, resultOf }: ToolRequest & { kind: 'http' },
  opened: Opened,
  http: HttpClient,
  signal: AbortSignal,
): Promise<Answer> {
  const request = opened.placed(wanted, auth);
  const plain = opened.headers(request.headers ?? {});
  const headers = { ...plain, ...opened.httpAuth(auth, plain, request.body) };
  const { status, body } = await http.request({ ...request, headers, signal });
  const ok = status >= 200 && status < 300;
  const detail = `HTTP ${status}`;
  const result = parseResult(opened.mask(body));
  if (!ok || resultOf === undefined) return { ok, detail, result };
  const own = ownResult(result, resultOf);
  return 'error' in own ? { ok: false, detail: 'refused', result: own } : { ok, detail, result: own.result };
}
