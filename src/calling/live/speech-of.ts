/** The ear and the mouth of a call, or the one model that is both. */
import { AppError } from '#kernel';
import type { RealtimeModel, SttModel, TtsModel } from '#models';
import type { CallModels } from '../call-models.ts';

export type Speech =
  | { readonly stt: SttModel; readonly tts: TtsModel; readonly realtime: null }
  | { readonly stt: null; readonly tts: null; readonly realtime: RealtimeModel };

/** @throws AppError `agent-misconfigured` for a call without them */
export function speechOf({ stt, tts, realtime }: Pick<CallModels, 'stt' | 'tts' | 'realtime'>): Speech {
  if (realtime) return { stt: null, tts: null, realtime };
  if (stt && tts) return { stt, tts, realtime };
  throw new AppError({
    code: 'agent-misconfigured',
    status: 400,
    message: 'The call has no models to hear and to speak with.',
  });
}
