/** The pages of the docs folder, as they lie there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One Markdown page. */
export interface DocsPage {
  /** Below /docs, without `.md`: `calls`, `decisions/2026-11-21-http`; the index is `README`. */
  readonly name: string;
  readonly title: string;
  /** Its first paragraph in one line. */
  readonly summary: string;
  readonly text: string;
}

/** Beside the sources and beside the compiled package alike. */
const FOLDER = fileURLToPath(new URL('../../../docs/', import.meta.url));

/** Every page but those of errors, which are made from the catalogue; in the index's order, then by name. */
export function readDocs(): ReadonlyMap<string, DocsPage> {
  const found = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md') && (!path.startsWith('errors/') || path === 'errors/README.md'))
    .map((path) => readPage(path));
  const index = found.find(({ name }) => name === 'README')?.text ?? '';
  const places = [...index.matchAll(/\]\(([\w./-]+)\.md[)#]/g)].map(([, name]) => name);
  const placeOf = ({ name }: DocsPage): number =>
    name === 'README' ? -1 : places.includes(name) ? places.indexOf(name) : places.length;
  found.sort((one, other) => placeOf(one) - placeOf(other) || (one.name < other.name ? -1 : 1));
  return new Map(found.map((page) => [page.name, page]));
}

function readPage(path: string): DocsPage {
  const name = path.replace(/\.md$/, '');
  const text = readFileSync(join(FOLDER, path), 'utf8');
  const title = /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? name;
  const paragraph = text.split(/\n\s*\n/).find((part) => /^[A-Za-z`*[]/.test(part)) ?? '';
  return { name, title, summary: paragraph.replace(/\s+/g, ' ').trim(), text };
}
