/** The thread that speaks: one text at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { resample } from './rate.ts';
import { loadBinding } from './binding.ts';
import type { TtsFiles } from './folder.ts';

export interface TtsWorkerData {
  readonly module: string;
  readonly files: TtsFiles;
}

export interface TtsJob {
  readonly text: string;
  readonly speaker: number;
  readonly speed: number;
}

const { module, files } = workerData as TtsWorkerData;
const { OfflineTts } = await loadBinding(module);
const { kind, model, tokens, voices, dataDir, lexicon } = files;
const parts =
  kind === 'kokoro'
    ? { kokoro: { model, voices, tokens, dataDir, lexicon } }
    : { vits: { model, tokens, dataDir, lexicon } };
const tts = new OfflineTts({
  model: { ...parts, numThreads: 1, provider: 'cpu', debug: 0 },
  maxNumSentences: 1,
});

parentPort!.on('message', ({ id, job }: { id: number; job: TtsJob }) => {
  try {
    const wave = tts.generate({
      text: job.text,
      sid: Math.min(job.speaker, tts.numSpeakers - 1),
      speed: job.speed,
    });
    const result = resample(wave);
    parentPort!.postMessage({ id, result }, [result.buffer as ArrayBuffer]);
  } catch (thrown) {
    parentPort!.postMessage({ id, fault: 'internal', message: String(thrown) });
  }
});
