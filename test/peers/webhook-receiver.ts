/**
 * A receiver of webhooks in a process of its own. What the first segment of the path says, it does: `/200/…` answers so,
 * `/500x3/…` fails three times a webhook-id and then takes it, `/slow/…` answers after `ms`, `/gate/…` as soon as
 * the gate is open, `/hang/…` never, `/redirect/…` leads to a private address, `/large/…` answers a megabyte. Prints its port, then one line a request.
 */
import { fork } from 'node:child_process';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What arrived. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What was answered; null: nothing. */
  readonly status: number | null;
  /** Of the connection; the same for requests that shared it. */
  readonly port: number;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves when `wanted` holds for what has arrived so far. */
  until(wanted: (received: readonly Received[]) => boolean): Promise<void>;
  /** Whether `/gate/…` answers; it does at first. */
  gate(isOpen: boolean): void;
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const child = fork(fileURLToPath(import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  child.on('message', (message) => {
    received.push(message as Received);
    for (const look of [...waiting]) look();
  });
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    until: (wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!wanted(received)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    gate: (isOpen) => void child.send({ isOpen }),
    async close() {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function serve(): void {
  const failures = new Map<string, number>();
  const held: (() => void)[] = [];
  let isGateOpen = true;
  process.on('message', ({ isOpen }: { isOpen: boolean }) => {
    isGateOpen = isOpen;
    if (isOpen) for (const answer of held.splice(0)) answer();
  });
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    const path = request.url ?? '/';
    const [, how = '', argument = ''] = path.split('/');
    const status = statusOf(how, String(request.headers['webhook-id'] ?? path), failures);
    const port = request.socket.remotePort ?? 0;
    process.send?.({ path, headers: request.headers, body, status, port } satisfies Received);
    if (status === null) return;
    if (how === 'slow') setTimeout(() => response.writeHead(200).end('late'), Number(argument));
    else if (how === 'gate' && !isGateOpen) held.push(() => response.writeHead(200).end('late'));
    else if (how === 'redirect') response.writeHead(307, { location: 'http://169.254.169.254/' }).end();
    else if (how === 'large') response.writeHead(200).end('x'.repeat(1_000_000));
    else response.writeHead(status).end(`said ${status}`);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object') process.send?.({ port: address?.port });
  });
  process.on('disconnect', () => process.exit());
}

function statusOf(how: string, id: string, failures: Map<string, number>): number | null {
  if (how === 'hang') return null;
  if (how === 'redirect') return 307;
  const [status = '200', times] = how.split('x');
  if (times === undefined) return /^\d{3}$/.test(status) ? Number(status) : 200;
  const before = failures.get(id) ?? 0;
  failures.set(id, before + 1);
  return before < Number(times) ? Number(status) : 200;
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) serve();
