/** A session with a server of the Model Context Protocol, for one call. */
import { errorText } from '#kernel';
import {
  ModelError,
  type HttpResponse,
  type ServedTool,
  type ToolServer,
  type ToolServerOptions,
} from '#models';
import { isObject, parse, refused, send } from '../shared/service-exchange.ts';
import {
  broken,
  decodeAnswer,
  decodeResult,
  decodeSession,
  decodeTools,
  encodeMessage,
  INITIALIZE,
  type Session,
} from './messages.ts';

/** Pages of a list that are read. */
const MOST_PAGES = 20;
const NAME = 'mcp';

export function createMcpToolServer(options: ToolServerOptions): ToolServer {
  let opening: Promise<Session> | null = null;
  let last = 0;

  const post = async (
    session: Session | null,
    message: Parameters<typeof encodeMessage>[2],
    signal: AbortSignal,
  ): Promise<HttpResponse> => {
    const response = await send(NAME, options.http, { ...encodeMessage(options, session, message), signal });
    if (response.status >= 200 && response.status < 300) return response;
    throw refused(NAME, response, parse(response.body), ({ error }) =>
      isObject(error) ? error['message'] : error,
    );
  };

  const ask = async (
    session: Session | null,
    method: string,
    params: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ) => {
    const id = ++last;
    const response = await post(session, { id, method, params }, signal);
    return { result: decodeAnswer(response, id), headers: response.headers };
  };

  const open = async (signal: AbortSignal): Promise<Session> => {
    const { result, headers } = await ask(null, INITIALIZE.method, INITIALIZE.params, signal);
    const session = decodeSession(result, headers);
    await post(session, { method: 'notifications/initialized' }, signal);
    return session;
  };

  const session = (signal: AbortSignal): Promise<Session> => {
    const current = (opening ??= open(signal));
    current.catch(() => {
      if (opening === current) opening = null;
    });
    return current;
  };

  /** Transports, "Session Management": a 404 within a session says that it is over; a new one is begun, once. */
  const within = async <T>(signal: AbortSignal, work: (session: Session) => Promise<T>): Promise<T> => {
    const first = await session(signal);
    try {
      return await work(first);
    } catch (thrown) {
      if (!(thrown instanceof ModelError) || thrown.httpStatus !== 404 || first.id === null) throw thrown;
      opening = null;
      return work(await session(signal));
    }
  };

  return {
    contract: 1,
    list: (signal) =>
      within(signal, async (session) => {
        const tools: ServedTool[] = [];
        let cursor: string | null = null;
        for (let page = 0; page < MOST_PAGES; page++) {
          const params: Record<string, unknown> = cursor === null ? {} : { cursor };
          const { result } = await ask(session, 'tools/list', params, signal);
          const { tools: more, next } = decodeTools(result);
          tools.push(...more);
          if (next === null) return tools;
          cursor = next;
        }
        throw broken('lists tools without end');
      }),
    call: (name, args, signal) =>
      within(signal, async (session) => {
        const { result } = await ask(session, 'tools/call', { name, arguments: args }, signal);
        return decodeResult(result);
      }),
    async close() {
      const current = await opening?.catch(() => null);
      if (!current?.id) return;
      const { headers } = encodeMessage(options, current, { method: '' });
      // A server may refuse to end sessions (405) or be away; it will forget this one by itself.
      await options.http
        .request({ method: 'DELETE', url: options.url, headers, timeoutMs: options.timeoutMs })
        .catch((thrown: unknown) => errorText(thrown));
    },
  };
}
