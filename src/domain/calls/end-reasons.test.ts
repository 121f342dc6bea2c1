import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { END_CODES, endWith } from './end-reasons.ts';

const page = readFileSync(new URL('../../../docs/end-reasons.md', import.meta.url), 'utf8');

for (const code of END_CODES)
  test(`${code} is documented, and its outcome too`, () => {
    const { code: outcome, end_reason } = endWith(code, 'conversation');
    assert.equal(end_reason.doc, `docs/end-reasons.md#${code}`);
    assert.ok(page.includes(`\n## ${code}\n`));
    const row = page.split('\n').find((line) => line.startsWith(`| \`${outcome}\``));
    assert.ok(row?.includes(code), `the table lacks ${code} under ${outcome}`);
  });
