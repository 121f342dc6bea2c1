/**
 * What a phone line offers a conversation, whoever implements it (the media session of a call, or a test).
 * Positions are samples at 8 kHz on the call's RTP clock; sample 0 is the answer and the recording's first sample.
 * The line is the clock of a conversation: its alarms are counted in samples, so that a replay needs no wall time.
 */
import type { Events } from '#kernel';

/** Samples a second of every line; other rates are resampled at its edges. */
export const LINE_RATE = 8000;
/** Samples in the 20 ms that one RTP packet carries (RFC 3551, section 4.2). */
export const FRAME_SAMPLES = 160;

/** A position on, or a length of, the line's sample clock (8 kHz). */
export type Samples = number;

/** Signed 16-bit PCM at 8 kHz, one channel. */
export type Pcm = Int16Array;

/** A run of audio that belongs to one utterance. Segments of one utterance play back to back, in order. */
export interface Segment {
  readonly utteranceId: string;
  readonly pcm: Pcm;
  /** The last of its utterance: when it has been played, `utterance-ended` follows. */
  readonly last: boolean;
}

/** A quiet sound behind what is played. */
export interface Background {
  /** `room`: air and a distant hum. `office`: also people who talk elsewhere, and some keys. `cafe`: more, and cups. */
  readonly sound: 'office' | 'cafe' | 'room';
  /** dBFS, root mean square over the loop. */
  readonly levelDb: number;
}

/** How the line itself reacts to the callee's voice while it speaks. */
export interface BargeInSettings {
  /** Hold the playout at the next tick after an onset of at least `onsetMs` of speech. */
  readonly enabled: boolean;
  /** Speech that counts as an onset, ms. */
  readonly onsetMs: number;
  /**
   * Held, the line cuts by itself when this much of the run of speech was voiced (pauses and the detector's tail not
   * counted), ms; a `keep` begins the count anew. Nobody else is needed for it, so that no stall makes it late.
   */
  readonly confirmMs: number;
}

/** Every event carries the line's own sequence number (from 1), which is the order of the log. */
interface LineInput {
  readonly seq: number;
  /** When it happened, in samples since the answer. */
  readonly at: Samples;
}

/** What a line reports. */
export interface LineEvents {
  /** Speech was detected; it began at `start` (earlier than `at` by the detector's delay). */
  'speech-started': LineInput & { readonly start: Samples };
  /** Speech stopped; `end` is its last sample (earlier than `at` by the detector's hangover). */
  'speech-ended': LineInput & { readonly start: Samples; readonly end: Samples };
  /** A key was pressed (RFC 4733 event or in-band tone); sent once a key. `digit` is one of 0-9 * # A-D. */
  'dtmf-received': LineInput & {
    readonly digit: string;
    readonly durationMs: number;
    /** It was heard as a tone in the audio, without an event beside it. */
    readonly inBand?: true;
  };
  /** A call progress tone was recognised. */
  'tone-detected': LineInput & { readonly tone: LineTone };
  /** The first sample of an utterance left. */
  'utterance-started': LineInput & { readonly utteranceId: string };
  /** The playout holds (silence goes out), `heard` samples of the utterance have left. */
  'playout-held': LineInput & { readonly utteranceId: string; readonly heard: Samples };
  'playout-resumed': LineInput & { readonly utteranceId: string };
  /** Everything of the utterance left (`cut: false`), or the rest was dropped; `heard` samples of it left. */
  'utterance-ended': LineInput & {
    readonly utteranceId: string;
    readonly heard: Samples;
    readonly cut: boolean;
    /** Who cut it: the line itself (a confirmed interruption) or the command `cut`. Absent when it was not cut. */
    readonly by?: 'line' | 'command';
  };
  /** An alarm set by `setAlarm` fell due; a real line tells it at most 5 ms late, without waiting for a tick. */
  'alarm-reached': LineInput & { readonly name: string };
  /** Nothing was received from the far end for `silentMs` (RTP time-out). */
  'media-lost': LineInput & { readonly silentMs: number };
}

/** Tones that our own detectors tell apart from speech. */
export type LineTone = 'busy' | 'congestion' | 'ringback' | 'sit' | 'fax-cng' | 'fax-ced' | 'beep';

export interface AlarmOptions {
  /**
   * Not while speech seems to begin: the alarm waits (60 ms at most as a rule) until the line knows, and comes after
   * `speech-started` if it does.
   */
  readonly unlessOnset?: boolean;
}

/** One call's audio, both ways. Methods never throw once the line is closed; they do nothing. */
export interface AudioLine {
  readonly events: Events<LineEvents>;
  /** Samples since the answer, as far as this thread knows (at most one tick old). */
  position(): Samples;
  /** Appends to the playout queue. */
  play(segment: Segment): void;
  /** Silence from the next tick on, keeping the place (a tentative barge-in). */
  hold(): void;
  /** Goes on where it was held. */
  resume(): void;
  /** What the callee is saying does not interrupt: the line's own count to `confirmMs` begins anew. */
  keep(): void;
  /** Drops everything queued, held or not; `utterance-ended {cut: true}` follows for each utterance in the queue. */
  cut(): void;
  /** Queues keys as RFC 4733 events, after what is being played; `w` is a pause of 0.5 s, `,` one of 2 s. */
  sendDigits(digits: string): void;
  setBargeIn(settings: BargeInSettings): void;
  /** From the next tick on this is heard under what is played and in its silence; not under another leg. */
  setBackground(background: Background | null): void;
  /** `alarm-reached {name}` at `at` or as soon after it as the line turns; replaces an earlier alarm of that name. */
  setAlarm(name: string, at: Samples, options?: AlarmOptions): void;
  clearAlarm(name: string): void;
  /**
   * The callee's audio from `from` (inclusive) to `to` (exclusive), as far as it is still kept (the last 30 s);
   * what is no longer or not yet there is left out at the ends.
   */
  heard(from: Samples, to: Samples): Pcm;
}
