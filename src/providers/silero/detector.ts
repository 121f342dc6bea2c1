/**
 * One call's detector over the Silero model: gathers frames, keeps the model's memory, turns probabilities into
 * speech. Source: https://github.com/snakers4/silero-vad (v5), whose own wrapper puts the last 32 samples (at 8 kHz)
 * before each window: without them it finds hardly any speech, and nothing complains.
 */
import type { Vad } from '#models';

/** Samples of a window at 8 kHz, and of the window before that go first. */
export const WINDOW = 256;
export const CONTEXT = 32;
/** Two layers, one call, 128 cells. */
export const STATE_CELLS = 2 * 1 * 128;

/** Speech begins above the first probability and ends below the second. */
const ON = 0.5;
const OFF = 0.35;
/** Windows that may wait for the model; a thread that is so late skips the oldest. */
const MOST_WAITING = 3;

/** What one window gave. */
export interface Judged {
  /** 0 to 1. */
  readonly probability: number;
  /** To be given with the next window. */
  readonly state: Float32Array;
}

/** Runs the model. @param input context and window, -1 to 1 */
export type Judge = (input: Float32Array, state: Float32Array) => Promise<Judged>;

/**
 * The model answers between two frames: a verdict is about the last whole window, up to 52 ms old. A window that fails
 * keeps the verdict; `onFault` is told.
 */
export function createDetector(judge: Judge, onFault: (cause: unknown) => void): Vad {
  const context = new Float32Array(CONTEXT);
  const window = new Float32Array(WINDOW);
  const waiting: Float32Array[] = [];
  let state: Float32Array = new Float32Array(STATE_CELLS);
  let filled = 0;
  let speech = false;
  let busy = false;
  let closed = false;

  function push(): void {
    const input = new Float32Array(CONTEXT + WINDOW);
    input.set(context);
    input.set(window, CONTEXT);
    context.set(window.subarray(WINDOW - CONTEXT));
    filled = 0;
    waiting.push(input);
    if (waiting.length > MOST_WAITING) waiting.shift();
    if (!busy) void work();
  }

  /** One window at a time: each needs the memory of the one before. */
  async function work(): Promise<void> {
    busy = true;
    // Closing empties what waits.
    for (let input = waiting.shift(); input; input = waiting.shift()) {
      try {
        const judged = await judge(input, state);
        state = judged.state;
        speech = judged.probability > (speech ? OFF : ON);
      } catch (cause) {
        onFault(cause);
      }
    }
    busy = false;
  }

  return {
    isSpeech(frame) {
      for (const sample of frame) {
        window[filled++] = sample / 32_768;
        if (filled === WINDOW) push();
      }
      return speech && !closed;
    },
    close() {
      closed = true;
      waiting.length = 0;
    },
  };
}
