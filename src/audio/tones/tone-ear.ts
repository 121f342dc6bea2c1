/** All tone detectors of one call: what is a tone is no speech, whatever a detector of voice says of it. */
import { FRAME_SAMPLES, type LineTone, type Pcm } from '../line.ts';
import { noCadence, stepCadence } from './cadence.ts';
import { energyOf } from './goertzel.ts';
import { KeyDetector, type HeardKey } from './key-detector.ts';
import { ToneSpectrum, type TonePitch } from './spectrum.ts';

/** What a frame showed. */
export interface ToneVerdict {
  /** The frame is part of a tone. */
  readonly tonal: boolean;
  /** A call progress tone became certain with this frame. */
  readonly tone: LineTone | null;
  /** A key ended with this frame. */
  readonly key: HeardKey | null;
}

/** Pitch of a tone wanders at most by this from frame to frame, Hz. */
const STEADY_HZ = 8;
/** Frames in a row that make a tone. */
const STEADY_FRAMES = 2;
/** A suspicion that is not confirmed after so many frames is dropped. */
const SUSPECT_FRAMES = 7;
/** Loud frames that are no tone, of late, after which a pure vowel is no longer suspected. */
const VOICE_FRAMES = 3;
/** Frames after a tone's end in which quiet still belongs to it: detectors of voice go on for a while (hangover). */
const TAIL_FRAMES = 12;
/** Mean square of a quiet frame, about -46 dBFS. */
const QUIET = 2.6e4;

/** Energy of a frame that speech has and a line's noise has not, about -38 dBFS. */
const VOICE = 1.7e5 * 160;
/** Behind a beep it is quieter than the beep by 8 dB, whatever the line's noise. */
const STILL = 0.16;
/** A softer tone is one of its own after a few frames. */
const DECAY = 0.7;

export class ToneEar {
  readonly #spectrum = new ToneSpectrum();
  readonly #keys = new KeyDetector();
  #cadence = noCadence;
  #pitch: TonePitch | null = null;
  #steady = 0;
  #suspected = 0;
  /** Loud frames without tone; falls again in quiet. */
  #voice = 0;
  #tail = 0;
  /** Energy of the last tone's frames. */
  #level = 0;

  /** The next frame of 160 samples. @param energy theirs */
  hear(frame: Pcm, energy = energyOf(frame)): ToneVerdict {
    const loud = this.#spectrum.hear(frame, energy);
    const pitch = loud ? this.#spectrum.pitch() : null;
    this.#steady = pitch && this.#pitch && steady(pitch, this.#pitch) ? this.#steady + 1 : pitch ? 1 : 0;
    this.#pitch = pitch;
    const key = this.#keys.hear(frame, energy);
    const isTone = this.#steady >= STEADY_FRAMES || this.#keys.active;
    const tonal = isTone || this.#isSuspect(loud) || this.#isTail(energy);
    if (isTone) this.#tail = TAIL_FRAMES;
    if (isTone) this.#voice = 0;
    else if (loud && !tonal) this.#voice = Math.min(10, this.#voice + 1);
    else if (!loud) this.#voice = Math.max(0, this.#voice - 0.2);
    if (isTone && pitch) this.#level = Math.max(energy, this.#level * DECAY);
    const still = energy < this.#level * STILL;
    const named = isTone && !this.#keys.active ? pitch : null;
    const { state, tone } = stepCadence(this.#cadence, named, { still, loud: energy > VOICE && !tonal });
    this.#cadence = state;
    return { tonal, tone, key };
  }

  /** Out of silence comes something pure: it is no speech until 64 ms of it have been judged. */
  #isSuspect(loud: boolean): boolean {
    if (!loud || this.#voice >= VOICE_FRAMES || !(this.#pitch || this.#spectrum.suspect())) {
      this.#suspected = 0;
      return false;
    }
    return ++this.#suspected <= SUSPECT_FRAMES;
  }

  /** The first frame after a tone, in which it stops, and quiet ones soon after. */
  #isTail(energy: number): boolean {
    if (this.#tail <= 0) return false;
    const first = this.#tail-- === TAIL_FRAMES;
    return first || energy < QUIET * FRAME_SAMPLES;
  }
}

function steady(a: TonePitch, b: TonePitch): boolean {
  return (
    Math.abs(a[0] - b[0]) <= STEADY_HZ || (a.length === 2 && Math.abs(a[1] - (b[1] ?? b[0])) <= STEADY_HZ)
  );
}
