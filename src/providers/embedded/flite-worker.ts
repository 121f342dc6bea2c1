/** Worker thread: speaks one text at a time with Flite. Takes `{id, job}`, answers as `WorkerAnswer`. */
import { parentPort, workerData } from 'node:worker_threads';
import { setThreadPriority } from '#kernel';
import { SPEECH_NICE } from './speech-priority.ts';
import { synthesize, type FliteJob } from './flite-synthesis.ts';
import type { WorkerAnswer } from './worker-pool.ts';

const { module } = workerData as { module: WebAssembly.Module };
const port = parentPort!;
setThreadPriority(SPEECH_NICE);

port.on('message', ({ id, job }: { id: number; job: FliteJob }) => {
  try {
    const result = synthesize(module, job);
    port.postMessage({ id, result } satisfies WorkerAnswer<Int16Array>, [result.buffer]);
  } catch (thrown) {
    const answer: WorkerAnswer<Int16Array> = { id, fault: 'internal', message: String(thrown) };
    port.postMessage(answer);
  }
});
