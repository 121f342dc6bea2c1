/** Timer values of RFC 3261, 17 and Table 4. */
import type { Millis } from '#kernel';

export interface TimerValues {
  /** Round-trip estimate, 500 ms. */
  readonly t1: Millis;
  /** Longest retransmission interval of non-INVITE requests and INVITE responses, 4,000 ms. */
  readonly t2: Millis;
  /** Longest time that a message stays in the network, 5,000 ms. */
  readonly t4: Millis;
}

export const DEFAULT_TIMERS: TimerValues = { t1: 500, t2: 4_000, t4: 5_000 };

/** 17.1.1.2: Timer D is 0 over a stream, at least 32 s over UDP; it scales with T1 when a test shortens that. */
export function timerD({ t1 }: TimerValues, reliable: boolean): Millis {
  return reliable ? 0 : 64 * t1;
}

/** 17.1.2.2 and 17.2.1: Timers K and I are 0 over a stream, T4 over UDP. */
export function timerKorI({ t4 }: TimerValues, reliable: boolean): Millis {
  return reliable ? 0 : t4;
}

/** 17.2.2: Timer J is 0 over a stream, 64*T1 over UDP. */
export function timerJ({ t1 }: TimerValues, reliable: boolean): Millis {
  return reliable ? 0 : 64 * t1;
}
