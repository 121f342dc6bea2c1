/** The corpus: messages and descriptions of `fixtures`, as they would come off the wire. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');

export interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
}

export type MessageFolder = 'peers' | 'valid' | 'broken' | 'finds';

/** In `.sip` and `.sdp` a line feed stands for CRLF; `.raw` is taken as it is. */
function readFolder(folder: string): Sample[] {
  return readdirSync(join(FIXTURES, folder))
    .filter((file) => ['.sip', '.sdp', '.raw'].includes(extname(file)))
    .toSorted()
    .map((file) => {
      const bytes = readFileSync(join(FIXTURES, folder, file));
      const text = extname(file) !== '.raw';
      return {
        name: file.slice(0, -4),
        bytes: text ? Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1') : bytes,
      };
    });
}

export const sipCorpus = (...folders: readonly MessageFolder[]): Sample[] =>
  folders.flatMap((folder) => readFolder(`sip/${folder}`));

export const sdpCorpus = (): Sample[] => readFolder('sdp');
