import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import type { TLSSocket } from 'node:tls';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { silentLogger } from '#kernel';
import { openTestApi } from '../api/testing.ts';
import { readTls, renewTls } from './tls.ts';

/** A self-signed certificate for this name. */
function certificate(t: TestContext, name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-tls-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  execFileSync(
    'openssl',
    ['req', '-x509', ...curve, '-nodes', '-keyout', key, '-out', cert, '-subj', `/CN=${name}`, '-days', '2'],
    { stdio: 'ignore' },
  );
  return { cert, key };
}

/** The status of `/healthz`, and whose certificate was shown. */
function ask(port: number): Promise<{ status: number; name: string }> {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      path: '/healthz',
      rejectUnauthorized: false,
      agent: false,
    } as const;
    const outgoing = request(options, (response) => {
      const shown = (response.socket as TLSSocket).getPeerCertificate();
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode!, name: String(shown.subject.CN) }));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

test('HTTPS by a certificate of its own, renewed without a restart; a bad one changes nothing', async (t) => {
  const [first, second] = [certificate(t, 'first'), certificate(t, 'second')];
  const { api } = await openTestApi({ tls: await readTls(first) });
  t.after(() => api.close());
  const { url, port } = await api.listen({ host: '127.0.0.1', port: 0 });
  assert.equal(url, `https://127.0.0.1:${port}`);
  assert.deepEqual(await ask(port), { status: 200, name: 'first' });
  await renewTls(api, second, silentLogger);
  assert.equal((await ask(port)).name, 'second');
  writeFileSync(first.cert, 'nonsense');
  await renewTls(api, first, silentLogger);
  assert.equal((await ask(port)).name, 'second');
  await assert.rejects(readTls({ cert: second.cert, key: '/none' }), { code: 'certificate-unusable' });
});
