/** gRPC calls with streams both ways over one HTTP/2 connection, one call after another. */
import {
  connect,
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
} from 'node:http2';
import { errorText, type Clock, type Logger, type Millis, type Timer } from '#kernel';
import { ModelError } from '#models';
import type { Outlet } from './outlet.ts';
import type { SttWire, SttWireEvents } from './stt-stream.ts';
import { refusal } from './vendor-faults.ts';

/** Sent: our half of the call is done; the next message begins another call. */
export const GRPC_END = 'end';

/** Received, as JSON text, when their half is done: its status (0 is well) and words. */
export interface GrpcEnd {
  readonly status: number;
  readonly message: string;
}

export interface GrpcWireOptions {
  readonly provider: string;
  /** `http:` or `https:` and host. */
  readonly origin: string;
  /** `/package.Service/Method`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** From here to the open connection, ms. Default 5,000. */
  readonly openMs?: Millis;
  readonly outlet?: Outlet | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

const OPEN_MS: Millis = 5000;
/** As for sockets: about a minute of audio may wait to be taken. */
const MOST_WAITING = 2_000_000;
const LARGEST_MESSAGE = 16_000_000;
/** A message is preceded by a flag (compressed) and its length. */
const PREFIX_BYTES = 5;

/**
 * Protocol: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md. Messages are bytes without their prefix.
 */
export function openGrpcWire(options: GrpcWireOptions, events: SttWireEvents): SttWire {
  const { provider, clock, logger } = options;
  let session: ClientHttp2Session | null = null;
  let call: ClientHttp2Stream | null = null;
  let late: Timer | undefined;
  let wasOpen = false;
  let done = false;

  /** The connection; another one where the vendor closed the last between two calls, as idle ones are. */
  function connection(): ClientHttp2Session {
    if (session && !session.closed && !session.destroyed) return session;
    const opened = connect(options.origin, options.outlet?.lookup ? { lookup: options.outlet.lookup } : {});
    session = opened;
    late = clock.after(options.openMs ?? OPEN_MS, () =>
      fail(broken('timeout', `${provider} did not open a connection in time.`)),
    );
    const timer = late;
    opened.once('remoteSettings', () => {
      timer.cancel();
      if (done || wasOpen) return;
      wasOpen = true;
      events.onOpen();
    });
    const gone = (cause?: unknown): void => {
      timer.cancel();
      // Calls that it carried tell it themselves.
      if (session === opened && (cause !== undefined || !wasOpen)) lost(cause);
    };
    opened.on('error', gone);
    opened.on('close', () => gone());
    return opened;
  }

  function lost(cause: unknown): void {
    const why = cause === undefined ? 'it was closed' : errorText(cause);
    fail(broken('connectivity', `The connection to ${provider} failed: ${why}.`, cause));
  }

  function broken(fault: ModelError['fault'], message: string, cause?: unknown): ModelError {
    return new ModelError({ provider, fault, message, cause });
  }

  function finish(): boolean {
    if (done) return false;
    done = true;
    late?.cancel();
    session?.destroy();
    return true;
  }

  function fail(error: ModelError): void {
    if (!finish()) return;
    logger.warn('vendor-grpc-failed', { provider, fault: error.fault });
    events.onFail(error);
  }

  function begin(): ClientHttp2Stream {
    const stream = connection().request({
      ':method': 'POST',
      ':path': options.path,
      'content-type': 'application/grpc',
      te: 'trailers',
      'user-agent': 'Parley',
      ...options.headers,
    });
    const reader = new PrefixReader();
    let ended = false;
    const end = (headers: IncomingHttpHeaders): void => {
      if (done || ended || headers['grpc-status'] === undefined) return;
      ended = true;
      if (call === stream) call = null;
      stream.close();
      const end: GrpcEnd = { status: Number(headers['grpc-status']), message: grpcMessage(headers) };
      tell(() => events.onMessage(JSON.stringify(end)));
    };
    stream.on('response', (headers) => {
      if (headers[':status'] !== 200) return fail(refusal(provider, headers[':status'] ?? 0));
      // A call that fails at once has its trailers here.
      end(headers);
    });
    stream.on('data', (bytes: Buffer) =>
      tell(() => {
        for (const message of reader.push(bytes)) if (!done) events.onMessage(message);
      }),
    );
    stream.on('trailers', end);
    stream.on('error', lost);
    stream.on('close', () => {
      if (!ended) lost(undefined);
    });
    return stream;
  }

  function tell(run: () => void): void {
    if (done) return;
    try {
      run();
    } catch (cause) {
      fail(broken('protocol', `${provider} sent something that cannot be read: ${errorText(cause)}.`, cause));
    }
  }

  connection();
  return {
    send(message) {
      if (done) return;
      if (typeof message === 'string') {
        call?.end();
        call = null;
        return;
      }
      try {
        call ??= begin();
      } catch (cause) {
        return lost(cause);
      }
      if (call.writableLength > MOST_WAITING)
        return fail(broken('unavailable', `${provider} takes no more data.`));
      const prefix = Buffer.alloc(PREFIX_BYTES);
      prefix.writeUInt32BE(message.length, 1);
      call.write(Buffer.concat([prefix, message]));
    },
    close() {
      finish();
    },
  };
}

/** Cuts a stream of bytes into messages. */
class PrefixReader {
  #bytes: Buffer = Buffer.alloc(0);

  /** @throws RangeError for a message that is compressed or too large. */
  *push(bytes: Buffer): Generator<Uint8Array> {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    while (this.#bytes.length >= PREFIX_BYTES) {
      const length = this.#bytes.readUInt32BE(1);
      if (this.#bytes[0] !== 0) throw new RangeError('a compressed message, which was not asked for');
      if (length > LARGEST_MESSAGE) throw new RangeError(`a message of ${length} bytes`);
      const end = PREFIX_BYTES + length;
      if (this.#bytes.length < end) return;
      const message = this.#bytes.subarray(PREFIX_BYTES, end);
      this.#bytes = this.#bytes.subarray(end);
      yield message;
    }
  }
}

/** The words are percent-encoded; what is not, is left as it is. */
function grpcMessage(headers: IncomingHttpHeaders): string {
  const message = String(headers['grpc-message'] ?? '');
  try {
    return decodeURIComponent(message);
  } catch {
    return message;
  }
}
