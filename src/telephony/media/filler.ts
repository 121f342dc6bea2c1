/** What goes out where we say nothing ourselves: silence, a soft ringing tone, or another leg. */
import { FRAME_SAMPLES, LINE_RATE, type Pcm, type Samples } from '#audio';
import type { FillWith } from './protocol.ts';
import { Bridge } from './bridge.ts';

export interface Filler {
  /** Puts 160 samples into the silent `frame` that leaves at `position`. */
  fill(frame: Pcm, position: Samples): void;
}

export function fillerOf(source: FillWith | null): Filler | null {
  if (source === null) return null;
  return source.kind === 'bridge' ? new Bridge(source.ring, source.waits) : new RingingTone();
}

/** Hz; one of the recommended ones (ITU-T E.180, 5.2: 400 to 450 Hz). */
const PITCH = 425;
/** Soft, about -36 dBFS: somebody is being told to wait, not called. */
const AMPLITUDE = 700;
/** 1 s of tone, 4 s of silence (E.180, 5.2: 0.67 to 1.5 s, 3 to 5 s). */
const SOUNDING: Samples = LINE_RATE;
const PERIOD: Samples = 5 * LINE_RATE;
/** In and out without a click: 10 ms. */
const RAMP: Samples = LINE_RATE / 100;

class RingingTone implements Filler {
  #from: Samples | null = null;

  fill(frame: Pcm, position: Samples): void {
    this.#from ??= position;
    const at = (position - this.#from) % PERIOD;
    if (at >= SOUNDING) return;
    for (let i = 0; i < FRAME_SAMPLES; i++) {
      const ramp = Math.min(1, (at + i) / RAMP, (SOUNDING - at - i) / RAMP);
      frame[i] = AMPLITUDE * Math.max(0, ramp) * Math.sin((2 * Math.PI * PITCH * (at + i)) / LINE_RATE);
    }
  }
}
