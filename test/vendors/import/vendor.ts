/** A vendor's API on 127.0.0.1: what it answers is written down by hand, faults in their turn. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Fault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text goes out as it is. */
  readonly body?: unknown;
}

export interface Vendor {
  /** Without a slash at the end. */
  readonly url: string;
  /** `/path?query` of every request, in order. */
  readonly asked: string[];
  /** Change it between imports. */
  readonly pages: Record<string, unknown>;
  /** Answered first, one a request, to this path. */
  readonly faults: Map<string, Fault[]>;
  close(): Promise<void>;
}

/** A page that depends on its query. */
export type Paged = (query: URLSearchParams) => unknown;

/** @param pages by path; a path that is not there is a 404 */
export async function startVendor(key: string, pages: Record<string, unknown>): Promise<Vendor> {
  const asked: string[] = [];
  const faults = new Map<string, Fault[]>();
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://vendor');
    asked.push(request.url!);
    const send = ({ status, headers = {}, body = {} }: Fault): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${key}`)
      return send({ status: 401, body: { error: 'Unauthorized' } });
    const fault = faults.get(url.pathname)?.shift();
    if (fault) return send(fault);
    const page = pages[url.pathname];
    if (page === undefined) return send({ status: 404, body: { error: 'Not Found' } });
    send({ status: 200, body: typeof page === 'function' ? (page as Paged)(url.searchParams) : page });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ asked, pages, faults },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Rows by `limit` and `offset`, as the envelope wants them. */
export function byOffset(rows: readonly unknown[], most: number, wrap: (rows: unknown[]) => unknown): Paged {
  return (query) => {
    const offset = Number(query.get('offset') ?? 0);
    return wrap(rows.slice(offset, offset + Math.min(most, Number(query.get('limit') ?? most))));
  };
}
