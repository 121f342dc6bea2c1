import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFailure } from './damage.ts';

const stamp = '2026-11-21 16:00:00.000 UTC [77] ';

test('what the server wrote decides: damaged files or disturbed surroundings', () => {
  const codes: readonly [string, string][] = [
    ['PANIC:  could not locate a valid checkpoint record at 0/1528A10', 'data-dir-damaged'],
    ['FATAL:  incorrect checksum in control file', 'data-dir-damaged'],
    ['FATAL:  could not open directory "pg_tblspc": No such file or directory', 'data-dir-damaged'],
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'postgres-start-failed'],
    ['FATAL:  could not create shared memory segment: Cannot allocate memory', 'postgres-start-failed'],
    ['FATAL:  data directory "/d" has wrong ownership', 'postgres-start-failed'],
    ['LOG:  shutting down', 'postgres-start-failed'],
  ];
  for (const [line, code] of codes) {
    const fault = startFailure('/data/postgres', [`${stamp}LOG:  starting`, stamp + line]);
    assert.equal(fault.code, code, line);
    assert.ok(fault.message.includes('/data/postgres'));
    assert.ok(fault.message.includes(line.replace(/^\w+: +/, '')), fault.message);
  }
  assert.equal(startFailure('/data/postgres', []).code, 'postgres-start-failed');
});
