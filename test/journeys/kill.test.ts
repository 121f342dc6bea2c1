/**
 * `kill -9` at seeded random moments of a call: after the restart the call is terminal within 30 s, the phone saw the
 * end too, and it rang at most once. The long form is `npm run soak -- kill`.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { randomUnit, seededRandom } from '#kernel';
import { startBaresip, type BaresipPeer } from '../peers/baresip.ts';
import { freePorts } from '../peers/ports.ts';
import { freshFolder } from '../peers/program.ts';
import { killDuringCall, type Installation } from './kill.ts';
import { sayer } from './parley.ts';
import { createKey } from './served.ts';

const SEED = Number(process.env['SOAK_SEED'] ?? 11);
const MOMENTS = Number(process.env['KILL_MOMENTS'] ?? 4);
/** From the INVITE over ringing (picked up after 500 ms) into the talk. */
const SPAN_MS = 2_600;

const agent = sayer(
  'This is a long sentence, so that there is something left to say whenever the process dies in the middle of this call.',
);
let phone: BaresipPeer;
let installation: Installation;

before(async () => {
  phone = await startBaresip({ codec: 'PCMU', answers: 'manual' });
  const environment = {
    PARLEY_DATA_DIR: freshFolder('kill'),
    PARLEY_HTTP: '127.0.0.1:0',
    PARLEY_SIP: `127.0.0.1:${await freePorts(1)}`,
    PARLEY_LOG: 'warn',
  };
  installation = { environment, key: (await createKey(environment))['key']! };
});
after(async () => {
  await phone.stop();
  rmSync(installation.environment['PARLEY_DATA_DIR']!, { recursive: true, force: true });
});

const random = seededRandom(SEED);
// One of each phase, then at random.
const moments = [
  0,
  350,
  1_800,
  ...Array.from({ length: Math.max(MOMENTS - 3, 0) }, () => Math.round(randomUnit(random) * SPAN_MS)),
].slice(0, MOMENTS);
for (const [index, afterMs] of moments.entries())
  test(
    `kill -9, ${afterMs} ms into call ${index + 1} of ${moments.length}`,
    { timeout: 90_000 },
    async (t) => {
      const report = await killDuringCall(installation, phone, agent, afterMs, 500);
      t.diagnostic(JSON.stringify(report));
      assert.ok(report.rings <= 1, `it rang ${report.rings} times`);
      const neverSent = report.before === 'queued' && report.outcome === 'completed';
      assert.ok(report.outcome === 'interrupted' || neverSent, JSON.stringify(report));
    },
  );
