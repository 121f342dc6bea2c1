import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { AppError } from '#kernel';
import { createCipher } from './cipher.ts';

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'parley-test-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function refusal(code: string) {
  return (fault: unknown): boolean => fault instanceof AppError && fault.code === code;
}

test('seals and opens; the same text never looks the same', async (t) => {
  const cipher = await createCipher(join(folder(t), 'key'));
  for (const text of ['', 'secret', 'ключ 🔑'.repeat(100)])
    assert.equal(cipher.open(cipher.seal(text)), text);
  assert.notEqual(cipher.seal('secret'), cipher.seal('secret'));
  assert.ok(!cipher.seal('secret').includes('secret'));
});

test('the key file is made once, private, by however many at a time', async (t) => {
  const dir = folder(t);
  const path = join(dir, 'keys', 'key');
  const ciphers = await Promise.all(Array.from({ length: 6 }, () => createCipher(path)));
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(join(dir, 'keys')), ['key']);
  const sealed = ciphers[0]!.seal('secret');
  for (const cipher of ciphers) assert.equal(cipher.open(sealed), 'secret');
});

test('what another key sealed, or somebody altered, is refused', async (t) => {
  const dir = folder(t);
  const [one, other] = [await createCipher(join(dir, 'one')), await createCipher(join(dir, 'other'))];
  const sealed = one.seal('secret');
  assert.throws(() => other.open(sealed), refusal('secret-unreadable'));
  const at = sealed.length - 3;
  const altered = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
  assert.throws(() => one.open(altered), refusal('secret-unreadable'));
  assert.throws(() => one.open(sealed.slice(0, 20)), refusal('secret-unreadable'));
});

test('a key file that holds no key is named, not replaced', async (t) => {
  const path = join(folder(t), 'key');
  writeFileSync(path, 'short\n');
  await assert.rejects(createCipher(path), refusal('key-file-unusable'));
  assert.equal(statSync(path).size, 6);
});
