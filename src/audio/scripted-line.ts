/**
 * A line in virtual time for tests: the callee speaks and presses keys by script, what the agent plays is kept.
 * It runs the same machines as a real call (`line/core.ts`); only socket, codec and detector are missing.
 */
import { Emitter, type Events, type VirtualClock } from '#kernel';
import {
  FRAME_SAMPLES,
  LINE_RATE,
  type AlarmOptions,
  type AudioLine,
  type Background,
  type BargeInSettings,
  type LineEvents,
  type LineTone,
  type Pcm,
  type Samples,
  type Segment,
} from './line.ts';
import { LineCore, type LineCommand } from './line/core.ts';
import { HeardRing } from './line/heard-ring.ts';
import { NoiseFloor } from './line/noise-floor.ts';
import { defaultSpeechSettings, toSamples, type SpeechSettings } from './line/speech.ts';
import type { LineEvent } from './line/step.ts';

const TICK_MS = 20;
/** A frame of the script's PCM louder than this (mean square of 16-bit samples, about -50 dBFS) is speech. */
const SPEECH_POWER = 1e4;

export interface ScriptedLineOptions {
  readonly speech?: SpeechSettings;
  /** Moved along with the line, tick by tick, so that timers elsewhere fire in step. */
  readonly clock?: VirtualClock;
  /** A real detector for what is said as PCM, its tail taken off as in a call; absent: whatever is loud enough is speech. */
  readonly isSpeech?: (frame: Pcm) => boolean;
}

/**
 * @example
 * const line = new ScriptedLine({ clock });
 * line.speech(500, 1500);          // the callee speaks from 0.5 s to 1.5 s
 * await line.advance(2000);        // two seconds of the call pass
 * assert.deepEqual(line.log.map((event) => event.type), ['speech-started', 'speech-ended']);
 */
export class ScriptedLine implements AudioLine {
  /** Everything that the line reported, in order. */
  readonly log: LineEvent[] = [];
  /** Keys that the agent sent and that have gone out. */
  sentDigits = '';
  readonly #clock: VirtualClock | undefined;
  readonly #isSpeech: ScriptedLineOptions['isSpeech'];
  readonly #emitter = new Emitter<LineEvents>();
  readonly #core: LineCore;
  readonly #ring = new HeardRing();
  readonly #floor = new NoiseFloor();
  readonly #commands: LineCommand[] = [];
  readonly #script: { at: Samples; run: (at: Samples) => void }[] = [];
  readonly #speech: { start: Samples; end: Samples; pcm: Pcm | null }[] = [];
  readonly #played: Int16Array[] = [];
  #position: Samples = 0;
  #closed = false;

