/** Calls out of and into the store: through the running server, or with the data directory to itself. */
import type { Config } from '#config';
import { spellNative } from '#kernel';
import { askOperator } from '#operator';
import { exportCall, importCall, readCallFile, type CallFile } from '#replay';
import { openStoreAlone } from './keys-store.ts';

/** @throws AppError `call-unknown` (404) */
export async function fetchCall(config: Config, id: string): Promise<CallFile> {
  const told = await askOperator(config.dataDir, 'GET', `/calls/${encodeURIComponent(id)}`);
  if (told) return readCallFile(JSON.stringify(told));
  const alone = await openStoreAlone(config);
  try {
    return await exportCall(alone.store, id);
  } finally {
    await alone.close();
  }
}

/** @returns the call's id. @throws AppError `call-exists`, `call-not-ended` (409) */
export async function keepCall(config: Config, file: CallFile): Promise<string> {
  const told = await askOperator(config.dataDir, 'POST', '/calls', file);
  if (told) return String(told['id']);
  const alone = await openStoreAlone(config);
  try {
    return spellNative('call', await importCall(alone.store, file));
  } finally {
    await alone.close();
  }
}
