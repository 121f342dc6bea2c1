/** Listens to a speaking model in tests. */
import assert from 'node:assert/strict';
import { setImmediate as breath } from 'node:timers/promises';
import { findClip } from '#audio';
import { ModelError, type SpokenChunk, type TtsModel, type TtsRequest } from '#models';

export interface Heard {
  readonly pcm: Int16Array;
  readonly words: readonly { text: string; start: number; end: number }[];
}

export const never = new AbortController().signal;

export async function listen(chunks: AsyncIterable<SpokenChunk>): Promise<Heard> {
  const pieces: Int16Array[] = [];
  const words: { text: string; start: number; end: number }[] = [];
  for await (const chunk of chunks) {
    pieces.push(Int16Array.from(chunk.pcm));
    words.push(...(chunk.words ?? []));
  }
  return { pcm: join(pieces), words };
}

export function say(tts: TtsModel, request: TtsRequest, signal = never): Promise<Heard> {
  return listen(tts.speak(request, signal));
}

/** The one error that a speaker throws. */
export async function faultOf(work: Promise<unknown>): Promise<ModelError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ModelError, `a ModelError, not ${String(error)}`);
  return error;
}

export function join(pieces: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

const EDGE = 400;

/** How alike two sounds are, and by how many samples `heard` comes later. */
export function compare(heard: Int16Array, said: Int16Array): { correlation: number; late: number } {
  const edge = new Int16Array(EDGE);
  const match = findClip(join([edge, heard, edge]), said);
  return { correlation: match?.correlation ?? 0, late: (match?.at ?? 0) - EDGE };
}

/** Waits for what another socket must first bring about; the guard only names what never came. */
export async function until(what: string, come: () => boolean): Promise<void> {
  const limit = performance.now() + 5000;
  while (!come()) {
    assert.ok(performance.now() < limit, `never: ${what}`);
    await breath();
  }
}
