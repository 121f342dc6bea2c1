import assert from 'node:assert/strict';
import type { Row } from '../conform.ts';
import type { Rig } from './rig.ts';

const schema = { type: 'object', properties: { order: { type: 'string' } } };
const body = {
  name: 'Order',
  description: 'What was ordered.',
  system_prompt: 'You read calls.',
  user_prompt: 'Take the order from {{transcript}} or {summary} of {duration} s with {caller_number}.',
  schema,
};
const make = async ({ must }: Rig, more: object = {}) =>
  (await must(201, 'POST', '/analysis-templates', { ...body, ...more }))['analysis_template'];

export const templateRows: readonly Row<Rig>[] = [
  [
    'analysis templates: 201, bare and under both wrappers, with id, org_id and times',
    async ({ must, organizationId }) => {
      const made = await must(201, 'POST', '/analysis-templates', body);
      assert.deepEqual(made['analysisTemplate'], made['analysis_template']);
      assert.equal(made['id'], made['analysisTemplate'].id);
      const { id, org_id, created_at, updated_at, ...rest } = made['analysisTemplate'];
      assert.deepEqual([org_id, typeof id], [organizationId, 'string']);
      assert.match(created_at, /^2026-.*\.\d{3}Z$/);
      assert.equal(updated_at, created_at);
      assert.deepEqual(rest, { ...body, messages: null, min_messages_threshold: 2 });
      assert.deepEqual(
        (await must(200, 'GET', `/analysis-templates/${id}`))['analysisTemplate'],
        made['analysisTemplate'],
      );
    },
  ],
  [
    'analysis templates: their placeholders, of one brace or two, become words about our record',
    async (rig) => {
      const { id } = await make(rig);
      const native = await rig.must(200, 'GET', `/v1/analysis-templates/${id}`);
      assert.deepEqual(native['settings'].schema, schema);
      assert.equal(
        native['settings'].schema_prompt,
        'You read calls.\nTake the order from the transcript of the record or the summary that you write of `duration_s` of the record, in seconds s with `person.number` of the variables.',
      );
    },
  ],
  [
    'analysis templates: the guide’s messages and min_messages_threshold, in both spellings',
    async (rig) => {
      const messages = [{ role: 'system', content: 'Read {{transcript}}.' }];
      const made = await make(rig, { user_prompt: null, messages, minMessagesThreshold: 5 });
      assert.deepEqual([made.messages, made.min_messages_threshold], [messages, 5]);
      const native = await rig.must(200, 'GET', `/v1/analysis-templates/${made.id}`);
      assert.equal(native['settings'].min_turns, 5);
      assert.match(native['settings'].schema_prompt, /Read the transcript of the record\./);
    },
  ],
  [
    'analysis templates: list under both keys; PATCH changes what is sent; null takes out',
    async (rig) => {
      const { must } = rig;
      const { id } = await make(rig);
      const path = `/analysis-templates/${id}`;
      const changed = (await must(200, 'PATCH', path, { name: 'Orders', user_prompt: null }))[
        'analysis_template'
      ];
      assert.deepEqual(
        [changed.name, changed.user_prompt, changed.system_prompt],
        ['Orders', null, 'You read calls.'],
      );
      assert.equal((await must(200, 'GET', `/v1${path}`))['settings'].schema_prompt, 'You read calls.');
      const list = await must(200, 'GET', '/analysis-templates');
      assert.deepEqual(list['analysisTemplates'], list['analysis_templates']);
      assert.equal(list['analysisTemplates'].find((one: { id: string }) => one.id === id).name, 'Orders');
    },
  ],
  [
    'analysis templates: one of the native API shows its words; what that API changes shows too',
    async (rig) => {
      const { must } = rig;
      const settings = { schema, schema_prompt: 'By hand.', sentiment: true };
      const native = await must(201, 'POST', '/v1/analysis-templates', { name: 'N', settings });
      const shown = (await must(200, 'GET', `/analysis-templates/${native['id']}`))['analysisTemplate'];
      assert.deepEqual([shown.system_prompt, shown.user_prompt, shown.description], ['By hand.', null, null]);
      await must(200, 'PATCH', `/analysis-templates/${native['id']}`, { description: 'd' });
      const kept = await must(200, 'GET', `/v1/analysis-templates/${native['id']}`);
      assert.deepEqual([kept['settings'].sentiment, kept['settings'].schema_prompt], [true, 'By hand.']);
      const { id } = await make(rig);
      await must(200, 'PATCH', `/v1/analysis-templates/${id}`, { settings: { schema_prompt: 'New.' } });
      assert.equal(
        (await must(200, 'GET', `/analysis-templates/${id}`))['analysisTemplate'].system_prompt,
        'New.',
      );
    },
  ],
  [
    'analysis templates: DELETE is 200 {"success":true}, then 404; one that a native agent points to stays (409)',
    async (rig) => {
      const { must, agent } = rig;
      const { id } = await make(rig);
      assert.deepEqual(await must(200, 'DELETE', `/analysis-templates/${id}`), { success: true });
      assert.equal((await must(404, 'GET', `/analysis-templates/${id}`))['code'], 'not_found');
      const used = await make(rig);
      await agent({ analysis: { template_id: used.id } });
      await must(409, 'DELETE', `/analysis-templates/${used.id}`);
    },
  ],
  [
    'analysis templates: name and schema are required, and judged, in the flat shape',
    async ({ must }) => {
      const none = await must(400, 'POST', '/analysis-templates', {});
      assert.deepEqual(none['details'], ['name: Is required.', 'schema: Is required.']);
      assert.deepEqual([none['error'], none['code']], ['Bad Request', 'missing_field']);
      const bad = await must(400, 'POST', '/analysis-templates', { ...body, schema: { type: 'nonsense' } });
      assert.equal(bad['param'], 'schema');
      await must(400, 'POST', '/analysis-templates', { ...body, min_messages_threshold: -1 });
      await must(404, 'PATCH', '/analysis-templates/zz', {});
    },
  ],
];
