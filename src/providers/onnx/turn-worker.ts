/** The thread that judges turns: one at a time, by the model that it loads at its start. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { LINE_RATE, resample } from '#audio';
import { errorText, setThreadPriority } from '#kernel';
import { SPEECH_NICE } from '../embedded/speech-priority.ts';
import { logMel, MEL_BANDS, MEL_FRAMES, MEL_RATE } from './log-mel.ts';
import { loadOnnx } from './runtime.ts';

export interface TurnWorkerData {
  readonly module: string;
  /** Path of the model's file. */
  readonly model: string;
}

setThreadPriority(SPEECH_NICE);
const { module, model } = workerData as TurnWorkerData;
const { InferenceSession, Tensor } = await loadOnnx(module);
const session = await InferenceSession.create(await readFile(model), { executionProviders: ['wasm'] });
const [input, ...more] = session.inputNames;
const [output] = session.outputNames;

/** What the model gave; whether it is a probability is for the caller to say. */
async function judge(pcm: Int16Array): Promise<readonly number[]> {
  if (input === undefined || output === undefined || more.length > 0)
    throw new TypeError(`it takes ${session.inputNames.join(', ') || 'nothing'}, not one tensor`);
  const features = logMel(resample(pcm, LINE_RATE, MEL_RATE));
  const given = await session.run({ [input]: new Tensor('float32', features, [1, MEL_BANDS, MEL_FRAMES]) });
  return [...(given[output]?.data ?? [])];
}

parentPort!.on('message', ({ id, job }: { id: number; job: Int16Array }) => {
  judge(job).then(
    (result) => parentPort!.postMessage({ id, result }),
    (thrown: unknown) => parentPort!.postMessage({ id, fault: 'internal', message: errorText(thrown) }),
  );
});
