/** Every field of the requests for calls, in each of the three of them, by what the call then is. */
import assert from 'node:assert/strict';
import { parseId, spellHex } from '#kernel';
import type { Row } from '../conform.ts';
import { PERSON, type Body, type Rig } from './rig.ts';

const LATER = '2099-01-01T09:00:00Z';

/** One call by each of the endpoints, with these fields beside those that it needs. */
const ENDPOINTS: Readonly<Record<string, (rig: Rig, fields: Body) => Promise<Body>>> = {
  outbound: (rig, fields) => rig.call({ scheduled_for: LATER, ...fields }),
  batched: async (rig, fields) => {
    const row = { number_id: rig.number, phone_number: PERSON, scheduled_for: LATER, ...fields };
    return (await rig.ok('POST', '/dial/outbound-batched', [row]))[0];
  },
  scheduled: async (rig, fields) => {
    const calls = [{ phone_number: PERSON, scheduled_date: '2099-01-01' }];
    const { createdCalls } = await rig.ok('POST', '/dial/scheduled', {
      number_id: rig.number,
      calls,
      ...fields,
    });
    return createdCalls[0];
  },
};

export const fieldRows: readonly Row<Rig>[] = Object.entries(ENDPOINTS).map(([name, place]): Row<Rig> => [
  `§2 each field of ${name} makes the call another one: use case, prompt, agent, model, voice, language, minutes`,
  async (rig) => {
    const planOf = async (fields: Body) => {
      const made = await place(rig, fields);
      const { plan } = await rig.read(made['id']);
      return { made, plan, shown: await rig.ok('GET', `/calls/${made['id']}`) };
    };
    const usual = await planOf({});
    assert.deepEqual(
      [usual.plan.agentId, usual.plan.config.language, usual.plan.maxDurationMs],
      [parseId(rig.useCase), 'en-US', 600_000],
    );
    const other = await rig.ok('POST', '/use-cases', { name: `Other ${name}`, prompt: 'Be other.' });
    for (const field of ['use_case_id', 'assistant_id']) {
      const { plan, shown, made } = await planOf({ [field]: other.id });
      assert.deepEqual(
        [plan.agentId, shown.use_case.id, made['use_case'].id],
        [parseId(other.id), other.id, other.id],
      );
      assert.match(plan.config.prompt ?? '', /Be other/);
    }
    const prompt = await rig.ok('POST', `/use-cases/${rig.useCase}/prompts`, { prompt: `Be a ${name}.` });
    const prompted = await planOf({ prompt_id: prompt.id });
    assert.match(prompted.plan.config.prompt ?? '', new RegExp(`Be a ${name}`));
    assert.equal(prompted.shown.prompt_id, prompt.id);
    const persona = await rig.ok('POST', '/agents', {
      name: `Ioana ${name}`,
      voice_id: 'apollo',
      languages: ['english'],
    });
    const spoken = await planOf({ agent_id: persona.id });
    assert.deepEqual(
      [spoken.plan.models?.tts[0]?.voice, spoken.shown.agent],
      ['apollo', { id: persona.id, name: `Ioana ${name}` }],
    );
    assert.equal((await planOf({ voice_id: 'apollo' })).plan.models?.tts[0]?.voice, 'apollo');
    const models: Body[] = await rig.ok('GET', '/models');
    for (const { id, name: model } of models)
      assert.equal((await planOf({ model_id: id })).plan.models?.llm[0]?.model, model);
    assert.deepEqual(models.map((model) => model['name']).toSorted(), ['quick', 'small']);
    assert.equal((await planOf({ model: 'Fast' })).plan.models?.llm[0]?.model, 'quick');
    assert.equal((await planOf({ model: 'small' })).plan.models?.llm[0]?.model, 'small');
    const spanish = await planOf({ language: 'es-ES' });
    assert.deepEqual([spanish.plan.config.language, spanish.shown.language], ['es-ES', 'es-ES']);
    assert.equal((await planOf({ max_duration_mins: 3 })).plan.maxDurationMs, 180_000);
    if (name === 'scheduled') return;
    const told = await planOf({
      params: { city: 'Cluj' },
      metadata: { order: 7 },
      campaign_id: `of ${name}`,
    });
    assert.deepEqual([told.plan.variables['city'], told.shown.params], ['Cluj', { city: 'Cluj' }]);
    assert.deepEqual(told.shown.metadata.custom, { order: 7 });
    const { calls } = await rig.ok('GET', `/calls?campaigns=of%20${name}`);
    assert.deepEqual(
      calls.map(({ id }: Body) => id),
      [told.shown.id],
    );
    assert.equal(spellHex(told.plan.agentId!), rig.useCase);
  },
]);
