/** The life of the thread that hears: started with the first stream, started anew when it died. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { errorText, type Logger } from '#kernel';
import { ModelError, type SttStream, type SttStreamEvent } from '#models';
import type { SttOrder, SttTold, SttWorkerData } from './stt-worker.ts';

const PROVIDER = 'sherpa';
type On = (event: SttStreamEvent) => void;

export class SttThread {
  readonly #data: SttWorkerData;
  readonly #logger: Logger;
  readonly #streams = new Map<number, On>();
  #worker: Worker | null = null;
  #closed = false;
  #lastId = 0;

  constructor(data: SttWorkerData, logger: Logger) {
    this.#data = data;
    this.#logger = logger;
  }

  open(on: On): SttStream {
    const id = ++this.#lastId;
    if (this.#closed) {
      queueMicrotask(() => on({ type: 'failed', error: broken('was closed') }));
      return { write: () => {}, finalize: () => {}, close: () => {} };
    }
    const worker = (this.#worker ??= this.#start());
    this.#streams.set(id, on);
    worker.ref();
    const order = (order: SttOrder): void => {
      if (this.#streams.has(id)) worker.postMessage(order);
    };
    order({ type: 'open', id });
    return {
      write: (pcm) => order({ type: 'write', id, pcm }),
      finalize: () => order({ type: 'finalize', id }),
      close: () => {
        order({ type: 'close', id });
        this.#forget(id);
      },
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#failAll(broken('was closed'));
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const entry = new URL('./stt-worker' + extname(import.meta.url), import.meta.url);
    const worker = new Worker(entry, { workerData: this.#data });
    worker.on('message', (told: SttTold) => this.#hear(told));
    worker.on('error', (thrown) => this.#died(worker, `failed: ${errorText(thrown)}`));
    worker.on('exit', (code) => this.#died(worker, `ended with exit code ${code}`));
    return worker;
  }

  #hear(told: SttTold): void {
    const on = this.#streams.get(told.id);
    if (!on) return;
    switch (told.type) {
      case 'partial':
        return on({ type: 'partial', text: told.text });
      case 'final':
        return on({ type: 'final', text: told.text, confidence: 1 });
      case 'settled':
        return on({ type: 'settled' });
      case 'failed':
        this.#forget(told.id);
        return on({ type: 'failed', error: broken(`failed: ${told.message}`) });
    }
  }

  #died(worker: Worker, what: string): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    if (this.#closed) return;
    this.#logger.warn('model-worker-replaced', { worker: 'sherpa-stt', reason: what });
    this.#failAll(broken(what));
  }

  #failAll(error: ModelError): void {
    const all = [...this.#streams.values()];
    this.#streams.clear();
    for (const on of all) on({ type: 'failed', error });
  }

  #forget(id: number): void {
    this.#streams.delete(id);
    // An idle thread does not keep the process alive.
    if (this.#streams.size === 0) this.#worker?.unref();
  }
}

function broken(what: string): ModelError {
  return new ModelError({
    provider: PROVIDER,
    fault: 'unavailable',
    message: `The local recogniser ${what}.`,
  });
}
