/** Names call progress tones by pitch and rhythm (ITU-T E.180 and its supplement 2, T.30) as a pure machine. */
import type { LineTone } from '../line.ts';
import type { TonePitch } from './spectrum.ts';

const FRAME_MS = 20;

/** A stretch of one tone or of none, ms. */
interface Stretch {
  readonly pitch: TonePitch | null;
  readonly ms: number;
}

export interface CadenceState {
  readonly now: Stretch;
  /** The stretches before, oldest first. */
  readonly before: readonly Stretch[];
  /** What was named last, and how long that tone has been away; named again only after a pause. */
  readonly named: LineTone | null;
  readonly quietMs: number;
  /** How long the line has been much quieter than its last tone, ms. */
  readonly stillMs: number;
  /** Speech and the like so far, ms; counted to a second. */
  readonly voiceMs: number;
}

/** A frame without a tone: much quieter than the last tone, and loud enough to be speech. */
export interface Between {
  readonly still: boolean;
  readonly loud: boolean;
}

export const noCadence: CadenceState = {
  now: { pitch: null, ms: 0 },
  before: [],
  named: null,
  quietMs: 0,
  stillMs: 0,
  voiceMs: 0,
};

const KEPT = 8;
/** A tone is forgotten after this long without any, ms; longer than the pause of any ringback. */
const FORGET_MS = 6000;
/** Of a beep of 150 ms so much is seen as a steady tone. */
const SHORTEST_BEEP_MS = 80;
/** Longer ones at the pitch of ringback are ringback. */
const RING_MS = 660;
/** A voicemail's beep is not longer, ms. */
const BEEP_MS = 1300;
/** Quiet behind it that makes it one, ms; longer than any pause between the pulses of busy for the low ones. */
const STILL_MS = 160;
const PULSE_PAUSE_MS = 680;
const CED_MS = 1400;
/** Speech of this length came before, ms. */
const SPOKEN_MS = 200;
/** Pitches of one stretch differ at most by this, Hz. */
const TOLERANCE = 30;

/** The next 20 ms. @returns the new state and the tone that is now certain. */
export function stepCadence(
  state: CadenceState,
  pitch: TonePitch | null,
  between: Between = { still: true, loud: false },
): { readonly state: CadenceState; readonly tone: LineTone | null } {
  const { now } = state;
  const next = samePitch(now.pitch, pitch)
    ? { ...state, now: { pitch: now.pitch, ms: now.ms + FRAME_MS } }
    : { ...state, now: { pitch, ms: FRAME_MS }, before: keep(state.before, now) };
  const quietMs = pitch ? 0 : state.quietMs + FRAME_MS;
  const named = quietMs > FORGET_MS ? null : state.named;
  const stillMs = !pitch && between.still ? state.stillMs + FRAME_MS : 0;
  const voiceMs = Math.min(1000, state.voiceMs + (!pitch && between.loud && !between.still ? FRAME_MS : 0));
  const tone = nameTone(next.before, next.now, stillMs, voiceMs >= SPOKEN_MS);
  if (tone === null || tone === named)
    return { state: { ...next, named, quietMs, stillMs, voiceMs }, tone: null };
  return { state: { ...next, named: tone, quietMs, stillMs, voiceMs }, tone };
}

/** Stretches of a single frame are transitions, not part of a rhythm. */
function keep(before: readonly Stretch[], ended: Stretch): readonly Stretch[] {
  return ended.ms <= FRAME_MS ? before : [...before, ended].slice(-KEPT);
}

function samePitch(a: TonePitch | null, b: TonePitch | null): boolean {
  if (a === null || b === null) return a === b;
  // Two close frequencies beat and are seen now as one, now as two: the lower decides.
  return Math.abs(a[0] - b[0]) <= TOLERANCE;
}

function nameTone(
  before: readonly Stretch[],
  now: Stretch,
  stillMs: number,
  spoken: boolean,
): LineTone | null {
  if (now.pitch) {
    // T.30: CED lasts 2.6 to 4 s; a mailbox may beep at its pitch, but not for so long.
    if (isAt(now.pitch, 2100, 25) && now.ms >= CED_MS) return 'fax-ced';
    return isSpecialInformation(before, now) ? 'sit' : null;
  }
  // Just ended, or ended some time ago: rhythms are read in the pauses.
  const tone = before.at(-1);
  if (!tone?.pitch) return null;
  // Behind speech it is a mailbox's beep: a fax that calls says nothing before.
  if (!spoken && isAt(tone.pitch, 1100, 30) && within(tone.ms, 380, 640))
    return now.ms >= 200 ? 'fax-cng' : null;
  if (isProgress(tone.pitch))
    return progressTone(before, now) ?? (spoken && isLowBeep(before, tone, stillMs) ? 'beep' : null);
  return isBeep(before, tone, stillMs) ? 'beep' : null;
}

