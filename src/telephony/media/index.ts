/** Media of calls: sessions on media threads. */
export { createMediaEngine, type MediaEngineOptions } from './engine.ts';
export { runMediaThread, type MediaThreadParts } from './media-thread.ts';
