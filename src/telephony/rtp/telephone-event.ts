/** Keys as named events (RFC 4733): payload, the packets of one key, and reading keys once each. */
import { FRAME_SAMPLES, KEY_TONE_FRAMES, KEY_FRAMES, LINE_RATE } from '#audio';

/** Event codes 0 to 15 (RFC 4733, table 3). */
const KEYS = '0123456789*#ABCD';
/** Level that we claim, dB below 0 dBm0; RFC 4733, 2.3.4 wants tones between 0 and -36 accepted. */
const VOLUME = 10;
/** Silence within an event that has no end packet, after which it is over (2.5.2.2: lost end packets), ms. */
const EVENT_TIMEOUT_MS = 200;

/** The four octets (2.3). */
export interface TelephoneEvent {
  readonly event: number;
  readonly end: boolean;
  readonly volume: number;
  /** Timestamp units since the event's begin. */
  readonly duration: number;
}

/** Reads the payload; `null` when shorter than four octets. */
export function parseTelephoneEvent(payload: Uint8Array): TelephoneEvent | null {
  if (payload.length < 4) return null;
  return {
    event: payload[0]!,
    end: (payload[1]! & 0x80) !== 0,
    volume: payload[1]! & 0x3f,
    duration: (payload[2]! << 8) | payload[3]!,
  };
}

export function printTelephoneEvent({ event, end, volume, duration }: TelephoneEvent): Uint8Array {
  return Uint8Array.of(event, (end ? 0x80 : 0) | (volume & 0x3f), duration >> 8, duration & 0xff);
}

/** What leaves in one 20 ms frame of a key. */
export interface KeyPacket {
  readonly payload: Uint8Array;
  /** On the first packet of the event (2.5.1.1). */
  readonly marker: boolean;
  /** Samples that the RTP timestamp lies behind the frame: all packets of an event carry its begin (2.5.1.2). */
  readonly behind: number;
}

/**
 * The packet of frame `index` of a key (0 to `KEY_FRAMES` - 1), or `null` where nothing leaves. The end is sent three
 * times in all (2.5.1.4). @param scale timestamp units in a sample of the line: 1 at 8 kHz, 6 beside Opus
 */
export function keyPacket(digit: string, index: number, scale = 1): KeyPacket | null {
  const event = KEYS.indexOf(digit);
  if (event < 0 || index >= KEY_FRAMES - 1) return null;
  const duration = Math.min(index + 1, KEY_TONE_FRAMES) * FRAME_SAMPLES * scale;
  const end = index + 1 >= KEY_TONE_FRAMES;
  return {
    payload: printTelephoneEvent({ event, end, volume: VOLUME, duration }),
    marker: index === 0,
    behind: index * FRAME_SAMPLES,
  };
}

/** A key that the far end pressed. */
export interface ReceivedKey {
  readonly digit: string;
  readonly durationMs: number;
}

interface Running {
  readonly timestamp: number;
  readonly event: number;
  readonly duration: number;
  readonly lastAt: number;
  readonly reported: boolean;
}

/** Reads events: one key each, whatever is repeated or lost. Times are ms of any monotonic clock. */
export class KeyReceiver {
  #running: Running | null = null;

  /** A packet of the event that began at RTP time `timestamp`. @returns keys that are complete now. */
  take(event: TelephoneEvent, timestamp: number, now: number): ReceivedKey[] {
    const keys: ReceivedKey[] = [];
    if (event.event >= KEYS.length) return keys;
    let running = this.#running;
    // 2.5.1.2: a new timestamp is a new event; one that is still open ends unheard.
    if (!running || running.timestamp !== timestamp || running.event !== event.event) {
      // A straggler of the event before: its timestamp is older, and it was told already.
      if (running && (timestamp - running.timestamp) >>> 0 >= 0x8000_0000) return keys;
      if (running) this.#report(running, keys);
      running = { timestamp, event: event.event, duration: 0, lastAt: now, reported: false };
    }
    // 2.5.1.3: durations grow; a late update must not shorten it.
    running = { ...running, duration: Math.max(running.duration, event.duration), lastAt: now };
    if (event.end) this.#report(running, keys);
    this.#running = event.end ? { ...running, reported: true } : running;
    return keys;
  }

  /** Ends an event whose end packets were lost. */
  tick(now: number): ReceivedKey[] {
    const keys: ReceivedKey[] = [];
    const running = this.#running;
    if (running && !running.reported && now - running.lastAt >= EVENT_TIMEOUT_MS) {
      this.#report(running, keys);
      this.#running = { ...running, reported: true };
    }
    return keys;
  }

  /**
   * Another source, or one that began anew: its timestamps have nothing to do with those before (RFC 3550, 5.1), so that
   * none of its events is a straggler. @returns the key that was open
   */
  restart(): ReceivedKey[] {
    const keys: ReceivedKey[] = [];
    if (this.#running) this.#report(this.#running, keys);
    this.#running = null;
    return keys;
  }

  /** Is a key down? */
  get active(): boolean {
    return this.#running !== null && !this.#running.reported;
  }

  #report(running: Running, keys: ReceivedKey[]): void {
    if (running.reported) return;
    keys.push({ digit: KEYS[running.event]!, durationMs: (running.duration * 1000) / LINE_RATE });
  }
}
