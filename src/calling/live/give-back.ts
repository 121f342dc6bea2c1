/** What a call held is given back at its end, and what came of it is taken; nothing of it keeps the call open. */
import type { Call, CaptureRef, RecordingRef } from '#domain';
import type { Millis } from '#kernel';
import type { MediaSession, MediaStats } from '#telephony';
import type { CallModels } from '../call-models.ts';
import type { EngineOptions } from '../options.ts';
import type { CallRecorder } from './call-recorder.ts';
import type { CallTap } from './call-tap.ts';
import { within } from './within.ts';

/** The media thread answers in milliseconds; one that hangs does not keep a call open. */
const CLOSE_MS: Millis = 5_000;
/** Nor does a disk; the call then ends without its recording. */
const RECORDING_MS: Millis = 10_000;

export interface Held {
  readonly call: Call;
  readonly media: Pick<MediaSession, 'stats' | 'close'>;
  readonly models: Pick<CallModels, 'close'>;
  readonly tap: Pick<CallTap, 'keep'>;
  readonly recorder: Pick<CallRecorder, 'finish'>;
  /** There is something to measure. */
  readonly wasAnswered: boolean;
}

export interface GivenBack {
  readonly stats: MediaStats | null;
  readonly capture: CaptureRef | null;
  readonly recording: RecordingRef | null;
}

/** Never rejects: a fault is logged, and its part is null. */
export async function giveBack(
  { call, media, models, tap, recorder, wasAnswered }: Held,
  { clock, logger, recordings }: Pick<EngineOptions, 'clock' | 'logger' | 'recordings'>,
): Promise<GivenBack> {
  const fault = (name: string) => (cause: unknown) => logger.error(name, { call: call.id, cause });
  const open = fault('media-not-closed');
  const stats = wasAnswered ? await within(media.stats(), CLOSE_MS, clock, open) : null;
  const capture = await within(tap.keep(call, recordings), CLOSE_MS, clock, fault('capture-not-kept'));
  await within(media.close(), CLOSE_MS, clock, open);
  await within(models.close(), CLOSE_MS, clock, open);
  const recording = await within(recorder.finish(), RECORDING_MS, clock, fault('recording-not-finished'));
  return { stats, capture, recording };
}
