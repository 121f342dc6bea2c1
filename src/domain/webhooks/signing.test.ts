import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { realClock, realRandom } from '#kernel';
import { isWebhookSecret, newWebhookSecret, standardSignature, webhookPublicKey } from './signing.ts';

const body = '{"a":"ñ"}';

test('the library of Standard Webhooks verifies v1, of both secrets during a rotation, and nothing altered', () => {
  const [old, fresh] = [newWebhookSecret('hmac', realRandom), newWebhookSecret('hmac', realRandom)];
  const at = realClock.now();
  const headers = {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': standardSignature('evt_1', at, body, [fresh, old]),
  };
  for (const secret of [old, fresh]) assert.deepEqual(new Webhook(secret).verify(body, headers), { a: 'ñ' });
  assert.throws(() => new Webhook(fresh).verify(`${body} `, headers));
  assert.throws(() => new Webhook(fresh).verify(body, { ...headers, 'webhook-id': 'evt_2' }));
  assert.throws(() => new Webhook(newWebhookSecret('hmac', realRandom)).verify(body, headers));
});

test('the example of the specification', () => {
  const signature = standardSignature(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1_614_265_330_000,
    '{"test": 2432232314}',
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  );
  assert.equal(signature, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('v1a is an ed25519 signature that the public key verifies', () => {
  const secret = newWebhookSecret('ed25519', realRandom);
  const [version, signature] = standardSignature('evt_1', 1_000, body, [secret]).split(',');
  assert.equal(version, 'v1a');
  const raw = Buffer.from(webhookPublicKey(secret).replace('whpk_', ''), 'base64');
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const holds = (text: string) => verify(null, Buffer.from(text), key, Buffer.from(signature!, 'base64'));
  assert.equal(raw.length, 32);
  assert.ok(holds(`evt_1.1.${body}`));
  assert.ok(!holds(`evt_1.2.${body}`));
});

const of = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;

test('a secret is whsec_ and 24 to 64 bytes in base64', () => {
  assert.deepEqual(
    [23, 24, 64, 65].map((bytes) => isWebhookSecret(of(bytes))),
    [false, true, true, false],
  );
  for (const bad of ['', 'whsec_', 'secret', `${of(24)}!`, of(24).slice(3)])
    assert.ok(!isWebhookSecret(bad), bad);
});
