/** The ear and the mouth of a call that has both. */
import { AppError } from '#kernel';
import type { SttModel, TtsModel } from '#models';
import type { CallModels } from '../call-models.ts';

/** @throws AppError `agent-misconfigured` for a call without them */
export function speechOf({ stt, tts }: CallModels): { readonly stt: SttModel; readonly tts: TtsModel } {
  if (stt && tts) return { stt, tts };
  throw new AppError({
    code: 'agent-misconfigured',
    status: 400,
    message: 'The call has no models to hear and to speak with.',
  });
}
