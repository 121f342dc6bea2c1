/**
 * One key, once: peers send keys as RFC 4733 events, by signalling (INFO), as tones in the audio, or several ways at
 * once. A tone is held back for a moment where events were agreed, and dropped when the event of that key comes beside
 * it; of an event and an INFO of the same key the first counts.
 */
import { toSamples, type Samples } from '#audio';
import type { ReceivedKey } from '../rtp/telephone-event.ts';

/** How far an event and the tone of the same key may lie apart, samples. */
const BESIDE = toSamples(300);

export class KeyMerge {
  readonly #report: (key: ReceivedKey, at: Samples, inBand: boolean) => void;
  #eventsAgreed = false;
  #lastEvent: { digit: string; at: Samples; by: 'event' | 'signalling' } | null = null;
  #waiting: { key: ReceivedKey; at: Samples }[] = [];

  constructor(report: (key: ReceivedKey, at: Samples, inBand: boolean) => void) {
    this.#report = report;
  }

  set eventsAgreed(agreed: boolean) {
    this.#eventsAgreed = agreed;
  }

  /** A key came as an event. */
  event(key: ReceivedKey, at: Samples): void {
    this.#told(key, at, 'event');
  }

  /** A key came by signalling. */
  relayed(key: ReceivedKey, at: Samples): void {
    this.#told(key, at, 'signalling');
  }

  /** A key was heard as a tone that just ended. */
  tone(key: ReceivedKey, at: Samples): void {
    if (!this.#eventsAgreed) this.#report(key, at, true);
    else if (this.#lastEvent?.digit !== key.digit || at - this.#lastEvent.at > BESIDE)
      this.#waiting.push({ key, at });
  }

  tick(at: Samples): void {
    while (this.#waiting[0] && at - this.#waiting[0].at >= BESIDE) {
      this.#report(this.#waiting.shift()!.key, at, true);
    }
  }

  #told(key: ReceivedKey, at: Samples, by: 'event' | 'signalling'): void {
    this.#waiting = this.#waiting.filter((tone) => tone.key.digit !== key.digit);
    const last = this.#lastEvent;
    if (last && last.by !== by && last.digit === key.digit && at - last.at <= BESIDE) return;
    this.#lastEvent = { digit: key.digit, at, by };
    this.#report(key, at, false);
  }
}
