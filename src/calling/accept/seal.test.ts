import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CreateCall, HttpToolAuth } from '#domain';
import { sealedOverrides, sealedRequest } from './seal.ts';

const sealer = { seal: (text: string) => `sealed:${text.length}` };
const auth: HttpToolAuth = { type: 'hmac', secret: 'sealed:looks', header: 'X', prefix: '' };
const toolsAt = { from: 'https://a.test/', to: 'https://b.test/', auth };

test('a secret of a request is sealed, whatever it looks like; what a hook answered only once', () => {
  const input = { agent: { kind: 'number' }, overrides: { toolsAt } } as unknown as CreateCall;
  const { overrides } = sealedRequest(input, sealer);
  assert.deepEqual(overrides.toolsAt, { ...toolsAt, auth: { ...auth, secret: 'sealed:12' } });
  assert.deepEqual(sealedOverrides({ toolsAt }, sealer).toolsAt, toolsAt);
});

test('without a proof, or without a sealer, all stays as it is', () => {
  const bare = { toolsAt: { from: 'https://a.test/', to: 'https://b.test/', auth: null } };
  assert.equal(sealedOverrides(bare, sealer), bare);
  assert.equal(sealedOverrides({ toolsAt }, undefined).toolsAt, toolsAt);
});
