/** Worker thread: recognises one utterance at a time. Takes `{id, job}`, answers as `WorkerAnswer`. */
import { parentPort, workerData } from 'node:worker_threads';
import { setThreadPriority } from '#kernel';
import type { Grammar } from '#models';
import { EmptyGrammar, GrammarRecogniser, type Heard, type RecogniserOptions } from './grammar-recogniser.ts';
import { SPEECH_NICE } from './speech-priority.ts';
import type { WorkerAnswer } from './worker-pool.ts';

/** An utterance to recognise, or only a grammar to prepare. */
export interface GrammarSttJob {
  readonly grammar: Grammar;
  readonly pcm: Int16Array | null;
}

const NOTHING: Heard = { words: [], accepted: false, confidence: 0 };
const port = parentPort!;
setThreadPriority(SPEECH_NICE);
const recogniser = GrammarRecogniser.load(workerData as RecogniserOptions);

port.on('message', ({ id, job }: { id: number; job: GrammarSttJob }) => {
  void answer(id, job).then((message) => port.postMessage(message));
});

async function answer(id: number, { grammar, pcm }: GrammarSttJob): Promise<WorkerAnswer<Heard>> {
  try {
    const ready = await recogniser;
    if (pcm) return { id, result: await ready.hear(pcm, grammar) };
    await ready.prepare(grammar);
    return { id, result: NOTHING };
  } catch (thrown) {
    return thrown instanceof EmptyGrammar
      ? { id, fault: 'bad-request', message: 'no phrase of the grammar can be said in English' }
      : { id, fault: 'internal', message: String(thrown) };
  }
}
