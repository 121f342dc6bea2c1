/** Speech to text in the operator's own house: a streaming zipformer by sherpa-onnx, in a worker thread. */
import { matchGrammar, ModelError, type Recognition, type SttModel } from '#models';
import { requirePackage } from '../shared/optional-package.ts';
import { SHERPA_PACKAGE } from './binding.ts';
import { findSttFiles } from './folder.ts';
import { SttThread } from './stt-thread.ts';
import type { SherpaOptions } from './tts.ts';

const PROVIDER = 'sherpa';

/** @throws AppError `optional-dependency-missing`, `local-model-unusable` */
export async function createSherpaStt(options: SherpaOptions): Promise<SttModel> {
  const { dir, languages, logger, module = SHERPA_PACKAGE } = options;
  requirePackage(module, 'PARLEY_SHERPA_STT_DIR');
  const thread = new SttThread({ module, files: await findSttFiles(dir) }, logger);

  return {
    contract: 2,
    provider: PROVIDER,
    modelId: 'zipformer',
    capabilities: { languages, openVocabulary: true, streaming: true },
    async warm() {},
    async recognize(pcm, { grammar }, signal): Promise<Recognition> {
      const text = await new Promise<string>((resolve, reject) => {
        let words = '';
        const stream = thread.open((event) => {
          if (event.type === 'final') words = `${words} ${event.text}`.trim();
          else if (event.type === 'settled' || event.type === 'failed') {
            signal.removeEventListener('abort', abort);
            stream.close();
            if (event.type === 'failed') reject(event.error);
            else resolve(words);
          }
        });
        const abort = (): void => {
          stream.close();
          reject(new ModelError({ provider: PROVIDER, fault: 'aborted', message: 'It was aborted.' }));
        };
        if (signal.aborted) return abort();
        signal.addEventListener('abort', abort, { once: true });
        stream.write(pcm);
        stream.finalize();
      });
      const match = grammar && matchGrammar(text, grammar);
      const accepted = text !== '';
      return { text, value: match?.value ?? null, confidence: accepted ? 1 : 0, accepted };
    },
    open: (_request, on) => thread.open(on),
    close: () => thread.close(),
  };
}
