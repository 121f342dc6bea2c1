/** One outgoing WebSocket to a vendor: opened in time, queued until open, one fault at most, never a leak. */
import { WebSocket } from 'ws';
import { errorText, type Clock, type Logger, type Millis, type Timer } from '#kernel';
import { ModelError } from '#models';
import type { Outlet } from './outlet.ts';
import { requestIdOf } from './request-id.ts';
import { refusal } from './vendor-faults.ts';

export interface VendorSocketOptions {
  readonly provider: string;
  /** `ws:` or `wss:`; never holds a key unless the vendor takes keys nowhere else. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly protocols?: readonly string[];
  /** From here to the open socket, ms. Default 5,000. */
  readonly openMs?: Millis;
  readonly outlet?: Outlet | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  onOpen?(): void;
  onText(text: string): void;
  onBinary?(bytes: Uint8Array): void;
  /** The socket is gone though nobody closed it here; at most once, and nothing is told after it. */
  onFail(error: ModelError): void;
  /** What it means that the vendor hung up, by code and reason of the close frame; `null`: a lost connection. */
  hungUp?(code: number, reason: string): ModelError | null;
}

export interface VendorSocket {
  readonly isOpen: boolean;
  /** Before it is open messages wait, in order. */
  send(message: string | Uint8Array): void;
  /** Ends it; nothing is told after. `last` is sent first, if it is open. Idempotent. */
  close(last?: string): void;
}

const OPEN_MS: Millis = 5000;
/** A vendor that says goodbye slowly is cut. */
const CLOSE_MS: Millis = 1000;
/** What may wait for a socket to open or to drain, bytes: about a minute of audio. */
const MOST_WAITING = 2_000_000;
const LARGEST_MESSAGE = 16_000_000;

export function openVendorSocket(options: VendorSocketOptions): VendorSocket {
  const { provider, clock, logger } = options;
  const waiting: (string | Uint8Array)[] = [];
  let waitingBytes = 0;
  let state: 'opening' | 'open' | 'done' = 'opening';

  const socket = new WebSocket(options.url, [...(options.protocols ?? [])], {
    headers: { 'user-agent': 'Parley', ...options.headers },
    perMessageDeflate: false,
    maxPayload: LARGEST_MESSAGE,
    followRedirects: false,
    ...(options.outlet?.lookup ? { lookup: options.outlet.lookup } : {}),
  });
  const late = clock.after(options.openMs ?? OPEN_MS, () =>
    fail(broken('timeout', `${provider} did not open a socket in time.`)),
  );

  socket.on('open', () => {
    late.cancel();
    if (state !== 'opening') return;
    state = 'open';
    options.onOpen?.();
    for (const message of waiting.splice(0)) socket.send(message);
    waitingBytes = 0;
  });
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (state !== 'open') return;
    try {
      if (isBinary) options.onBinary?.(data);
      else options.onText(data.toString('utf8'));
    } catch (cause) {
      fail(broken('protocol', `${provider} sent something that cannot be read: ${errorText(cause)}.`, cause));
    }
  });
  socket.on('unexpected-response', (_request, response) => {
    const requestId = requestIdOf((name) => response.headers[name]);
    response.resume();
    fail(refusal(provider, response.statusCode ?? 0, { requestId }));
  });
  socket.on('error', (cause) =>
    fail(broken('connectivity', `The connection to ${provider} failed: ${errorText(cause)}.`, cause)),
  );
  socket.on('close', (code, bytes) => {
    const reason = bytes.toString().slice(0, 120);
    fail(
      options.hungUp?.(code, reason) ??
        broken('connectivity', `${provider} closed the connection (${code} ${reason}).`),
    );
  });

  function broken(fault: ModelError['fault'], message: string, cause?: unknown): ModelError {
    return new ModelError({ provider, fault, message, cause });
  }

  function finish(): boolean {
    if (state === 'done') return false;
    state = 'done';
    late.cancel();
    waiting.length = 0;
    return true;
  }

  function fail(error: ModelError): void {
    if (!finish()) return;
    socket.terminate();
    logger.warn('vendor-socket-failed', { provider, fault: error.fault });
    options.onFail(error);
  }

  function part(): void {
    let cut: Timer | null = clock.after(CLOSE_MS, () => socket.terminate());
    socket.on('close', () => {
      cut?.cancel();
      cut = null;
    });
    socket.close(1000);
  }

  return {
    get isOpen() {
      return state === 'open';
    },
    send(message) {
      if (state === 'done') return;
      if (state === 'open' && socket.bufferedAmount < MOST_WAITING) return socket.send(message);
      if (state === 'opening' && (waitingBytes += message.length) < MOST_WAITING) {
        waiting.push(message);
        return;
      }
      fail(broken('unavailable', `${provider} takes no more data.`));
    },
    close(last) {
      const wasOpen = state === 'open';
      if (!finish()) return;
      if (!wasOpen) return socket.terminate();
      if (last !== undefined) socket.send(last);
      part();
    },
  };
}
