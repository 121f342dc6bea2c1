import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assert as holds,
  constant,
  constantFrom,
  dictionary,
  jsonValue,
  oneof,
  property,
  type Arbitrary,
} from 'fast-check';
import { AppError } from '#kernel';
import { readOutbound } from './dial/map-request.ts';
import { toCreateCall as flireo } from './flireo/map-request.ts';
import { toCreateCall as meetzy } from './meetzy/map-request.ts';
import { toCreateCall as synthflow } from './synthflow/map-request.ts';

const engine = { llmModel: null, checkAgent: () => [] };
const ID = '66b1f0c2a9d4e83b5c7f1a20';
const LLM = {
  provider: 'openai',
  messages: [{ role: 'system', content: 'x' }],
  tools: [{ type: 'endCall' }],
};
const dialects: readonly (readonly [
  string,
  (body: unknown) => unknown,
  Readonly<Record<string, unknown>>,
])[] = [
  [
    'meetzy',
    meetzy,
    {
      phone: '+34600000002',
      playbook_id: ID,
      version_id: ID,
      voice_id: '1',
      voice_model: 'fast',
      language: 'ES',
      interrupt: true,
      params: {},
    },
  ],
  [
    'synthflow',
    synthflow,
    {
      model_id: ID,
      phone: '+34600000002',
      name: 'A',
      from_phone_number: '+34600000001',
      custom_variables: [{ key: 'a', value: 1 }],
      lead_email: 'a@b.c',
      lead_timezone: 'Europe/Berlin',
      prompt: '{a}',
      greeting: '{a}',
      external_webhook_url: 'https://a.b',
    },
  ],
  [
    'dial',
    readOutbound,
    {
      number_id: ID,
      phone_number: '+34600000002',
      use_case_id: ID,
      agent_id: ID,
      model_id: ID,
      prompt_id: ID,
      language: 'en-US',
      params: {},
      metadata: {},
      campaign_id: 'c',
      scheduled_for: '2030-01-01T00:00:00Z',
      max_duration_mins: 1,
      assistant_id: ID,
      voice_id: 'v',
      model: 'Fast',
    },
  ],
  [
    'flireo',
    (body) => flireo(body, engine),
    {
      destination: '+34600000002',
      number_id: ID,
      agent_config: { llm_config: LLM, stt_config: {}, tts_config: {} },
      first_message: 'a',
      context: {},
    },
  ],
  [
    'flireo override',
    (body) => flireo(body, engine),
    {
      destination: '+34600000002',
      assistant_id: ID,
      assistant_override: { llm_config: LLM, metadata: {}, webhook_url: 'https://a.b' },
    },
  ],
];

/** A good body in which any field, at any depth, may be anything. */
function spoiled(value: unknown): Arbitrary<unknown> {
  if (Array.isArray(value))
    return oneof({ weight: 3, arbitrary: constant(value) }, { weight: 1, arbitrary: jsonValue() });
  if (typeof value !== 'object' || value === null)
    return oneof({ weight: 4, arbitrary: constant(value) }, { weight: 1, arbitrary: jsonValue() });
  const whole = Object.entries(value).reduce<Arbitrary<Record<string, unknown>>>(
    (sofar, [name, item]) => sofar.chain((body) => spoiled(item).map((one) => ({ ...body, [name]: one }))),
    dictionary(constantFrom('odd', 'name', 'url', 'type'), jsonValue(), { maxKeys: 1 }),
  );
  return oneof({ weight: 9, arbitrary: whole }, { weight: 1, arbitrary: jsonValue() });
}

for (const [name, read, good] of dialects) {
  test(`${name}: the good body of this test is taken`, () => {
    assert.doesNotThrow(() => read(good));
  });

  test(`${name}: whatever comes is taken or refused by name, never a fault of ours`, () => {
    holds(
      property(spoiled(good), (body) => {
        try {
          read(body);
        } catch (thrown) {
          assert.ok(thrown instanceof AppError, String(thrown));
          assert.ok(thrown.status === 400 || thrown.status === 404);
          assert.ok(thrown.param !== undefined && thrown.message !== '');
        }
      }),
      { numRuns: 300 },
    );
  });
}
