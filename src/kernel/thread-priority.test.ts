import assert from 'node:assert/strict';
import { getPriority } from 'node:os';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

test(
  'only the calling thread gives way; the process keeps its place',
  { skip: process.platform !== 'linux' },
  async () => {
    const before = getPriority();
    const url = new URL('./thread-priority.ts', import.meta.url).href;
    const code = `
    const { readlinkSync } = await import('node:fs');
    const { getPriority } = await import('node:os');
    const { parentPort } = await import('node:worker_threads');
    const { setThreadPriority } = await import('${url}');
    const taken = setThreadPriority(7);
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    parentPort.postMessage({ taken, nice: getPriority(thread) });
  `;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
    const told = await new Promise((resolve) => worker.once('message', resolve));
    await worker.terminate();
    assert.deepEqual(told, { taken: true, nice: 7 });
    assert.equal(getPriority(), before);
  },
);
