/** For tests: a stream's events as they come, and sound to be heard. */
import type { SttStreamEvent } from '#models';

export interface Listening {
  readonly events: SttStreamEvent[];
  readonly on: (event: SttStreamEvent) => void;
  /** Resolves when as many events of a type were told. */
  until(type: SttStreamEvent['type'], count?: number): Promise<void>;
  /** Events of one type, in order. */
  of<T extends SttStreamEvent['type']>(type: T): Extract<SttStreamEvent, { type: T }>[];
}

export function listen(): Listening {
  const events: SttStreamEvent[] = [];
  const waiting: { type: string; count: number; resolve: () => void }[] = [];
  const count = (type: string): number => events.filter((event) => event.type === type).length;
  return {
    events,
    on(event) {
      events.push(event);
      for (const wait of waiting) if (count(wait.type) >= wait.count) wait.resolve();
    },
    until(type, wanted = 1) {
      if (count(type) >= wanted) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ type, count: wanted, resolve }));
    },
    of: (type) => events.filter((event) => event.type === type) as never,
  };
}

/** A loud tone, 8 kHz. */
export function sound(ms: number): Int16Array {
  return Int16Array.from({ length: ms * 8 }, (_, i) => Math.round(8000 * Math.sin(i / 3)));
}

export function silence(ms: number): Int16Array {
  return new Int16Array(ms * 8);
}

/** As the line gives it: frames of 20 ms. */
export function frames(pcm: Int16Array): Int16Array[] {
  return Array.from({ length: Math.ceil(pcm.length / 160) }, (_, i) => pcm.subarray(i * 160, (i + 1) * 160));
}
