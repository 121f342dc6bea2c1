/** Audio: PCM16 frames and the contract of a line; pure, no sockets. */
export {
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
export { prepareBackgrounds } from './background.ts';
export { Concealer } from './conceal.ts';
export type { LineCodec } from './codecs/codec.ts';
export { ComfortNoise } from './codecs/comfort-noise.ts';
export { aLaw, muLaw, type SampleCodec } from './codecs/g711.ts';
export { openCodec } from './codecs/open-codec.ts';
export { createOpus, prepareOpus, type OpusCodec, type OpusSettings } from './codecs/opus.ts';
export { LineCore, type LineCommand } from './line/core.ts';
export { EchoGuard } from './line/echo-guard.ts';
export { HeardRing } from './line/heard-ring.ts';
export { NoiseFloor } from './line/noise-floor.ts';
export { KEY_FRAMES, KEY_TONE_FRAMES, type KeyFrame } from './line/playout.ts';
export { defaultSpeechSettings, toSamples, type SpeechSettings } from './line/speech.ts';
export type { LineEvent } from './line/step.ts';
export { ScriptedLine, type ScriptedLineOptions } from './scripted-line.ts';
export { energyOf, Goertzel } from './tones/goertzel.ts';
export {
  keyTone,
  keyTones,
  sines,
  specialInformationTone,
  tone,
  toneSpecs,
  type ToneSpec,
} from './tones/generate.ts';
export { ToneEar, type ToneVerdict } from './tones/tone-ear.ts';
export { findClip, type ClipMatch } from './find-clip.ts';
export { clip, gain, levelDbfs, mix } from './level.ts';
export { resample, Resampler } from './resample.ts';
export { channelOf, parseWav, printWav, WAV_HEADER_BYTES, wavBytes, wavHeader, type Wav } from './wav.ts';
