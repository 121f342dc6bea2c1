/** Models of this process: embedded ones, and local ones that the operator installed. */
import type { SttModel, TtsModel } from '#models';

export interface OwnProvider {
  /** As agents name it, e.g. `embedded` or `sherpa`. */
  readonly id: string;
  readonly title: string;
  readonly docs: string;
  readonly place: 'embedded' | 'local';
  readonly stt?: SttModel;
  readonly tts?: TtsModel;
}
