/** docs/rfc.md keeps its word: every file is there, and cites the clause that it is named for. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const PAGE = new URL('../../docs/rfc.md', import.meta.url);
const page = readFileSync(PAGE, 'utf8');

const links = (text: string): URL[] =>
  [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => new URL(match[1]!, PAGE));

/** Only what stands in comments: a bare number in code is no citation. */
const comments = (file: URL): string =>
  [...readFileSync(file, 'utf8').matchAll(/\/\*\*?[^]*?\*\/|\/\/.*/g)].map(([text]) => text).join('\n');

/** Rows of the tables: clause, what, file, test. */
const rows = page
  .split('\n')
  .filter((line) => /^\| (?:A\.)?\d/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

test('every file that the page names exists', () => {
  assert.ok(links(page).length > 100);
  for (const link of links(page)) assert.ok(existsSync(link), link.pathname);
});

test('every clause has a file that cites it and a test', () => {
  assert.ok(rows.length > 60);
  for (const cells of rows) {
    const [clause, , file, proof] = cells;
    assert.equal(cells.length, 4, cells.join(' | '));
    const [source, ...others] = links(file!);
    assert.ok(source && others.length === 0, file);
    assert.match(proof!, /\.test\.ts\)$/);
    // The clause itself, or a part of it: `17.1.1` is cited by `17.1.1.2` too, not by `117.1.1`.
    const cited = new RegExp(`(?<![\\d.])${clause!.replaceAll('.', '\\.')}(?!\\d)`);
    assert.match(comments(source), cited, `${source.pathname} does not cite ${clause}`);
  }
});

test('the RFCs that the telephone is built on each have their table', () => {
  for (const number of [
    3261, 3262, 3263, 3264, 3311, 3323, 3325, 3326, 3515, 3550, 3551, 3581, 3711, 3891, 3892, 4028, 4475,
    4568, 4733, 5589, 5626, 5806, 5922, 6026, 6086, 7587, 7616, 7714, 8760, 8866,
  ])
    assert.match(page, new RegExp(`^## RFC ${number}: .+\\n\\n\\| Clause`, 'm'));
  assert.match(page, /^## Not built yet$/m);
});
