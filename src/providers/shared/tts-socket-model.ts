/** A speaking model over sockets that take one utterance at a time; the vendor's part is a translator without I/O. */
import type { Clock, Logger } from '#kernel';
import type { ModelError, TtsCapabilities, TtsModel, TtsRequest } from '#models';
import type { TtsMessageDecoder } from './tts-event.ts';
import { asModelError, hear, Mailbox } from './tts-mailbox.ts';
import type { Outlet } from './outlet.ts';
import { TtsPool } from './tts-pool.ts';
import { Watchdog } from './watchdog.ts';

/** What a vendor writes. Pure. */
export interface SocketTts {
  readonly provider: string;
  readonly modelId: string;
  readonly capabilities: TtsCapabilities;
  readonly headers: Readonly<Record<string, string>>;
  /** A socket serves every request of its URL. */
  url(request: Omit<TtsRequest, 'text'>): string;
  /** @throws ModelError `bad-request` for what the vendor cannot be asked. */
  check(request: TtsRequest): void;
  /** The messages of one utterance, in order. */
  encode(request: TtsRequest): string[];
  decoder(request: TtsRequest): TtsMessageDecoder;
  /** Utterances that one socket may speak. */
  readonly utterances: number;
  readonly cancel: string | null;
  readonly goodbye?: string;
  /** What it means that the vendor hung up; `null`: a lost connection. */
  hungUp(code: number, reason: string): ModelError | null;
}

export interface TtsShellOptions {
  readonly outlet?: Outlet | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createSocketTts(vendor: SocketTts, { clock, logger, outlet }: TtsShellOptions): TtsModel {
  const { provider, headers, utterances, cancel, goodbye, hungUp } = vendor;
  const connecting = { outlet, clock, logger };
  const pool = new TtsPool({ provider, headers, utterances, cancel, goodbye, hungUp, ...connecting });
  const closing = new AbortController();

  async function* speak(request: TtsRequest, signal: AbortSignal) {
    vendor.check(request);
    if (request.text.trim() === '') return;
    const watch = new Watchdog(clock, AbortSignal.any([signal, closing.signal]));
    try {
      watch.signal.throwIfAborted();
      const url = vendor.url(request);
      for (let fresh = false; ; fresh = true) {
        const mailbox = new Mailbox(watch.signal);
        const socket = pool.take(url, fresh, vendor.decoder(request), mailbox.tell);
        let heard = false;
        try {
          for (const message of vendor.encode(request)) socket.send(message);
          for await (const chunk of hear(provider, mailbox, watch)) {
            // A socket of one utterance is spent: the next sentence finds another one open.
            if (!heard && utterances === 1) void pool.warm(url);
            heard = true;
            yield chunk;
          }
          return;
        } catch (thrown) {
          const error = asModelError(provider, thrown, watch);
          // A kept socket may have died without notice; nothing was spoken, so one new socket is tried.
          if (fresh || heard || !socket.reused || error.fault !== 'connectivity') throw error;
        } finally {
          pool.release(socket);
        }
      }
    } catch (thrown) {
      throw asModelError(provider, thrown, watch);
    } finally {
      watch.close();
    }
  }

  return {
    contract: 1,
    provider,
    modelId: vendor.modelId,
    capabilities: vendor.capabilities,
    speak,
    async warm(request) {
      try {
        vendor.check({ ...request, text: '' });
      } catch {
        // `speak` says what is wrong; warming never fails.
        return;
      }
      await pool.warm(vendor.url(request));
    },
    async close() {
      closing.abort();
      pool.close();
    },
  };
}
