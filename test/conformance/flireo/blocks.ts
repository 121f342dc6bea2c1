/** §4, §5: stt_config, llm_config, tts_config and tools, in both spellings. */
import assert from 'node:assert/strict';
import type { AgentConfig } from '#domain';
import { refusal, type Body, type Check } from './world.ts';

const llm = (more: Body): Body => ({ llm_config: { provider: 'openai', messages: [], ...more } });
const tool = (one: Body): Body => llm({ tools: [one] });

const members: readonly (readonly [Body, (config: AgentConfig) => unknown, unknown])[] = [
  [
    { stt_config: { provider: 'deepgram', model: 'nova-3', language: 'en', keyterms: ['Acme'] } },
    ({ stt, language }) => [stt, language],
    [{ provider: 'deepgram', model: 'nova-3', keyterms: ['Acme'] }, 'en'],
  ],
  [{ stt_config: { provider: 'elevenlabs' } }, ({ stt }) => stt?.provider, 'elevenlabs'],
  [
    {
      tts_config: {
        provider: 'elevenlabs',
        voiceId: 'v',
        model: 'm',
        stability: 0.1,
        similarity_boost: 0.2,
        style: 0.3,
        use_speaker_boost: true,
        speed: 1.1,
      },
    },
    ({ voice }) => voice,
    {
      provider: 'elevenlabs',
      model: 'm',
      id: 'v',
      speed: 1.1,
      tuning: { stability: 0.1, similarity_boost: 0.2, style: 0.3, use_speaker_boost: true },
    },
  ],
  [
    { tts_config: { provider: '11labs', voice_id: 'v', similarityBoost: 0.2 } },
    ({ voice }) => voice,
    { provider: 'elevenlabs', id: 'v', tuning: { similarity_boost: 0.2 } },
  ],
  [{ tts_config: { provider: 'openai', language: 'de' } }, ({ language }) => language, 'de'],
  [
    llm({
      model: 'gpt-4o',
      temperature: 0.2,
      messages: [
        { role: 'system', content: 'A' },
        { role: 'user', content: 'B' },
        { role: 'assistant', content: 'C' },
      ],
    }),
    ({ llm: mind, prompt }) => [mind, prompt],
    [
      {
        provider: 'openai',
        model: 'gpt-4o',
        temperature: 0.2,
        messages: [
          { role: 'user', content: 'B' },
          { role: 'assistant', content: 'C' },
        ],
      },
      'A',
    ],
  ],
  ...['anthropic', 'groq', 'mistral', 'xai'].map(
    (provider) =>
      [{ llm_config: { provider } }, ({ llm: mind }: AgentConfig) => mind?.provider, provider] as const,
  ),
  [{ llm_config: { provider: 'google' } }, ({ llm: mind }) => mind?.provider, 'gemini'],
  ...['ara', 'rex', 'sal', 'eve', 'leo'].map(
    (voice) =>
      [
        { llm_config: { provider: 'xai_realtime', voice } },
        ({ realtime, stt, voice: own }: AgentConfig) => [realtime, stt, own],
        [{ provider: 'xai', voice }, undefined, undefined],
      ] as const,
  ),
  [tool({ type: 'endCall' }), ({ tools }) => tools, [{ type: 'end_call' }]],
  [tool({ type: 'end_call' }), ({ tools }) => tools, [{ type: 'end_call' }]],
  ...['transferCall', 'transfer_call'].map(
    (type) =>
      [
        tool({
          type,
          destinations: [
            { type: 'number', number: '+31200000009', description: 'Sales', message: 'One moment.' },
          ],
        }),
        ({ tools }: AgentConfig) => tools,
        [
          {
            type: 'transfer',
            description: 'Sales',
            to: '+31200000009',
            mode: 'blind',
            confirm: false,
            ring_timeout_s: 30,
            announcement: 'One moment.',
          },
        ],
      ] as const,
  ),
];

const hook = { name: 'lookup', description: 'Finds.', parameters: { type: 'object', properties: {} } };
type Http = Extract<NonNullable<AgentConfig['tools']>[number], { type: 'http' }>;
const httpOf = ({ tools }: AgentConfig): Http => tools![0] as Http;
const tools: readonly (readonly [string, Body, (tool: Http) => unknown, unknown])[] = [
  [
    'flat, with its own url',
    tool({ ...hook, url: 'https://t.example.org/x' }),
    (one) => one.url,
    'https://t.example.org/x',
  ],
  [
    'without a url: the agent’s',
    { ...tool(hook), webhook_url: 'https://a.example.org/f' },
    (one) => one.url,
    'https://a.example.org/f',
  ],
  [
    'async with asyncResponse',
    tool({ ...hook, url: 'https://t.example.org', async: true, asyncResponse: 'Wait.' }),
    (one) => [one.asynchronous, one.speech?.before],
    [true, 'Wait.'],
  ],
  [
    'async with async_response',
    tool({ ...hook, url: 'https://t.example.org', async: true, async_response: 'Wait.' }),
    (one) => one.speech?.before,
    'Wait.',
  ],
  [
    'async with message',
    tool({ ...hook, url: 'https://t.example.org', async: true, message: 'Wait.' }),
    (one) => one.speech?.before,
    'Wait.',
  ],
  [
    'nested, with server',
    tool({ type: 'function', function: hook, server: { url: 'https://s.example.org', secret: 'z' } }),
    (one) => [one.name, one.url, one.auth?.type],
    ['lookup', 'https://s.example.org', 'hmac'],
  ],
  [
    'url wins over server.url',
    tool({
      type: 'function',
      function: hook,
      url: 'https://u.example.org',
      server: { url: 'https://s.example.org' },
    }),
    (one) => one.url,
    'https://u.example.org',
  ],
  [
    'signed with webhook_secret',
    { ...tool(hook), webhook_url: 'https://a.example.org/f', webhook_secret: 's3' },
    (one) => one.auth,
    {
      type: 'hmac',
      secret: 's3',
      header: 'X-Webhook-Signature',
      prefix: 'sha256=',
      timestamp_header: 'X-Webhook-Timestamp',
    },
  ],
  ['waits 10 s', tool({ ...hook, url: 'https://t.example.org' }), (one) => one.timeout_ms, 10_000],
];

