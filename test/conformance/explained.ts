/** Whether users are told of a field that the tables leave out. */
import { readFileSync } from 'node:fs';

/** Does docs/dialect-fields.md name it, in a row or below a heading of the vendor? */
export function isExplained(vendor: string, key: string): boolean {
  const name = key.split(/[ .?]/).at(-1)!.replaceAll('[]', '');
  let heading = '';
  for (const line of readFileSync(new URL('../../docs/dialect-fields.md', import.meta.url), 'utf8')
    .toLowerCase()
    .split('\n')) {
    if (line.startsWith('#')) heading = line;
    const ofVendor = heading.includes(vendor) || line.startsWith(`| ${vendor}`);
    if (ofVendor && new RegExp(`\`([^\`]*[.?/ ])?${name.toLowerCase()}(\\[\\])?\``).test(line)) return true;
  }
  return false;
}
