/** The files of a model folder as its authors publish them, named when they are missing. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, errorText } from '#kernel';

/** Where a recogniser's parts lie. */
export interface SttFiles {
  readonly encoder: string;
  readonly decoder: string;
  readonly joiner: string;
  readonly tokens: string;
}

/** Where a voice's parts lie; what its kind does not need is empty. */
export interface TtsFiles {
  readonly kind: 'vits' | 'kokoro';
  readonly model: string;
  readonly tokens: string;
  readonly voices: string;
  readonly dataDir: string;
  readonly lexicon: string;
}

/** @throws AppError `local-model-unusable` naming setting, folder and the missing file */
export async function findSttFiles(dir: string): Promise<SttFiles> {
  const find = await finder('PARLEY_SHERPA_STT_DIR', dir);
  return {
    encoder: find.needed(/^encoder.*\.onnx$/, 'encoder*.onnx'),
    decoder: find.needed(/^decoder.*\.onnx$/, 'decoder*.onnx'),
    joiner: find.needed(/^joiner.*\.onnx$/, 'joiner*.onnx'),
    tokens: find.needed(/^tokens\.txt$/, 'tokens.txt'),
  };
}

/** @throws AppError `local-model-unusable` */
export async function findTtsFiles(dir: string): Promise<TtsFiles> {
  const find = await finder('PARLEY_SHERPA_TTS_DIR', dir);
  const voices = find.found(/^voices\.bin$/);
  return {
    kind: voices === '' ? 'vits' : 'kokoro',
    model: find.needed(/\.onnx$/, '*.onnx'),
    tokens: find.needed(/^tokens\.txt$/, 'tokens.txt'),
    voices,
    dataDir: find.found(/^espeak-ng-data$/),
    lexicon: find.found(/^lexicon\.txt$/),
  };
}

async function finder(setting: string, dir: string) {
  const names = await readdir(dir).catch((cause: unknown) => {
    throw unusable(`${setting}: the folder ${dir} cannot be read: ${errorText(cause)}.`, cause);
  });
  const found = (pattern: RegExp): string => {
    // Quantised files stand beside the full ones; they are as good on a telephone, and twice as fast.
    const fitting = names.filter((name) => pattern.test(name)).sort();
    const name = fitting.find((name) => name.includes('int8')) ?? fitting[0];
    return name === undefined ? '' : join(dir, name);
  };
  const needed = (pattern: RegExp, name: string): string => {
    const path = found(pattern);
    if (path === '') throw unusable(`${setting}: ${dir} holds no ${name}. Unpack the whole model there.`);
    return path;
  };
  return { found, needed };
}

export function unusable(message: string, cause?: unknown): AppError {
  return new AppError({ code: 'local-model-unusable', status: 500, message, cause });
}
