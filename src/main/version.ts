/** The version of this build. */
import { readFileSync } from 'node:fs';

/** Both `src/main` and `dist/main` lie two folders below the package. */
const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
export const VERSION: string = manifest.version;
