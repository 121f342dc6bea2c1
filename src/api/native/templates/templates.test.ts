import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestApi } from '../../testing.ts';

test('templates: ready to be agents, by language, by name, 404', async (t) => {
  const server = await openTestApi();
  t.after(() => server.api.close());
  const { data } = (await server.get('/v1/templates')).json();
  assert.equal(data.length, 10);
  for (const template of data) {
    const created = await server.post('/v1/agents', template.agent);
    assert.equal(created.statusCode, 201, created.body);
    const texts = JSON.stringify(template.agent);
    for (const { name, example } of template.variables) {
      assert.match(texts, new RegExp(`\\{\\{${name}\\}\\}`), `${template.name} uses ${name}`);
      assert.notEqual(example, '');
    }
  }
  const spanish = (await server.get('/v1/templates?language=Spanish')).json().data;
  assert.deepEqual(
    spanish.map((it: { language: string }) => it.language),
    Array(5).fill('es-ES'),
  );
  const one = await server.get('/v1/templates/survey-es');
  assert.deepEqual([one.statusCode, one.json().title], [200, 'Encuesta']);
  const none = await server.get('/v1/templates/nothing');
  assert.deepEqual([none.statusCode, none.json().code], [404, 'template-unknown']);
});
