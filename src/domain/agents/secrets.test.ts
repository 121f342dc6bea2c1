import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentConfig } from './config.ts';
import {
  asSealed,
  cipherTextOf,
  isSealed,
  keepSecrets,
  maskSecrets,
  sealSecrets,
  secretFaults,
} from './secrets.ts';

const SECRETS = ['s-bearer', 's-basic', 's-header', 's-key', 's-sms', 's-field', 's-hmac'];
const http = {
  type: 'http',
  description: '',
  method: 'GET',
  url: 'https://x.test/',
  timeout_ms: 1000,
} as const;
const config: AgentConfig = {
  ...{ name: 'A', language: 'en-US', interruptible: true, prompt: 'Be kind.' },
  tools: [
    {
      ...http,
      name: 'a',
      auth: { type: 'bearer', token: 's-bearer' },
      headers: { 'X-Api-Key': 's-field', accept: 'text/plain', authorization: 'Bearer {{token}}' },
    },
    {
      type: 'mcp',
      name: 'b',
      url: 'https://m.test/',
      auth: { type: 'basic', username: 'u', password: 's-basic' },
      timeout_ms: 1000,
    },
    { ...http, name: 'c', auth: { type: 'header', name: 'x-token', value: 's-header' } },
    {
      type: 'book_appointment',
      provider: 'cal_com',
      key: 's-key',
      calendar: '1',
      days: 1,
      notice_hours: 1,
      max_slots: 1,
      timeout_ms: 1000,
    },
    { type: 'send_sms', account: 'AC', token: 's-sms', from: '+15005550006', timeout_ms: 1000 },
    { ...http, name: 'd', auth: { type: 'hmac', secret: 's-hmac', header: 'X-Signature' } },
    { type: 'end_call' },
  ],
};
const sealer = { seal: (text: string) => asSealed(Buffer.from(text).toString('hex')) };
const open = (text: string): string => Buffer.from(cipherTextOf(text), 'hex').toString();

test('every secret is sealed, once, and nothing else is touched', () => {
  const sealed = sealSecrets(config, sealer);
  const text = JSON.stringify(sealed);
  for (const secret of SECRETS) assert.ok(!text.includes(secret), secret);
  assert.deepEqual(sealSecrets(sealed, sealer), sealed);
  const back = JSON.parse(text, (_, value: unknown) =>
    typeof value === 'string' && isSealed(value) ? open(value) : value,
  ) as AgentConfig;
  assert.deepEqual(back, config);
});

test('reads show that there is one; what is written back as it was read keeps what is stored', () => {
  const sealed = sealSecrets(config, sealer);
  const read = maskSecrets(sealed);
  assert.equal(JSON.stringify(read).match(/\*\*\*/g)!.length, SECRETS.length);
  assert.doesNotMatch(JSON.stringify(read), /sealed:|s-/);
  assert.deepEqual(secretFaults(read, sealed), []);
  assert.deepEqual(keepSecrets(read, sealed), sealed);
  const changed = {
    ...read,
    tools: read.tools!.map((tool) => (tool.type === 'send_sms' ? { ...tool, token: 'new' } : tool)),
  };
  const kept = keepSecrets(changed, sealed);
  assert.deepEqual(
    kept.tools!.find(({ type }) => type === 'send_sms'),
    { ...config.tools![4], token: 'new' },
  );
  assert.deepEqual(kept.tools![0], sealed.tools![0]);
});

test('a mask without anything behind it, and a secret that looks sealed, are refused by name', () => {
  const tools = [
    { ...http, name: 'a', auth: { type: 'bearer' as const, token: '***' } },
    { ...http, name: 'z', auth: { type: 'bearer' as const, token: asSealed('x') } },
  ];
  assert.deepEqual(
    secretFaults({ tools }).map(({ param, rule }) => [param, rule]),
    [
      ['tools[0].auth.token', 'secret-given'],
      ['tools[1].auth.token', 'secret-given'],
    ],
  );
});