export const blockChecks: readonly Check[] = [
  ...members.map(([body, of, wanted]): Check => [
    `§4 ${JSON.stringify(body).slice(0, 110)}`,
    async (world) => {
      const shown = await world.agent(body);
      const { config } = await world.native(shown);
      assert.deepEqual(of(config), wanted);
      for (const [name, block] of Object.entries(body)) {
        const told = shown[name] as Body;
        assert.equal(told['provider'], (block as Body)['provider'], 'told as it was written');
      }
    },
  ]),
  ...tools.map(([what, body, of, wanted]): Check => [
    `§5 a tool ${what}`,
    async (world) => {
      const { config } = await world.native(await world.agent(body));
      assert.deepEqual(of(httpOf(config)), wanted);
    },
  ]),
  [
    '§15.5 both spellings come back',
    async (world) => {
      const shown = await world.agent({
        ...tool({ ...hook, url: 'https://t.example.org', async: true, asyncResponse: 'Wait.' }),
        tts_config: { provider: 'openai', voice_id: 'alloy' },
        analysis_plan: { structuredDataPlan: { enabled: true, schema: { type: 'object' } } },
      });
      const [one] = shown['llm_config'].tools as Body[];
      assert.deepEqual([one!['asyncResponse'], one!['async_response']], ['Wait.', 'Wait.']);
      assert.equal(shown['tts_config'].voiceId, 'alloy');
      assert.deepEqual(
        shown['analysis_plan'].structuredDataPlan,
        shown['analysis_plan'].structured_data_plan,
      );
    },
  ],
  [
    '§4 secrets are told as ***, and *** keeps them',
    async (world) => {
      const made = await world.agent({
        ...tool({
          type: 'function',
          function: hook,
          server: { url: 'https://s.example.org', secret: 'z3cr3t' },
        }),
        webhook_url: 'https://a.example.org/f',
        webhook_secret: 's3cr3t',
      });
      assert.doesNotMatch(JSON.stringify(made), /[sz]3cr3t/);
      assert.equal(made['webhook_secret'], '***');
      const { llm_config, webhook_secret } = made;
      const again = await world.patch(`/agents/${made['id']}`, { llm_config, webhook_secret });
      assert.equal(again.statusCode, 200, again.body);
      const { auth } = httpOf((await world.native(made)).config);
      assert.equal(auth?.type === 'hmac' && auth.secret, 'z3cr3t');
      const { store, organization } = world.api;
      const [endpoint] = await store.webhooks.listEndpoints(organization.id, {
        limit: 1,
        agentId: (await world.native(made)).id,
      });
      assert.equal(endpoint?.secret, 's3cr3t');
      const kept = await store.dialectData.get(
        organization.id,
        { dialect: 'flireo', noun: 'agent' },
        (await world.native(made)).id,
      );
      assert.doesNotMatch(JSON.stringify(kept), /[sz]3cr3t/, 'nothing is kept in clear');
    },
  ],
  [
    '§4 a realtime model takes the place of the blocks, and they take its place',
    async (world) => {
      const made = await world.agent({
        llm_config: { provider: 'xai_realtime', voice: 'ara', messages: [{ role: 'system', content: 'X' }] },
      });
      assert.deepEqual(
        [made['stt_config'], made['tts_config'], made['llm_config'].provider],
        [null, null, 'xai_realtime'],
      );
      await world.patch(`/agents/${made['id']}`, {
        ...llm({ messages: [{ role: 'system', content: 'Y' }] }),
      });
      const { config } = await world.native(made);
      assert.deepEqual([config.realtime, config.llm?.provider, config.prompt], [undefined, 'openai', 'Y']);
    },
  ],
  refusal(
    '§3.1 realtime with stt_config',
    (w) =>
      w.post('/agents', {
        name: 'x',
        llm_config: { provider: 'xai_realtime' },
        stt_config: { provider: 'deepgram' },
      }),
    400,
    /stt_config: Must be left out/,
  ),
  refusal(
    '§4 temperature 3',
    (w) => w.post('/agents', { name: 'x', ...llm({ temperature: 3 }) }),
    400,
    /temperature/,
  ),
  refusal('§4 speed 3', (w) => w.post('/agents', { name: 'x', tts_config: { speed: 3 } }), 400, /speed/),
  refusal('§4 style 2', (w) => w.post('/agents', { name: 'x', tts_config: { style: 2 } }), 400, /style/),
  refusal(
    '§4 a provider that is not there',
    (w) => w.post('/agents', { name: 'x', stt_config: { provider: 'gladia' } }),
    400,
    /deepgram/,
  ),
  refusal(
    '§5 a tool without a name',
    (w) => w.post('/agents', { name: 'x', ...tool({ description: 'x', url: 'https://x.example' }) }),
    400,
    /name: Is required/,
  ),
  refusal(
    '§5 a tool without an address',
    (w) => w.post('/agents', { name: 'x', ...tool(hook) }),
    400,
    /url: Is required/,
  ),
  refusal(
    '§9 a tool for the agent’s webhook, which leaves tool-calls out',
    (w) =>
      w.post('/agents', {
        name: 'x',
        ...tool(hook),
        webhook_url: 'https://a.example.org',
        webhook_events: ['status-update'],
      }),
    400,
    /url: Is required/,
  ),
];
