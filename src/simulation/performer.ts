/** Plays a script on a line: turns the line's events into the machine's inputs, and its effects into sound. */
import { LINE_RATE, tone, toneSpecs, type AudioLine, type Pcm } from '#audio';
import type { TtsModel } from '#models';
import type { ScriptLine } from './behaviour.ts';
import { stepScript, type ScriptEffect, type ScriptInput, type ScriptState } from './script-machine.ts';

const DELAY_ALARM = 'script-delay';
/** Fax tones and the like sound so long. */
const TONE_MS = 3200;
const BEEP = { hz: 1000, ms: 450, amplitude: 8000 } as const;

/** The sound of each line, made before the answer so that the callee reacts at once; null for keys. */
export type ScriptSound = readonly (Pcm | null)[];

/** Speaks every line. @throws ModelError when the voice fails. */
export async function prepareScript(
  script: readonly ScriptLine[],
  tts: TtsModel,
  voice: string,
  signal: AbortSignal,
): Promise<ScriptSound> {
  const sounds: (Pcm | null)[] = [];
  for (const line of script) {
    if (line.beep) sounds.push(beep());
    else if (line.tone) sounds.push(tone(toneSpecs[line.tone], TONE_MS));
    else if (line.say === undefined) sounds.push(null);
    else sounds.push(await speak(line.say, tts, voice, signal));
  }
  return sounds;
}

/** Follows `state.script` from now (sample 0 of a started line) on; `hangUp` is called at the script's end, if it says so. */
export function performScript(
  line: AudioLine,
  begin: ScriptState,
  sound: ScriptSound,
  hangUp: () => void,
): void {
  let state = begin;
  const take = (input: ScriptInput): void => {
    const step = stepScript(state, input);
    state = step.state;
    step.effects.forEach(act);
  };
  const act = (effect: ScriptEffect): void => {
    if (effect.type === 'wait') line.setAlarm(DELAY_ALARM, effect.until);
    else if (effect.type === 'stop-waiting') line.clearAlarm(DELAY_ALARM);
    else if (effect.type === 'hang-up') hangUp();
    else if (effect.type === 'cut') line.cut();
    else perform(effect.line);
  };
  const perform = (index: number): void => {
    const pcm = sound[index];
    if (pcm) return line.play({ utteranceId: `line-${index}`, pcm, last: true });
    line.sendDigits(state.script[index]?.keys ?? '');
    take({ type: 'line-ended', at: line.position() });
  };
  line.events.on('speech-started', ({ start }) => take({ type: 'agent-started', at: start }));
  line.events.on('speech-ended', ({ end }) => take({ type: 'agent-stopped', at: end }));
  line.events.on('utterance-ended', ({ at }) => take({ type: 'line-ended', at }));
  line.events.on('alarm-reached', ({ name, at }) => {
    if (name === DELAY_ALARM) take({ type: 'delay-passed', at });
  });
  line.events.on('dtmf-received', ({ digit, at }) => take({ type: 'key-pressed', key: digit, at }));
  take({ type: 'answered', at: 0 });
}

async function speak(text: string, tts: TtsModel, voice: string, signal: AbortSignal): Promise<Pcm> {
  const parts: Pcm[] = [];
  for await (const { pcm } of tts.speak({ text, voice, language: 'en-US', speed: 1 }, signal))
    parts.push(pcm);
  const whole = new Int16Array(parts.reduce((length, pcm) => length + pcm.length, 0));
  let at = 0;
  for (const pcm of parts) {
    whole.set(pcm, at);
    at += pcm.length;
  }
  return whole;
}

function beep(): Pcm {
  return Int16Array.from({ length: (BEEP.ms * LINE_RATE) / 1000 }, (_, i) =>
    Math.round(BEEP.amplitude * Math.sin((2 * Math.PI * BEEP.hz * i) / LINE_RATE)),
  );
}