  constructor(options: ScriptedLineOptions = {}) {
    this.#clock = options.clock;
    this.#isSpeech = options.isSpeech;
    this.#core = new LineCore(options.speech ?? defaultSpeechSettings, (event) => {
      this.log.push(event);
      this.#emitter.emit(event.type, event as never);
    });
  }

  get events(): Events<LineEvents> {
    return this.#emitter;
  }

  position(): Samples {
    return this.#position;
  }

  play(segment: Segment): void {
    this.#commands.push({ type: 'play', segment });
  }

  hold(): void {
    this.#commands.push({ type: 'hold' });
  }

  resume(): void {
    this.#commands.push({ type: 'resume' });
  }

  keep(): void {
    this.#commands.push({ type: 'keep' });
  }

  cut(): void {
    this.#commands.push({ type: 'cut' });
  }

  sendDigits(digits: string): void {
    this.#commands.push({ type: 'keys', digits });
  }

  setBargeIn(settings: BargeInSettings): void {
    this.#commands.push({ type: 'barge-in', settings });
  }

  setBackground(background: Background | null): void {
    this.#commands.push({ type: 'background', background });
  }

  setAlarm(name: string, at: Samples, options: AlarmOptions = {}): void {
    this.#commands.push({ type: 'set-alarm', name, at, ...options });
  }

  clearAlarm(name: string): void {
    this.#commands.push({ type: 'clear-alarm', name });
  }

  heard(from: Samples, to: Samples): Pcm {
    return this.#ring.read(from, to);
  }

  /** From here on nothing happens any more, as on a line whose call ended. */
  close(): void {
    this.#closed = true;
  }

  /** The callee says `pcm` from `startMs` of the call on (default: now). @returns when it will have been said, ms. */
  say(pcm: Pcm, startMs = this.#now()): number {
    const start = toSamples(startMs);
    this.#speech.push({ start, end: start + pcm.length, pcm });
    return startMs + (pcm.length * 1000) / LINE_RATE;
  }

  /** The detector finds speech from `startMs` to `endMs` of the call; what is heard there is a hum. */
  speech(startMs: number, endMs: number): void {
    this.#speech.push({ start: toSamples(startMs), end: toSamples(endMs), pcm: null });
  }

  /** The callee presses a key, reported `atMs` into the call (default: at the next tick). */
  press(digit: string, atMs = this.#now(), durationMs = 100): void {
    this.#at(atMs, (at) => this.#core.keyPressed(digit, durationMs, at));
  }

  tone(tone: LineTone, atMs = this.#now()): void {
    this.#at(atMs, (at) => this.#core.toneDetected(tone, at));
  }

  loseMedia(silentMs: number, atMs = this.#now()): void {
    this.#at(atMs, (at) => this.#core.mediaLost(silentMs, at));
  }

  /** What left since the answer, silence included: the agent's side of the recording. */
  played(): Pcm {
    const pcm = new Int16Array(this.#played.length * FRAME_SAMPLES);
    this.#played.forEach((frame, index) => pcm.set(frame, index * FRAME_SAMPLES));
    return pcm;
  }

  /** Lets `ms` of the call pass (whole ticks of 20 ms); promises settle between ticks. */
  async advance(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= TICK_MS) {
      await settle();
      if (!this.#closed) this.#tick();
      await settle();
      await this.#clock?.advance(TICK_MS);
      this.#position += FRAME_SAMPLES;
    }
    await settle();
  }

  #tick(): void {
    const at = this.#position;
    for (const command of this.#commands.splice(0)) this.#core.command(command, at);
    this.#hear(at);
    for (let i = 0; i < this.#script.length;) {
      if (this.#script[i]!.at > at) i++;
      else this.#script.splice(i, 1)[0]!.run(at);
    }
    const out = new Int16Array(FRAME_SAMPLES);
    const key = this.#core.tick(at, out);
    if (!key) this.#core.underlay(out, at);
    if (key?.index === 0) this.sentDigits += key.digit;
    this.#played.push(out);
    this.#ring.position = at;
  }

  /** A frame is heard when it is complete: at position p the 160 samples before p. */
  #hear(at: Samples): void {
    const start = at - FRAME_SAMPLES;
    if (start < 0) return;
    const frame = new Int16Array(FRAME_SAMPLES);
    let speech = false;
    for (const span of this.#speech) {
      if (span.end <= start || span.start >= at) continue;
      for (let i = 0; i < FRAME_SAMPLES; i++) {
        const offset = start + i - span.start;
        if (offset < 0 || start + i >= span.end) continue;
        frame[i] = span.pcm ? span.pcm[offset]! : 1000 * Math.sin((2 * Math.PI * 150 * offset) / LINE_RATE);
      }
      const middle = start + FRAME_SAMPLES / 2;
      if (!span.pcm && span.start <= middle && middle < span.end) speech = true;
    }
    let quiet = false;
    if (this.#isSpeech) {
      const found = this.#isSpeech(frame);
      // As in a call: a detector's own hangover is no speech. What is scripted as speech is.
      quiet = this.#floor.isQuiet(frame, found) && !speech;
      speech ||= found;
    } else
      speech ||=
        this.#speech.some((span) => span.pcm && span.end > start && span.start < at) &&
        power(frame) > SPEECH_POWER;
    this.#ring.write(start, frame);
    this.#core.hear({ start, speech, quiet }, at);
  }

  #at(ms: number, run: (at: Samples) => void): void {
    this.#script.push({ at: toSamples(ms), run });
  }

  #now(): number {
    return (this.#position * 1000) / LINE_RATE;
  }
}

function power(frame: Pcm): number {
  let sum = 0;
  for (const sample of frame) sum += sample * sample;
  return sum / frame.length;
}

/** Lets every promise that can settle without the outside world settle. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
