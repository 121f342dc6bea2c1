import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { verifyWebhook, WebhookRefused } from './index.ts';

const body = '{"type":"call-ended"}';
const [id, at] = ['msg_1', 1_700_000_000];
const now = at * 1000;
const signed = `${id}.${at}.${body}`;
const secretBytes = Buffer.alloc(24, 7);
const secret = `whsec_${secretBytes.toString('base64')}`;
const hmac = `v1,${createHmac('sha256', secretBytes).update(signed).digest('base64')}`;
const headers = (signature: string) => ({
  'Webhook-Id': id,
  'Webhook-Timestamp': String(at),
  'Webhook-Signature': signature,
});

test('the published example of Standard Webhooks is believed', async () => {
  const example = {
    headers: new Headers({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    }),
    body: '{"test": 2432232314}',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    now: 1_614_265_330_000,
  };
  assert.deepEqual(await verifyWebhook(example), { test: 2432232314 });
});

test('any of several signatures, by any of several secrets', async () => {
  const other = `whsec_${Buffer.alloc(24, 8).toString('base64')}`;
  const check = { headers: headers(`v1,AAAA ${hmac}`), body, secret: [other, secret], now };
  assert.deepEqual(await verifyWebhook(check), { type: 'call-ended' });
});

test('ed25519, by the public key', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const signature = `v1a,${sign(null, Buffer.from(signed), privateKey).toString('base64')}`;
  const check = { headers: headers(signature), body, secret: `whpk_${raw.toString('base64')}`, now };
  assert.deepEqual(await verifyWebhook(check), { type: 'call-ended' });
  await assert.rejects(verifyWebhook({ ...check, body: `${body} ` }), WebhookRefused);
});

test('refused: another body, another secret, too old, too new, no header, no base64', async () => {
  const good = { headers: headers(hmac), body, secret, now };
  const bad = [
    { ...good, body: `${body} ` },
    { ...good, secret: 'whsec_AAAA' },
    { ...good, now: now + 301_000 },
    { ...good, now: now - 301_000 },
    { ...good, headers: {} },
    { ...good, headers: headers('v1,***') },
    { ...good, headers: headers(hmac.replace('v1,', 'v2,')) },
  ];
  for (const check of bad) await assert.rejects(verifyWebhook(check), WebhookRefused);
});
