/** The packets of one running call, kept from the moment on that somebody asks for them. */
import type { Call, CaptureRef } from '#domain';
import type { RecordingStore } from '#recording';
import { CallCapture, type MediaSession, type SipCall, type SipEndpoint } from '#telephony';

export interface CallTapParts {
  readonly sip: Pick<SipEndpoint, 'watch'>;
  readonly media: Traced;
}

type Traced = Pick<MediaSession, 'trace'>;

export class CallTap {
  readonly #parts: CallTapParts;
  /** Every attempt's, for one that began before anybody asked goes on afterwards. */
  readonly #callIds = new Set<string>();
  /** The call's own, and those of its second legs. */
  readonly #media: Set<Traced>;
  #capture: CallCapture | null = null;
  #stops: (() => void)[] = [];

  constructor(parts: CallTapParts) {
    this.#parts = parts;
    this.#media = new Set([parts.media]);
  }

  /** @returns whether it began; it may have before */
  begin(): boolean {
    if (this.#capture) return false;
    const capture = new CallCapture();
    this.#capture = capture;
    for (const callId of this.#callIds) this.#watch(callId);
    for (const media of this.#media) media.trace((packet) => capture.rtp(packet));
    return true;
  }

  /** Another attempt's signalling, before anything of it left. */
  attach({ identity }: Pick<SipCall, 'identity'>): void {
    if (this.#callIds.has(identity.callId)) return;
    this.#callIds.add(identity.callId);
    if (this.#capture) this.#watch(identity.callId);
  }

  /** Another leg's packets, until the returned function is called. */
  hear(media: Traced): () => void {
    this.#media.add(media);
    const capture = this.#capture;
    if (capture) media.trace((packet) => capture.rtp(packet));
    return () => {
      if (this.#media.delete(media) && this.#capture) media.trace(null);
    };
  }

  /** Ends it and keeps the file. @returns null: nobody asked */
  async keep(call: Call, recordings: Pick<RecordingStore, 'keepCapture'>): Promise<CaptureRef | null> {
    const capture = this.#capture;
    if (!capture) return null;
    for (const stop of this.#stops.splice(0)) stop();
    for (const media of this.#media) media.trace(null);
    return recordings.keepCapture(call, capture.bytes(), capture.leftOut);
  }

  #watch(callId: string): void {
    const capture = this.#capture!;
    this.#stops.push(this.#parts.sip.watch(callId, (packet) => capture.sip(packet)));
  }
}
