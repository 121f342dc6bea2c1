/** Onset and hangover: turns the detector's verdict on each 20 ms frame into speech that starts and ends. */
import { FRAME_SAMPLES, LINE_RATE, type Samples } from '../line.ts';
import type { LineEffect, Step } from './step.ts';

export interface SpeechSettings {
  /** Speech frames, a single miss between them allowed, that make an onset, ms. */
  readonly onsetMs: number;
  /** Silence that ends speech, ms; bridges the detector's misses and short pauses between words. */
  readonly hangoverMs: number;
}

export const defaultSpeechSettings: SpeechSettings = { onsetMs: 60, hangoverMs: 200 };

export interface SpeechState {
  readonly phase: 'silent' | 'onset' | 'speaking';
  /** First sample of the first speech frame of the run. */
  readonly start: Samples;
  /** The sample after its last speech frame. */
  readonly end: Samples;
  /** Samples of frames with speech in the run, its quiet tails left out; what barge-in measures. */
  readonly voiced: Samples;
}

export const silentSpeech: SpeechState = { phase: 'silent', start: 0, end: 0, voiced: 0 };

/** The verdict on one frame of 160 samples that begins at `start`. Frames come in order. */
export interface FrameVerdict {
  readonly start: Samples;
  readonly speech: boolean;
  /** No louder than the line's background: what a detector calls speech by its own hangover. */
  readonly quiet?: boolean;
}

/** Quiet frames behind speech that are taken for the detector's hangover (up to 6 frames in libfvad); more is speech. */
const DETECTOR_TAIL = 8 * FRAME_SAMPLES;

/** Misses that do not undo an onset. */
const ONSET_GAP = FRAME_SAMPLES;

export function stepSpeech(
  state: SpeechState,
  frame: FrameVerdict,
  settings: SpeechSettings,
): Step<SpeechState> {
  const end = frame.start + FRAME_SAMPLES;
  if (state.phase === 'speaking') {
    if (frame.speech && frame.quiet === true && end - state.end <= DETECTOR_TAIL) return quiet(state);
    if (frame.speech) return quiet({ ...state, end, voiced: state.voiced + FRAME_SAMPLES });
    if (end - state.end < toSamples(settings.hangoverMs)) return quiet(state);
    const effect: LineEffect = { type: 'speech-ended', start: state.start, end: state.end };
    return { state: silentSpeech, effects: [effect] };
  }
  if (!frame.speech || frame.quiet === true) {
    return quiet(state.phase === 'onset' && end - state.end > ONSET_GAP ? silentSpeech : state);
  }
  const run: SpeechState =
    state.phase === 'onset'
      ? { ...state, end, voiced: state.voiced + FRAME_SAMPLES }
      : { phase: 'onset', start: frame.start, end, voiced: FRAME_SAMPLES };
  if (run.voiced < toSamples(settings.onsetMs)) return quiet(run);
  return { state: { ...run, phase: 'speaking' }, effects: [{ type: 'speech-started', start: run.start }] };
}

function quiet(state: SpeechState): Step<SpeechState> {
  return { state, effects: [] };
}

/** Milliseconds as samples of the line. */
export function toSamples(ms: number): Samples {
  return Math.round((ms * LINE_RATE) / 1000);
}
