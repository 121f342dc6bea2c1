/** Timer values of RFC 3261, 17 and Table 4, over UDP. */
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

/** 17.1.1.2: Timer D over UDP is at least 32 s; it scales with T1 when a test shortens that. */
export function timerD({ t1 }: TimerValues): Millis {
  return 64 * t1;
}
