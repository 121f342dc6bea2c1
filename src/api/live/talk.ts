/** One WebSocket at one running call: audio out, events beside, an operator's audio and words in. */
import type { CallCommand, CallEvent, CallMonitor } from '#domain';
import { AppError, errorText, type Clock, type Logger, type Millis, type Timer } from '#kernel';
import type { RawData, WebSocket } from 'ws';
import { eventView } from '../native/calls/events/view.ts';
import { fromOperator, toListener, type LiveFormat } from './frames.ts';
import type { Speak } from './ticket.ts';

const READ_EVERY_MS: Millis = 40;
/** A reader that has so much before it is slow: what comes is dropped, counted, and told once it is ready again. */
const MOST_BUFFERED = 64 * 1024;
/** Who has not answered a ping until the next one is gone without a word (RFC 6455, section 5.5.2). */
const PING_EVERY_MS: Millis = 15_000;
const TEXT_MOST = 20_000;

export interface LiveTalk {
  readonly socket: Pick<WebSocket, 'send' | 'close' | 'terminate' | 'on' | 'ping' | 'bufferedAmount'>;
  readonly monitor: CallMonitor;
  readonly format: LiveFormat;
  readonly speak: Speak;
  readonly events: (signal: AbortSignal) => AsyncIterable<CallEvent>;
  readonly control: (command: CallCommand) => Promise<unknown>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Runs until the socket closes or the call ends; then nothing of it is left. */
export function runTalk({ socket, monitor, format, speak, events, control, clock, logger }: LiveTalk): void {
  const over = new AbortController();
  let next = Math.max(0, monitor.position());
  let dropped = 0;
  let timer: Timer | null = null;
  let pingAt = clock.monotonic() + PING_EVERY_MS;
  let isThere = true;
  const say = (message: object): void => {
    if (!over.signal.aborted) socket.send(JSON.stringify(message));
  };
  const stop = (code: number, reason: string): void => {
    if (over.signal.aborted) return;
    if (code !== 0) socket.close(code, reason);
    over.abort();
    timer?.cancel();
    monitor.close();
  };
  const read = (): void => {
    const audio = monitor.read(next);
    const pairs = audio.pcm.length / 2;
    if (pairs > 0) {
      next = audio.at + pairs;
      if (socket.bufferedAmount > MOST_BUFFERED) dropped += pairs;
      else {
        if (dropped > 0) say({ type: 'dropped', samples: dropped });
        dropped = 0;
        socket.send(toListener(audio, format));
      }
    }
    if (clock.monotonic() >= pingAt) {
      if (!isThere) {
        socket.terminate();
        return stop(0, '');
      }
      isThere = false;
      socket.ping();
      pingAt = clock.monotonic() + PING_EVERY_MS;
    }
    timer = clock.after(READ_EVERY_MS, read);
  };
  const takeOver = (): void => {
    if (monitor.takeOver()) say({ type: 'taken-over' });
    else
      say({
        type: 'refused',
        what: 'take-over',
        detail: 'Somebody else speaks, or a second leg is connected.',
      });
  };
  const obey = (message: Record<string, unknown>): void => {
    const { type, text } = message;
    if (type === 'take-over' && speak === 'takeover') takeOver();
    else if (type === 'hand-back' && speak === 'takeover') {
      monitor.handBack();
      say({ type: 'handed-back' });
    } else if (type === 'whisper' && speak !== 'no') whisper(text, message['respond'] === true);
    else say({ type: 'refused', what: String(type), detail: WORDS[speak] });
  };
  const whisper = (text: unknown, respond: boolean): void => {
    if (typeof text !== 'string' || text === '' || text.length > TEXT_MOST)
      return say({
        type: 'refused',
        what: 'whisper',
        detail: `\`text\` must be 1 to ${TEXT_MOST} characters.`,
      });
    control({ type: 'inform', text, respond }).then(
      () => say({ type: 'whispered' }),
      (thrown: unknown) => say({ type: 'refused', what: 'whisper', detail: detailOf(thrown) }),
    );
  };
  socket.on('message', (data: RawData, isBinary: boolean) => {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    if (isBinary && speak === 'takeover') return monitor.speak(fromOperator(bytes, format));
    const message = isBinary ? null : parsed(bytes.toString());
    if (message) obey(message);
    else say({ type: 'refused', what: isBinary ? 'audio' : 'message', detail: WORDS[speak] });
  });
  socket.on('pong', () => (isThere = true));
  socket.on('close', () => stop(0, ''));
  socket.on('error', (fault: Error) => {
    logger.debug('live-socket-failed', { fault: errorText(fault) });
    stop(0, '');
  });
  void monitor.ended.then(() => stop(1000, 'The call has ended.'));
  say({ type: 'listening', format, rate: 8000, channels: ['callee', 'agent'], at: next, speak });
  if (speak === 'takeover') takeOver();
  void tellEvents(events(over.signal), say).catch((thrown: unknown) => {
    logger.warn('live-events-failed', { fault: errorText(thrown) });
  });
  read();
}

const WORDS: Readonly<Record<Speak, string>> = {
  no: 'This connection only listens; connect with speak=whisper or speak=takeover.',
  whisper: 'Send {"type":"whisper","text":…} as text.',
  takeover:
    'Send audio as binary, and {"type":"take-over"}, {"type":"hand-back"} or {"type":"whisper","text":…} as text.',
};

async function tellEvents(events: AsyncIterable<CallEvent>, say: (message: object) => void): Promise<void> {
  for await (const event of events) say({ ...eventView(event), type: 'event', event: event.type });
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function detailOf(thrown: unknown): string {
  return thrown instanceof AppError ? thrown.message : 'It could not be told to the call.';
}
