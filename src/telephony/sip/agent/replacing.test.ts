/** Whose place an INVITE with Replaces may take (RFC 3891, 3). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialogId } from '../dialog/index.ts';
import { replacing, type Replaceable } from './replacing.ts';
import { Talk } from './testing.ts';

const answered: Replaceable = { session: {}, ended: false, isOurs: false };
const calls = new Map<string, Replaceable>([
  [dialogId('a', 'ours', 'theirs'), answered],
  [dialogId('ringing-out', 'ours', 'theirs'), { ...answered, session: undefined, isOurs: true }],
  [dialogId('ringing-in', 'ours', 'theirs'), { ...answered, session: undefined }],
  [dialogId('over', 'ours', 'theirs'), { ...answered, ended: true }],
]);

const TAGS = ';to-tag=ours;from-tag=theirs';
const CASES: [string, readonly string[], string][] = [
  ['none', [], 'new'],
  ['an answered call', [`a${TAGS}`], 'replaces'],
  ['tags the wrong way round', ['a;to-tag=theirs;from-tag=ours'], '481'],
  ['unknown', [`b${TAGS}`], '481'],
  ['two', [`a${TAGS}`, `a${TAGS}`], '400'],
  ['without tags', ['a'], '400'],
  ['early-only of an answered call', [`a${TAGS};early-only`], '486'],
  ['one that we are calling', [`ringing-out${TAGS};early-only`], 'replaces'],
  ['one that rings here', [`ringing-in${TAGS}`], '481'],
  ['one that is over', [`over${TAGS}`], '603'],
];

test('the table of RFC 3891, 3', () => {
  const talk = new Talk();
  for (const [what, lines, expected] of CASES) {
    const request = talk.request('INVITE', { more: lines.map((line) => ['Replaces', line] as const) });
    const result = replacing(request, (id) => calls.get(id));
    assert.equal(result.kind === 'refused' ? String(result.status) : result.kind, expected, what);
  }
});
