/** Where the operator's socket lies: in the data directory, or in a short private place that the directory names. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The file in the data directory that names the socket. */
const RECORD = 'operator.path';
const SOCKET = 'operator.sock';
/** `sun_path` holds 104 bytes on macOS, 108 on Linux, with a zero at the end. */
const LONGEST_PATH = 103;

/** Chooses the path and records it; the caller holds the data directory's lock, so what lies there is stale. */
export function recordSocketPath(dataDir: string): string {
  forgetSocketPath(dataDir);
  const near = join(dataDir, SOCKET);
  const path =
    Buffer.byteLength(near) <= LONGEST_PATH ? near : join(mkdtempSync(join(tmpdir(), 'parley-')), SOCKET);
  rmSync(path, { force: true });
  writeFileSync(join(dataDir, RECORD), path, { mode: 0o600 });
  chmodSync(join(dataDir, RECORD), 0o600);
  return path;
}

/** The recorded path; null when no server ever ran here, or the last one closed. */
export function findSocketPath(dataDir: string): string | null {
  try {
    return readFileSync(join(dataDir, RECORD), 'utf8').trim() || null;
  } catch {
    return null; // No such file: no server.
  }
}

/** Removes the socket, the record and the private folder. */
export function forgetSocketPath(dataDir: string): void {
  const path = findSocketPath(dataDir);
  rmSync(join(dataDir, RECORD), { force: true });
  if (path === null || !path.endsWith(SOCKET)) return;
  rmSync(path, { force: true });
  if (dirname(path) !== dataDir) rmSync(dirname(path), { recursive: true, force: true });
}
