/** `npm run demo -- --json`: the first thing that a stranger does. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { DemoReport } from '../../src/cli/demo/report.ts';
import { refuses } from '../peers/sipp-callees.ts';
import { speechLevel } from '../peers/listen.ts';
import { startSipp } from '../peers/sipp.ts';
import { readWav } from '../peers/wav.ts';

const entry = new URL('../../src/cli/demo/main.ts', import.meta.url).pathname;
const demo = (...args: string[]) => promisify(execFile)(process.execPath, [entry, ...args]);
const folders = () => readdirSync(tmpdir()).filter((name) => /^parley-demo-[^.]*$/.test(name));

test('a whole conversation, reported in one line, heard in the recording', async () => {
  const before = folders();
  const { stdout, stderr } = await demo('--json');
  assert.equal(stdout.trim().split('\n').length, 1, stdout);
  const report = JSON.parse(stdout) as DemoReport;
  try {
    assert.equal(report.outcome.code, 'completed', stderr);
    const said = (who: string) => report.turns.filter((turn) => turn.who === who).map(({ text }) => text);
    assert.ok(said('agent').length >= 3, stderr);
    assert.deepEqual(
      [/\byes\b/, /\bmorning\b/, /\bno\b/].map((word, turn) => word.test(said('callee')[turn] ?? '')),
      [true, true, true],
      said('callee').join(' | '),
    );
    const { rate, channels } = readWav(readFileSync(report.recording!));
    assert.deepEqual([rate, channels.length], [8000, 2]);
    for (const [index, who] of (['callee', 'agent'] as const).entries()) {
      const level = speechLevel(channels[index]!);
      assert.ok(level.activeMs > 2000 && level.dbfs > -35, `${who}: ${JSON.stringify(level)}`);
      // Where the transcript says that it spoke, there is its voice.
      for (const turn of report.turns.filter((turn) => turn.who === who)) {
        const part = channels[index]!.subarray(turn.start_ms * 8, turn.end_ms * 8);
        assert.ok(speechLevel(part).activeMs > 0.4 * (turn.end_ms - turn.start_ms), turn.text);
      }
    }
    assert.ok(report.turns.at(-1)!.end_ms < 60_000);
    assert.ok(report.latencies.length >= 2);
    assert.deepEqual(folders(), before, 'the data directory is gone');
  } finally {
    if (report.recording && existsSync(report.recording)) rmSync(report.recording);
  }
});

test('--to calls any SIP address; a busy one makes the demo fail, and it says why', async () => {
  const busy = await startSipp({ scenario: refuses('486 Busy Here') });
  const failure = await demo('--json', '--to', `sip:anna@${busy.address}`).then(
    () => assert.fail('it must not exit with 0'),
    (fault: { code: number; stdout: string; stderr: string }) => fault,
  );
  assert.equal(failure.code, 1);
  const report = JSON.parse(failure.stdout) as DemoReport;
  assert.equal(report.outcome.code, 'busy', failure.stderr);
  assert.equal((await busy.done).code, 0);
});
