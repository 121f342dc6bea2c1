/** The recording of one call: begun at its answer, perhaps ended before the call, finished after it. */
import type { Samples } from '#audio';
import type { Call, RecordingRef } from '#domain';
import { errorText } from '#kernel';
import type { OpenRecording, RecordingStore } from '#recording';
import type { MediaSession } from '#telephony';
import type { CallLog } from './call-log.ts';

export interface CallRecorderParts {
  readonly call: Call;
  readonly media: Pick<MediaSession, 'onRecording' | 'position'>;
  readonly log: Pick<CallLog, 'note'>;
  readonly recordings: Pick<RecordingStore, 'begin'>;
  onFault(cause: unknown): void;
}

export class CallRecorder {
  readonly #parts: CallRecorderParts;
  #recording: Promise<OpenRecording | null> | null = null;
  #to: Samples = Infinity;

  constructor(parts: CallRecorderParts) {
    this.#parts = parts;
  }

  /** A disk that refuses is told of; the call goes on without. */
  begin(): void {
    const { call, media, log, recordings, onFault } = this.#parts;
    const fault = (cause: unknown): void => {
      onFault(cause);
      log.note('recording-failed', { detail: errorText(cause) });
    };
    const opening = recordings.begin(call, fault).catch((cause: unknown) => {
      fault(cause);
      return null;
    });
    this.#recording = opening;
    media.onRecording(({ at, pcm }) => {
      const pairs = Math.min(pcm.length / 2, this.#to - at);
      if (pairs > 0)
        void opening.then((recording) => recording?.writer.write(at, pcm.subarray(0, pairs * 2)));
    });
  }

  /** What is said from here on is not for us. */
  stop(): void {
    this.#to = this.#parts.media.position();
    this.#parts.log.note('recording-stopped', { at: this.#to });
  }

  /** @returns null: there is none */
  async finish(): Promise<RecordingRef | null> {
    const recording = await this.#recording;
    return (await recording?.finish()) ?? null;
  }
}
