/** Can the data directory and the recordings be written, and is there room? */
import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '#config';
import { fault, good, warning, type Finding } from './finding.ts';

/** An hour of stereo speech at 8 kHz takes 115 MB. */
const LITTLE_ROOM_BYTES = 1_000_000_000;

export async function diskFindings({ dataDir }: Config): Promise<Finding[]> {
  return [await folderFinding('data directory', dataDir), await recordingsFinding(dataDir)];
}

async function recordingsFinding(dataDir: string): Promise<Finding> {
  const folder = join(dataDir, 'recordings');
  const finding = await folderFinding('recordings', folder);
  if (finding.level !== 'good') return finding;
  const { bavail, bsize } = await statfs(await existing(folder));
  const room = bavail * bsize;
  const said = `${folder}, ${Math.floor(room / 1e9)} GB free`;
  return room < LITTLE_ROOM_BYTES
    ? warning('recordings', `${said}: calls go on without a recording when the disk is full.`, 'Make room.')
    : good('recordings', said);
}

/** A folder that is not there yet is judged by the one it would be made in. */
async function folderFinding(subject: string, folder: string): Promise<Finding> {
  const place = await existing(folder);
  if (!(await stat(place)).isDirectory())
    return fault(subject, `${place} is a file.`, 'Set PARLEY_DATA_DIR to a folder.');
  try {
    await access(place, constants.W_OK | constants.X_OK);
  } catch {
    return fault(
      subject,
      `${place} can not be written by this user.`,
      'Give it to the user that runs Parley, or set PARLEY_DATA_DIR to another folder.',
    );
  }
  return good(subject, place === folder ? `${folder} can be written` : `${folder} will be made`);
}

async function existing(folder: string): Promise<string> {
  for (let place = folder; ; place = dirname(place)) {
    const there = await stat(place).then(
      () => true,
      () => false,
    );
    if (there || dirname(place) === place) return place;
  }
}
