/** The public HTTP API as the demo uses it: four requests and a stream, nothing that a user could not send. */
import { AppError } from '#kernel';

export interface CallEventView {
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface CallView {
  readonly id: string;
  readonly status: string;
  readonly outcome: {
    readonly code: string;
    readonly end_reason: { readonly code: string; readonly detail: string };
  } | null;
  readonly turns: readonly {
    readonly who: 'agent' | 'callee';
    readonly text: string;
    readonly start_ms: number;
    readonly end_ms: number;
  }[];
  readonly latencies: readonly unknown[];
  readonly recording: { readonly url: string } | null;
}

export interface ApiClient {
  post<T>(path: string, body?: unknown): Promise<T>;
  get<T>(path: string): Promise<T>;
  bytes(path: string): Promise<Uint8Array>;
  /** A call's events as they come; ends with the call's last one. */
  events(callId: string): AsyncGenerator<CallEventView>;
}

/** @param url where Parley answers */
export function createApiClient(url: string, key: string): ApiClient {
  const ask = async (method: string, path: string, more: RequestInit = {}): Promise<Response> => {
    const headers = { authorization: `Bearer ${key}`, ...(more.headers as Record<string, string>) };
    const answer = await fetch(url + path, { ...more, method, headers });
    if (!answer.ok) throw await refusal(method, path, answer);
    return answer;
  };
  return {
    async post<T>(path: string, body: unknown = {}) {
      const headers = { 'content-type': 'application/json' };
      return (await (await ask('POST', path, { headers, body: JSON.stringify(body) })).json()) as T;
    },
    get: async <T>(path: string) => (await (await ask('GET', path)).json()) as T,
    bytes: async (path) => new Uint8Array(await (await ask('GET', path)).arrayBuffer()),
    async *events(callId) {
      const headers = { accept: 'text/event-stream' };
      const answer = await ask('GET', `/v1/calls/${callId}/events`, { headers });
      yield* readEvents(answer.body!.pipeThrough(new TextDecoderStream()));
    },
  };
}

/** Server-sent events (WHATWG HTML, section 9.2.6) whose `data` is one line of JSON. */
export async function* readEvents(pieces: AsyncIterable<string>): AsyncGenerator<CallEventView> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    const frames = text.split('\n\n');
    text = frames.pop()!;
    for (const frame of frames) {
      const data = frame.split('\n').find((line) => line.startsWith('data:'));
      if (data) yield JSON.parse(data.slice('data:'.length)) as CallEventView;
    }
  }
}

async function refusal(method: string, path: string, answer: Response): Promise<AppError> {
  const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
  return new AppError({
    code: problem.code ?? 'request-refused',
    status: answer.status,
    message: `${method} ${path}: ${answer.status} ${problem.detail ?? answer.statusText}`,
  });
}
