/** One realtime session over one socket, whoever the vendor is: the runner around a translator. */
import type { Pcm, Samples } from '#audio';
import { errorText, type Clock, type Logger, type Millis } from '#kernel';
import { ModelError, type RealtimeEvent, type RealtimeRequest, type RealtimeSession } from '#models';
import type { Outlet } from './outlet.ts';
import { SpeechGate } from './realtime-gate.ts';
import type { RealtimeCommand, RealtimeTranslator } from './realtime-translator.ts';
import { openVendorSocket } from './vendor-socket.ts';

export interface RealtimeSessionOptions {
  readonly provider: string;
  readonly translator: RealtimeTranslator;
  readonly request: RealtimeRequest;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly outlet?: Outlet | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  on(event: RealtimeEvent): void;
  /** The session holds no socket any more. */
  onEnd?(): void;
  /** What the closing means, where the vendor says why only there; `null`: a lost connection. */
  hungUp?(code: number, reason: string): ModelError | null;
}

/** From the first message to the vendor's `ready`. */
const READY_MS: Millis = 8000;
/** Audio goes out in messages of 40 ms: half the messages of 20 ms, and too short to be noticed. */
const BATCH: Samples = 320;

export function openRealtimeSession(options: RealtimeSessionOptions): RealtimeSession {
  const { provider, translator, request, clock, logger } = options;
  const gate = new SpeechGate();
  const waiting: RealtimeCommand[] = [];
  let batch: Pcm[] = [];
  let batched: Samples = 0;
  let state: 'configuring' | 'ready' | 'done' = 'configuring';

  const late = clock.after(READY_MS, () =>
    fail(broken('timeout', `${provider} did not begin the session in time.`)),
  );
  const socket = openVendorSocket({
    provider,
    url: options.url,
    headers: options.headers,
    outlet: options.outlet,
    clock,
    logger,
    onOpen: () => send({ type: 'configure', request }),
    onText: read,
    // One vendor sends its JSON in binary messages.
    onBinary: (bytes) => read(new TextDecoder().decode(bytes)),
    onFail: fail,
    ...(options.hungUp === undefined ? {} : { hungUp: options.hungUp }),
  });

  function broken(fault: ModelError['fault'], message: string, cause?: unknown): ModelError {
    return new ModelError({ provider, fault, message, cause });
  }

  function end(): boolean {
    if (state === 'done') return false;
    state = 'done';
    late.cancel();
    waiting.length = 0;
    batch = [];
    return true;
  }

  function fail(error: ModelError): void {
    if (!end()) return;
    socket.close();
    options.onEnd?.();
    options.on({ type: 'failed', error });
  }

  function read(raw: string): void {
    let events: RealtimeEvent[];
    try {
      events = translator.decode(raw);
    } catch (thrown) {
      const unreadable = `${provider} sent something that cannot be read: ${errorText(thrown)}.`;
      return fail(thrown instanceof ModelError ? thrown : broken('protocol', unreadable, thrown));
    }
    for (const event of events) {
      if (state === 'done') return;
      if (event.type === 'failed') return fail(event.error);
      if (event.type === 'ready') begin();
      options.on(event);
    }
    settle();
  }

  function begin(): void {
    state = 'ready';
    late.cancel();
    for (const command of waiting.splice(0)) send(command);
  }

  function send(command: RealtimeCommand): void {
    for (const message of translator.encode(command)) socket.send(message);
    settle();
  }

  function settle(): void {
    if (state === 'done') return;
    const { messages, remarks } = translator.takeDue();
    for (const message of messages) socket.send(message);
    for (const remark of remarks) logger.info('realtime-remark', { provider, remark });
  }

  function tell(command: RealtimeCommand): void {
    if (state === 'done') return;
    if (state === 'configuring') waiting.push(command);
    else send(command);
  }

  function hear(pieces: readonly Pcm[]): void {
    for (const pcm of pieces) {
      batch.push(pcm.slice());
      batched += pcm.length;
    }
    if (batched >= BATCH) flush();
  }

  /** What is spoken goes before what is decided about it. */
  function flush(): void {
    if (batched === 0) return;
    const pcm = new Int16Array(batched);
    let at = 0;
    for (const piece of batch.splice(0)) {
      pcm.set(piece, at);
      at += piece.length;
    }
    batched = 0;
    tell({ type: 'audio', pcm });
  }

  function decide(command: RealtimeCommand): void {
    flush();
    tell(command);
  }

  return {
    write(pcm) {
      if (state !== 'done') hear(gate.push(pcm));
    },
    speechStarted() {
      decide({ type: 'speech-started' });
      hear(gate.open());
    },
    speechEnded: () => decide({ type: 'speech-ended' }),
    respond(instructions) {
      decide({ type: 'respond', instructions });
      gate.close();
    },
    inform: (text) => decide({ type: 'inform', text }),
    toolResult: (call, result) => decide({ type: 'tool-result', call, result }),
    cancel: () => decide({ type: 'cancel' }),
    truncate: (item, heardMs) => decide({ type: 'truncate', item, heardMs }),
    instruct: (instructions) => decide({ type: 'instruct', instructions }),
    close() {
      if (!end()) return;
      socket.close();
      options.onEnd?.();
    },
  };
}