/** Frequencies of busy, congestion and ringback the world over, Hz. */
function isProgress(pitch: TonePitch): boolean {
  return pitch[0] >= 370 && pitch[0] <= 530 && (pitch[1] ?? 400) <= 660;
}

function progressTone(before: readonly Stretch[], now: Stretch): LineTone | null {
  const on = before.at(-1)!.ms;
  const off = before.at(-2);
  const earlier = before.at(-3);
  // E.180: ringback is 0.67 to 2.5 s on and 3 to 5 s off; no other tone sounds that long with a pause after it.
  if (isRing(before.at(-1)!.pitch!) && within(on, 700, 2600) && now.ms >= 700) return 'ringback';
  if (!off || off.pitch || !earlier?.pitch || !isProgress(earlier.pitch)) return null;
  // The double ring (0.4 s, 0.2 s pause, 0.4 s, 2 s pause).
  if (within(on, 340, 460) && within(off.ms, 140, 260) && now.ms >= 1000) return 'ringback';
  const even = Math.abs(on - earlier.ms) <= 80 && now.ms >= Math.min(off.ms, 300) - 60;
  if (!even) return null;
  if (within(on, 320, 640) && within(off.ms, 300, 640)) return 'busy';
  // E.180: congestion and reorder are the quick ones; three equal pulses keep a stutter from looking like one.
  const third = before.at(-5);
  if (within(on, 120, 319) && within(off.ms, 120, 340) && third?.pitch && Math.abs(third.ms - on) <= 80)
    return 'congestion';
  return null;
}

/** Three rising tones without a pause (E.180: 950, 1400, 1800 Hz, each within 50; North America a little apart). */
function isSpecialInformation(before: readonly Stretch[], now: Stretch): boolean {
  const tones = [...before.slice(-4).filter((stretch) => stretch.pitch !== null), now].slice(-3);
  if (tones.length < 3 || now.ms < 160) return false;
  const bands = [
    [890, 1010],
    [1320, 1460],
    [1730, 1850],
  ] as const;
  return tones.every(({ pitch, ms }, index) => {
    const [low, high] = bands[index]!;
    return within(pitch![0], low, high) && ms >= 140 && ms <= 440;
  });
}

/** A voicemail's beep: a clear tone of one or two frequencies after something else, then silence. */
function isBeep(before: readonly Stretch[], tone: Stretch, stillMs: number): boolean {
  const [low, high = low] = tone.pitch!;
  return (
    isAlone(before) &&
    within(tone.ms, SHORTEST_BEEP_MS, BEEP_MS) &&
    low >= 390 &&
    high <= 2130 &&
    stillMs >= STILL_MS
  );
}

/** One at the pitch of call progress: behind speech, and longer alone than any pulse of busy would be. */
function isLowBeep(before: readonly Stretch[], tone: Stretch, stillMs: number): boolean {
  const longest = isRing(tone.pitch!) ? RING_MS : BEEP_MS;
  return isAlone(before) && within(tone.ms, SHORTEST_BEEP_MS, longest) && stillMs >= PULSE_PAUSE_MS;
}

/** Nothing before the tone, a pause, or the short quiet with which the call began. */
function isAlone(before: readonly Stretch[]): boolean {
  const earlier = before.at(-2);
  return !earlier || (earlier.pitch === null && (earlier.ms >= 200 || before.length === 2));
}

/** Ringback the world over has two frequencies, or one of 400 to 450 Hz (ITU-T E.180 supplement 2). */
function isRing(pitch: TonePitch): boolean {
  return pitch.length === 2 || pitch[0] <= 457;
}

function isAt(pitch: TonePitch, frequency: number, tolerance: number): boolean {
  return pitch.length === 1 && Math.abs(pitch[0] - frequency) <= tolerance;
}

function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}
