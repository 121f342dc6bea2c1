/** The thread that hears: one recogniser, one stream a call. */
import { parentPort, workerData } from 'node:worker_threads';
import { LINE_RATE } from '#audio';
import { loadBinding, type OnlineStream } from './binding.ts';
import type { SttFiles } from './folder.ts';
import { toFloat } from './rate.ts';

export interface SttWorkerData {
  readonly module: string;
  readonly files: SttFiles;
}

export type SttOrder =
  | { readonly type: 'open' | 'finalize' | 'close'; readonly id: number }
  | { readonly type: 'write'; readonly id: number; readonly pcm: Int16Array };

export type SttTold =
  | { readonly type: 'partial' | 'final'; readonly id: number; readonly text: string }
  | { readonly type: 'settled'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

/** The encoder looks ahead: without silence behind it the last word stays inside. */
const TAIL = new Float32Array(LINE_RATE / 2);

const { module, files } = workerData as SttWorkerData;
const { OnlineRecognizer } = await loadBinding(module);
const { encoder, decoder, joiner, tokens } = files;
const recognizer = new OnlineRecognizer({
  featConfig: { sampleRate: 16_000, featureDim: 80 },
  modelConfig: {
    transducer: { encoder, decoder, joiner },
    ...{ tokens, numThreads: 1, provider: 'cpu', debug: 0 },
  },
  decodingMethod: 'greedy_search',
  // Where a turn ends is decided elsewhere.
  enableEndpoint: false,
});
const streams = new Map<number, { readonly stream: OnlineStream; text: string }>();

parentPort!.on('message', (order: SttOrder) => {
  try {
    obey(order);
  } catch (thrown) {
    streams.delete(order.id);
    tell({ type: 'failed', id: order.id, message: String(thrown) });
  }
});

function obey(order: SttOrder): void {
  const { id } = order;
  if (order.type === 'open') streams.set(id, { stream: recognizer.createStream(), text: '' });
  if (order.type === 'close') streams.delete(id);
  const held = streams.get(id);
  if (!held) return;
  if (order.type === 'write') {
    hear(held.stream, toFloat(order.pcm));
    const text = textOf(held.stream);
    if (text !== held.text && text !== '') tell({ type: 'partial', id, text });
    held.text = text;
  } else if (order.type === 'finalize') {
    hear(held.stream, TAIL);
    const text = textOf(held.stream);
    if (text !== '') tell({ type: 'final', id, text });
    tell({ type: 'settled', id });
    recognizer.reset(held.stream);
    held.text = '';
  }
}

function hear(stream: OnlineStream, samples: Float32Array): void {
  stream.acceptWaveform({ samples, sampleRate: LINE_RATE });
  while (recognizer.isReady(stream)) recognizer.decode(stream);
}

/** Models write in capitals or not at all. */
function textOf(stream: OnlineStream): string {
  return recognizer.getResult(stream).text.trim().toLowerCase();
}

function tell(told: SttTold): void {
  parentPort!.postMessage(told);
}
