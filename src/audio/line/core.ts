/**
 * The deciding part of a line: playout, speech, barge-in and alarms on one sample clock, events numbered.
 * It has no clock and no socket; whoever owns it ticks it every 20 ms and hands it what was heard.
 */
import { BackgroundSound } from '../background.ts';
import type { Background, BargeInSettings, LineTone, Pcm, Samples, Segment } from '../line.ts';
import {
  emptyPlayout,
  isSpeaking,
  pullFrame,
  stepPlayout,
  type KeyFrame,
  type PlayoutInput,
} from './playout.ts';
import { silentSpeech, stepSpeech, toSamples, type FrameVerdict, type SpeechSettings } from './speech.ts';
import type { LineEffect, LineEvent } from './step.ts';

/** What a line can be told; plain data, so that it crosses threads. */
export type LineCommand =
  | { readonly type: 'play'; readonly segment: Segment }
  | { readonly type: 'keys'; readonly digits: string }
  | { readonly type: 'hold' }
  | { readonly type: 'resume' }
  | { readonly type: 'keep' }
  | { readonly type: 'cut' }
  | { readonly type: 'barge-in'; readonly settings: BargeInSettings }
  | { readonly type: 'background'; readonly background: Background | null }
  | {
      readonly type: 'set-alarm';
      readonly name: string;
      readonly at: Samples;
      readonly unlessOnset?: boolean;
    }
  | { readonly type: 'clear-alarm'; readonly name: string };

export class LineCore {
  readonly #settings: SpeechSettings;
  readonly #emit: (event: LineEvent) => void;
  readonly #alarms = new Map<string, { readonly due: Samples; readonly unlessOnset: boolean }>();
  #playout = emptyPlayout;
  #speech = silentSpeech;
  #bargeIn: BargeInSettings = { enabled: false, onsetMs: 200, confirmMs: 500 };
  /** Voiced samples of the run of speech that a `keep` has forgiven. */
  #forgiven: Samples = 0;
  #nextAlarm: Samples = Infinity;
  #background: BackgroundSound | null = null;
  #seq = 0;
  #at: Samples = 0;

  constructor(settings: SpeechSettings, emit: (event: LineEvent) => void) {
    this.#settings = settings;
    this.#emit = emit;
  }

  /** Takes a command at position `at`. */
  command(command: LineCommand, at: Samples): void {
    switch (command.type) {
      case 'barge-in':
        this.#bargeIn = command.settings;
        return;
      case 'background':
        this.#background = command.background && new BackgroundSound(command.background);
        return;
      case 'set-alarm':
        this.#alarms.set(command.name, { due: command.at, unlessOnset: command.unlessOnset === true });
        this.#nextAlarm = Math.min(this.#nextAlarm, command.at);
        return;
      case 'clear-alarm':
        this.#alarms.delete(command.name);
        return;
      case 'keep':
        this.#forgiven = this.#speech.voiced;
        return;
      case 'cut':
        this.#stepPlayout({ type: 'cut', by: 'command' }, at);
        return;
      default:
        this.#stepPlayout(command, at);
    }
  }

  /** Alarms due by `at`, earliest first; cheap when there is none, so that it may be asked between ticks. */
  ring(at: Samples): void {
    if (this.#nextAlarm > at) return;
    const onset = this.#speech.phase === 'onset';
    for (const [name, { due, unlessOnset }] of [...this.#alarms].sort((a, b) => a[1].due - b[1].due)) {
      if (due > at) break;
      if (onset && unlessOnset) continue;
      this.#alarms.delete(name);
      this.#number({ type: 'alarm-reached', name }, at);
    }
    this.#nextAlarm = Math.min(Infinity, ...[...this.#alarms.values()].map(({ due }) => due));
  }

  /** One 20 ms tick: alarms, then what leaves goes into `out`; a frame of a key is named instead. */
  tick(at: Samples, out: Pcm): KeyFrame | null {
    this.ring(at);
    const { state, effects, key } = pullFrame(this.#playout, out);
    this.#playout = state;
    for (const effect of effects) this.#number(effect, at);
    return key;
  }

  /** Adds the background to the frame that leaves at `at`. */
  underlay(frame: Pcm, at: Samples): void {
    this.#background?.under(frame, at);
  }

  /** The detector's verdict on the next frame heard; may hold the playout, and cut it when the callee goes on. */
  hear(frame: FrameVerdict, at: Samples): void {
    const before = this.#speech.voiced;
    const { state, effects } = stepSpeech(this.#speech, frame, this.#settings);
    this.#speech = state;
    for (const effect of effects) this.#number(effect, at);
    const { voiced } = state;
    if (voiced < before) this.#forgiven = 0;
    const onset = toSamples(Math.max(this.#bargeIn.onsetMs, this.#settings.onsetMs));
    // Once a run of speech, when it has become long enough, so that a resume is not held again by the same words.
    if (this.#bargeIn.enabled && before < onset && voiced >= onset && isSpeaking(this.#playout))
      this.#stepPlayout({ type: 'hold' }, at);
    // While held only: what was resumed, or may not be interrupted, is for the conversation to cut.
    const confirmed = voiced > before && voiced - this.#forgiven >= toSamples(this.#bargeIn.confirmMs);
    if (this.#bargeIn.enabled && confirmed && this.#playout.hold === 'held')
      this.#stepPlayout({ type: 'cut', by: 'line' }, at);
  }

  /** Nothing of ours is being said, held or waiting: neither speech nor a key. */
  get idle(): boolean {
    const { current, queue, key } = this.#playout;
    return current === null && queue.length === 0 && key === null;
  }

  /** @param inBand it was heard as a tone */
  keyPressed(digit: string, durationMs: number, at: Samples, inBand = false): void {
    const heard = inBand ? { inBand } : {};
    this.#number({ type: 'dtmf-received', digit, durationMs, ...heard }, at);
  }

  toneDetected(tone: LineTone, at: Samples): void {
    this.#number({ type: 'tone-detected', tone }, at);
  }

  mediaLost(silentMs: number, at: Samples): void {
    this.#number({ type: 'media-lost', silentMs }, at);
  }

  #stepPlayout(input: PlayoutInput, at: Samples): void {
    const { state, effects } = stepPlayout(this.#playout, input);
    this.#playout = state;
    for (const effect of effects) this.#number(effect, at);
  }

  /** `at` never runs backwards in the order of `seq`. */
  #number(effect: LineEffect, at: Samples): void {
    this.#at = Math.max(this.#at, at);
    this.#emit({ ...effect, seq: ++this.#seq, at: this.#at } as LineEvent);
  }
}
