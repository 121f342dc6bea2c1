/** §5: tool templates, which are copied. */
import assert from 'node:assert/strict';
import { parseId } from '#kernel';
import { refusal, type Body, type Check } from './world.ts';

const config = {
  name: 'lookup',
  description: 'Finds.',
  parameters: { type: 'object', properties: {} },
  url: 'https://t.example.org',
};
const template = (more: Body = {}): Body => ({
  name: 'Lookup',
  description: 'Ours',
  tool_type: 'function',
  tool_config: config,
  ...more,
});

export const toolChecks: readonly Check[] = [
  [
    '§5 create, read, list, change, delete; both wrappers',
    async (world) => {
      const created = await world.post('/tool-templates', template());
      assert.equal(created.statusCode, 201, created.body);
      const { toolTemplate, tool_template } = created.json<Body>();
      assert.deepEqual(toolTemplate, tool_template);
      const { id, org_id, created_at, updated_at, ...rest } = toolTemplate;
      assert.equal(org_id, world.api.organization.id);
      assert.equal(created_at, updated_at);
      assert.deepEqual(rest, template());
      assert.deepEqual(
        (await world.get(`/tool-templates/${id}`)).json<Body>()['tool_template'],
        toolTemplate,
      );
      const list = (await world.get('/tool-templates')).json<Body>();
      assert.deepEqual(list['toolTemplates'], list['tool_templates']);
      assert.ok((list['toolTemplates'] as Body[]).some((one) => one['id'] === id));
      const changed = (
        await world.patch(`/tool-templates/${id}`, {
          tool_config: { ...config, async: true, asyncResponse: 'Wait.' },
        })
      ).json<Body>()['toolTemplate'];
      assert.deepEqual(
        [changed.name, changed.tool_config.async_response, changed.tool_config.asyncResponse],
        ['Lookup', 'Wait.', 'Wait.'],
      );
      const saved = await world.api.store.tools.get(world.api.organization.id, parseId(id)!);
      assert.ok(saved?.config.type === 'http' && saved.config.asynchronous === true);
      assert.deepEqual((await world.delete(`/tool-templates/${id}`)).json(), { success: true });
      assert.equal((await world.get(`/tool-templates/${id}`)).statusCode, 404);
    },
  ],
  [
    '§5 endCall and transferCall',
    async (world) => {
      const end = (
        await world.post('/tool-templates', { name: 'End', tool_type: 'endCall', tool_config: {} })
      ).json<Body>()['toolTemplate'];
      assert.deepEqual([end.tool_type, end.tool_config], ['endCall', {}]);
      const destinations = [
        { type: 'number', number: '+31200000009', description: 'Sales' },
        { type: 'number', number: '+31200000008', description: 'Help' },
      ];
      const made = (
        await world.post('/tool-templates', {
          name: 'Desk',
          tool_type: 'transferCall',
          tool_config: { destinations },
        })
      ).json<Body>()['toolTemplate'];
      assert.deepEqual(made.tool_config, { destinations });
      const saved = await world.api.store.tools.get(world.api.organization.id, parseId(made.id)!);
      assert.deepEqual(
        saved?.config.type === 'transfer' &&
          saved.config.destinations?.map(({ to, condition }) => [to, condition]),
        [
          ['+31200000009', 'Sales'],
          ['+31200000008', 'Help'],
        ],
      );
    },
  ],
  [
    '§15.9 a template is copied: its config works in an agent, and deleting it changes no agent',
    async (world) => {
      const { url: _none, ...bare } = config;
      const made = (await world.post('/tool-templates', template({ tool_config: bare }))).json<Body>()[
        'toolTemplate'
      ];
      assert.equal(made.tool_config.url, undefined);
      const agent = await world.agent({
        webhook_url: 'https://a.example.org/f',
        llm_config: { tools: [made.tool_config] },
      });
      await world.delete(`/tool-templates/${made.id}`);
      const [tool] = (await world.native(agent)).config.tools ?? [];
      assert.equal(tool?.type === 'http' && tool.url, 'https://a.example.org/f');
    },
  ],
  [
    '§5 the first SDK’s shape',
    async (world) => {
      const made = await world.post('/tool-templates', {
        name: 'Old',
        function_definition: bareOf(config),
        server_url: 'https://s.example.org',
        server_secret: 'z3cr3t',
        async: true,
      });
      assert.equal(made.statusCode, 201, made.body);
      assert.doesNotMatch(made.body, /z3cr3t/);
      const saved = await world.api.store.tools.get(
        world.api.organization.id,
        parseId(made.json<Body>()['toolTemplate'].id)!,
      );
      assert.ok(
        saved?.config.type === 'http' &&
          saved.config.auth?.type === 'hmac' &&
          saved.config.auth.secret === 'z3cr3t',
      );
    },
  ],
  [
    '§5 a native tool is told; one that Flireo has no word for is not',
    async (world) => {
      const one = (
        await world.api.post('/v1/tools', {
          title: 'N',
          config: { type: 'http', name: 'n', description: 'd', url: 'https://n.example.org' },
        })
      ).json<Body>();
      const other = (
        await world.api.post('/v1/tools', { title: 'S', config: { type: 'send_dtmf' } })
      ).json<Body>();
      const read = await world.get(`/tool-templates/${one['id']}`);
      assert.equal(read.json<Body>()['toolTemplate'].tool_config.url, 'https://n.example.org');
      assert.equal((await world.get(`/tool-templates/${other['id']}`)).statusCode, 404);
    },
  ],
  refusal(
    '§5 no name of a template',
    (w) => w.post('/tool-templates', template({ name: '' })),
    400,
    /name: Is required/,
  ),
  refusal(
    '§5 no tool_type',
    (w) => w.post('/tool-templates', template({ tool_type: null })),
    400,
    /tool_type: Is required/,
  ),
  refusal(
    '§5 a tool_type that is none',
    (w) => w.post('/tool-templates', template({ tool_type: 'sms' })),
    400,
    /function, endCall, transferCall/,
  ),
  refusal(
    '§5 no tool_config',
    (w) => w.post('/tool-templates', template({ tool_config: null })),
    400,
    /tool_config: Is required/,
  ),
  ...['name', 'description', 'parameters'].map((field) =>
    refusal(
      `§5 a function without ${field}`,
      (w) => w.post('/tool-templates', template({ tool_config: { ...config, [field]: undefined } })),
      400,
      new RegExp(`tool_config.${field}: Is required`),
    ),
  ),
  refusal(
    '§5 a transfer to nobody',
    (w) => w.post('/tool-templates', template({ tool_type: 'transferCall', tool_config: {} })),
    400,
    /destinations/,
  ),
  refusal('§5 an unknown template', (w) => w.get('/tool-templates/nope'), 404, /No tool template/),
];

function bareOf({ url: _url, ...bare }: typeof config): Body {
  return bare;
}
