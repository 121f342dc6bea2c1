/** Voice activity detection: one object a call, driven frame by frame on a media thread. */

/** A detector's verdict is about the frame just given. */
export interface Vad {
  /** @param frame 20 ms of PCM16 at 8 kHz (160 samples). @returns whether it holds speech. */
  isSpeech(frame: Int16Array): boolean;
  close(): void;
}

/** Makes detectors; loaded once a thread. */
export interface VadFactory {
  readonly contract: 1;
  readonly name: string;
  create(): Vad;
}
