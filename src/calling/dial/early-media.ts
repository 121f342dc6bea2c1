/**
 * What is heard before the answer: listened to for the network's tones and logged; never an answer, never spoken to, never
 * recorded.
 */
import type { LineTone } from '#audio';
import type { MediaSession, SipCall, SipCallEvents, SipEnding } from '#telephony';
import type { CallLog } from '../live/call-log.ts';

/** Tones that say why a call fails. */
const TELLING: ReadonlySet<LineTone> = new Set<LineTone>(['busy', 'congestion', 'sit']);
/** 199: that early dialog is over, the others ring on (RFC 6228, 4). */
const LEG_OVER = 199;

type Provisional = SipCallEvents['provisional'];

export class EarlyMedia {
  readonly #media: Pick<MediaSession, 'hearEarly' | 'events'>;
  readonly #log: Pick<CallLog, 'note'>;
  /** The last description of each leg, the newest last. */
  readonly #legs = new Map<string, string>();
  #heard: LineTone | undefined;
  #over = false;

  /** Follows one attempt until its answer or its end. */
  constructor(
    sip: Pick<SipCall, 'events'>,
    media: Pick<MediaSession, 'hearEarly' | 'events'>,
    log: Pick<CallLog, 'note'>,
  ) {
    this.#media = media;
    this.#log = log;
    const stop = media.events.on('tone-detected', ({ tone }) => this.#tone(tone));
    const over = (): void => {
      this.#over = true;
      stop();
    };
    sip.events.on('provisional', (event) => this.#provisional(event));
    sip.events.on('answered', over);
    sip.events.on('ended', over);
  }

  /**
   * What the callee described: in its 2xx, or before it. An unreliable response only foretells the answer (RFC 3261,
   * 13.2.1), but gateways leave it out of the 2xx all the same, and the callee has picked up.
   */
  answer(sdp: string | undefined): string {
    return sdp ?? [...this.#legs.values()].at(-1) ?? '';
  }

  /** The ending with the tone that foretold it, unless the call was answered. */
  toldBy(ending: SipEnding): SipEnding & { readonly heard?: LineTone } {
    return this.#heard === undefined ? ending : { ...ending, heard: this.#heard };
  }

  #provisional({ status, sdp, leg = '' }: Provisional): void {
    if (this.#over) return;
    if (sdp !== undefined) return this.#hear(leg, sdp, status);
    if (status !== LEG_OVER || !this.#legs.delete(leg)) return;
    const rest = [...this.#legs.values()].at(-1);
    if (rest !== undefined) this.#media.hearEarly(rest);
  }

  /** The last description is heard (RFC 3960, 3.2 leaves the choice among several). */
  #hear(leg: string, sdp: string, status: number): void {
    const isNew = !this.#legs.has(leg);
    this.#legs.delete(leg);
    this.#legs.set(leg, sdp);
    const taken = this.#media.hearEarly(sdp);
    if (!isNew) return;
    if (taken.ok) this.#log.note('early-media-started', { status, leg, codec: taken.codec });
    else this.#log.note('early-media-unusable', { status, leg, detail: taken.detail });
  }

  #tone(tone: LineTone): void {
    if (this.#over || this.#legs.size === 0) return;
    this.#log.note('early-tone-heard', { tone });
    if (TELLING.has(tone)) this.#heard = tone;
  }
}
