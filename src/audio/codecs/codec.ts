/** A codec as a phone call uses it: PCM of the line on one side, payloads of RTP on the other. */
import type { Pcm } from '../line.ts';

/** State of both directions of one call; stateless codecs may be shared. */
export interface LineCodec {
  /** As `a=rtpmap` spells it. */
  readonly name: 'PCMU' | 'PCMA' | 'G722' | 'opus' | 'L16';
  /** Each payload stands for itself, so that what comes behind a gap can be decoded before the gap is closed. */
  readonly stateless: boolean;
  /** Writes the payload of `pcm` (10 to 60 ms) to `out`, from `offset` on. @returns octets; 0: nothing need be sent. */
  encode(pcm: Pcm, out: Uint8Array, offset: number): number;
  /**
   * @param room memory that the samples may go to when they just fit; what is returned may be it
   * @returns no sample for a payload that is damaged.
   */
  decode(payload: Uint8Array, room?: Pcm): Pcm;
  /**
   * What a codec knows better than a waveform: `samples` in place of lost ones, and from `next`, the payload that
   * follows them, what it repeats of them. `null`: it cannot make so many.
   */
  conceal?(samples: number, next: Uint8Array | null): Pcm | null;
  /** Ends it; idempotent. */
  close?(): void;
}

/** Memory for so many samples: `room` when it has just this size, since memory of its own a packet keeps the collector busy. */
export function roomFor(samples: number, room?: Pcm): Pcm {
  return room?.length === samples ? room : new Int16Array(samples);
}
