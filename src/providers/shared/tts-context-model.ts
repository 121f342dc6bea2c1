/** A speaking model over one socket that carries many utterances at once, told apart by a context's name. */
import type { Millis, Timer } from '#kernel';
import type { ModelError, TtsCapabilities, TtsModel, TtsRequest } from '#models';
import type { TtsEvent, TtsMessageDecoder } from './tts-event.ts';
import { asModelError, hear, Mailbox } from './tts-mailbox.ts';
import type { TtsShellOptions } from './tts-socket-model.ts';
import { openVendorSocket, type VendorSocket } from './vendor-socket.ts';
import { Watchdog } from './watchdog.ts';

/** What a vendor writes. Pure. */
export interface ContextTts {
  readonly provider: string;
  readonly modelId: string;
  readonly capabilities: TtsCapabilities;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** @throws ModelError `bad-request` for what the vendor cannot be asked. */
  check(request: TtsRequest): void;
  encode(context: string, request: TtsRequest): string;
  cancel(context: string): string;
  /** The context that a message belongs to; `null`: to the whole socket. */
  contextOf(message: unknown): string | null;
  decoder(request: TtsRequest): TtsMessageDecoder;
}

interface Shared {
  readonly socket: VendorSocket;
  readonly contexts: Map<string, { decoder: TtsMessageDecoder; tell: (event: TtsEvent) => void }>;
  named: number;
  timer: Timer | null;
}

/** A socket without work is closed after this; vendors close theirs later. */
const IDLE_SOCKET_MS: Millis = 120_000;

export function createContextTts(vendor: ContextTts, { clock, logger, outlet }: TtsShellOptions): TtsModel {
  const { provider } = vendor;
  const closing = new AbortController();
  let shared: Shared | null = null;

  function open(ready?: () => void): Shared {
    const contexts: Shared['contexts'] = new Map();
    const socket = openVendorSocket({
      provider,
      url: vendor.url,
      headers: vendor.headers,
      outlet,
      clock,
      logger,
      onOpen: () => ready?.(),
      onText(text) {
        const message: unknown = JSON.parse(text);
        const name = vendor.contextOf(message);
        const meant = name === null ? [...contexts.values()] : [contexts.get(name)];
        for (const context of meant) context?.decoder.message(message).forEach(context.tell);
      },
      onFail(error) {
        forget(opened);
        ready?.();
        for (const { tell } of contexts.values()) tell({ type: 'failed', error });
      },
    });
    const opened: Shared = { socket, contexts, named: 0, timer: null };
    return opened;
  }

  function forget(gone: Shared): void {
    gone.timer?.cancel();
    if (shared === gone) shared = null;
  }

  function rest(used: Shared): void {
    used.timer?.cancel();
    if (used.contexts.size > 0 || shared !== used) return;
    used.timer = clock.after(IDLE_SOCKET_MS, () => {
      forget(used);
      used.socket.close();
    });
  }

  async function* speakOnce(request: TtsRequest, line: Shared, watch: Watchdog) {
    const name = `utterance-${++line.named}`;
    const mailbox = new Mailbox(watch.signal);
    let complete = false;
    const tell = (event: TtsEvent): void => {
      complete ||= event.type === 'finished' || event.type === 'failed';
      mailbox.tell(event);
    };
    line.timer?.cancel();
    line.contexts.set(name, { decoder: vendor.decoder(request), tell });
    try {
      line.socket.send(vendor.encode(name, request));
      yield* hear(provider, mailbox, watch);
    } finally {
      line.contexts.delete(name);
      if (!complete) line.socket.send(vendor.cancel(name));
      rest(line);
    }
  }

  async function* speak(request: TtsRequest, signal: AbortSignal) {
    vendor.check(request);
    if (request.text.trim() === '') return;
    const watch = new Watchdog(clock, AbortSignal.any([signal, closing.signal]));
    try {
      for (let attempt = 1; ; attempt++) {
        watch.signal.throwIfAborted();
        const reused = shared !== null;
        const line = (shared ??= open());
        let heard = false;
        try {
          for await (const chunk of speakOnce(request, line, watch)) {
            heard = true;
            yield chunk;
          }
          return;
        } catch (thrown) {
          const error: ModelError = asModelError(provider, thrown, watch);
          // A kept socket may have died without notice; nothing was spoken, so one new socket is tried.
          if (attempt > 1 || heard || !reused || error.fault !== 'connectivity') throw error;
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
    async warm() {
      if (shared || closing.signal.aborted) return;
      await new Promise<void>((resolve) => {
        shared = open(resolve);
        rest(shared);
      });
    },
    async close() {
      closing.abort();
      const open = shared;
      if (!open) return;
      forget(open);
      open.socket.close();
    },
  };
}
