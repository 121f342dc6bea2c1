import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { firstClosedFolder } from './access.ts';
import { parsePasswd } from './account.ts';

test('the first folder that an account cannot enter is named', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'parley-test-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const [open, closed] = [join(root, 'open'), join(root, 'open', 'closed')];
  chmodSync(root, 0o711);
  mkdirSync(closed, { recursive: true });
  chmodSync(open, 0o711);
  chmodSync(closed, 0o700);
  const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 };
  const below = join(closed, 'data', 'not there yet');
  assert.equal(await firstClosedFolder(below, stranger), closed);
  assert.equal(await firstClosedFolder(join(open, 'other'), stranger), null);
  assert.equal(await firstClosedFolder(below, null), null, 'we ourselves judge by trying');
  const group = { ...stranger, gid: process.getgid!() };
  chmodSync(closed, 0o701);
  assert.equal(await firstClosedFolder(below, group), closed, 'the group’s bits count, not the others’');
});

test('passwd lines are read; broken ones are left out', () => {
  const text = 'root:x:0:0::/root:/bin/sh\n\n# comment\nbad:x:one:2\nnobody:x:65534:65534:n:/:/bin/false';
  assert.deepEqual(parsePasswd(text), [
    { name: 'root', uid: 0, gid: 0 },
    { name: 'nobody', uid: 65_534, gid: 65_534 },
  ]);
});
