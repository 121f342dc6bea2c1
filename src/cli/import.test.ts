import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from '#config';
import { openTestApi } from '../api/testing.ts';
import { run } from './run.ts';

test('parley import: reports and its exit code tell how it went; without its options it is misused', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const { url } = await server.api.listen({ host: '127.0.0.1', port: 0 });
  const [out, error]: [string[], string[]] = [[], []];
  const parley = (args: readonly string[]) =>
    run(['import', ...args], {
      terminal: { out: (line) => void out.push(line), error: (line) => void error.push(line) },
      config: () => loadConfig({ env: { PARLEY_URL: url, PARLEY_KEY: server.liveKey } }),
    });
  assert.equal(await parley(['flireo', '--from', 'https://flireo.example']), 2);
  assert.match(error.join(), /Usage: parley import/);
  assert.equal(await parley(['vapi', '--from', 'https://flireo.example', '--key', 'k']), 2);
  // The test's API reaches no network: the import begins, fails, and says why.
  assert.equal(
    await parley(['flireo', '--from', 'https://flireo.example', '--key', 'fl_live_1', '--json']),
    1,
  );
  const told = JSON.parse(out.at(-1)!) as { status: string; fault: { code: string } };
  assert.deepEqual([told.status, told.fault.code], ['failed', 'url-refused']);
  assert.equal(await parley(['meetzy', '--from', 'https://meetzy.example', '--key', 'k']), 1);
  assert.match(out.join('\n'), /import_\w+ failed: nothing\./);
  assert.doesNotMatch(out.join() + error.join(), /fl_live_1/);
});
