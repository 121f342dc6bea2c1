/** What was made of a call, as each vendor tells it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call, CallAnalysis } from '#domain';
import { dial } from '../dial/routes.ts';
import { toCall as toDial } from '../dial/map-response.ts';
import { useCaseOf } from '../dial/use-case.ts';
import { toCreateCall } from '../flireo/map-request.ts';
import { toCall as toFlireo } from '../flireo/map-response.ts';
import { toCall as toMeetzy } from '../meetzy/map-response.ts';
import { recordOf } from '../meetzy/record.ts';
import { toItem } from '../synthflow/map-response.ts';
import { createRig } from './testing.ts';

const analysis: CallAnalysis = {
  by: 'llm',
  model: 'openai/x',
  summary: 'A call on Friday.',
  data: { day: 'Friday' },
  tags: ['keen'],
  disposition: null,
  success: true,
  success_reason: 'They agreed.',
  sentiment: 'neutral',
  fault: null,
  created_at: 5,
};
const settings = {
  schema: {
    type: 'object',
    properties: { day: { type: 'string', description: 'When.' }, time: { type: 'string' } },
    required: ['day'],
  },
  tags: [{ name: 'keen' }],
};

/** A call that was analysed. */
async function analysedCall(more: Partial<CallAnalysis> = {}): Promise<Call> {
  const rig = await createRig(dial);
  const agent = rig.addAgent({ analysis: settings });
  const number = rig.addNumber('+40310000001', agent.id);
  const payload = { number_id: number.id, phone_number: '+40720000002' };
  const made = await rig.app.inject({
    method: 'POST',
    url: '/dial/dial/outbound',
    headers: rig.headers,
    payload,
  });
  assert.equal(made.statusCode, 200, made.body);
  return rig.change([...rig.calls.keys()][0]!, { analysis: { ...analysis, ...more } });
}

test('meetzy: summary, output, success', async () => {
  const { summary, output, success } = toMeetzy(
    recordOf(await analysedCall(), { recording: null, recall: false }),
  );
  assert.deepEqual([summary, output, success], ['A call on Friday.', { day: 'Friday' }, true]);
});

test('flireo: summary and what the plan asks for', async () => {
  const call = await analysedCall();
  const { summary, analysis_result } = toFlireo(call, null);
  assert.deepEqual([summary, analysis_result], ['A call on Friday.', { day: 'Friday' }]);
  const { analysis: _, ...config } = call.plan.config;
  const plain = toFlireo({ ...call, plan: { ...call.plan, config } }, null);
  assert.deepEqual([plain['summary'], plain['analysis_result']], ['A call on Friday.', null]);
});

const inline = (more: Record<string, unknown>) => ({
  destination: '+31600000002',
  agent_config: {
    llm_config: { provider: 'openai', messages: [{ role: 'system', content: 'Be brief.' }] },
    stt_config: { provider: 'deepgram' },
    tts_config: { provider: 'openai' },
    ...more,
  },
});

test('flireo: an analysis plan in either spelling has its effect; a bad schema names its field', () => {
  const engine = { llmModel: null, checkAgent: () => [] };
  const of = (more: Record<string, unknown>) => {
    const { agent, pendingFeatures } = toCreateCall(inline(more), engine);
    assert.ok(!pendingFeatures.includes('analysis'));
    return agent.kind === 'inline' ? agent.config.analysis : null;
  };
  const { schema } = settings;
  const messages = [{ role: 'system', content: 'Read {{transcript}} by {{schema}}.' }];
  const wanted = {
    min_turns: 4,
    schema,
    schema_prompt: 'Read the transcript of the record by the schema given.',
  };
  const structuredDataPlan = { enabled: true, schema, messages };
  assert.deepEqual(of({ analysisPlan: { structuredDataPlan, minMessagesThreshold: 4 } }), wanted);
  const structured_data_plan = structuredDataPlan;
  assert.deepEqual(of({ analysis_plan: { structured_data_plan, min_messages_threshold: 4 } }), wanted);
  assert.deepEqual(of({ analysis_plan: { structured_data_plan: { enabled: false, schema } } }), {});
  assert.throws(
    () => of({ analysis_plan: { structured_data_plan: { schema: { type: 'array' } } } }),
    /analysis_plan\.structured_data_plan\.schema/,
  );
});

test('dial: extraction and classification, on the call and its use case', async () => {
  const call = await analysedCall();
  const { extraction, classification, metadata } = toDial(call);
  assert.deepEqual(extraction, { day: 'Friday' });
  assert.deepEqual(classification, { tag: 'keen', reasoning: 'They agreed.' });
  assert.deepEqual((metadata as Record<string, unknown>)['tags'], ['keen']);
  const useCase = useCaseOf(call);
  assert.deepEqual(useCase['extract_with_ai'], [
    { name: 'day', description: 'When.', type: 'string', required: true },
    { name: 'time', description: '', type: 'string', required: false },
  ]);
  assert.deepEqual(useCase['classification_tags'], [{ name: 'keen', description: '' }]);
  const nothing = toDial(await analysedCall({ data: {}, tags: [] }));
  assert.ok(!('extraction' in nothing) && !('classification' in nothing));
});

test('synthflow: collected variables, labels, verdicts', async () => {
  const call = await analysedCall();
  const item = toItem(call, { recording: null, ringingMs: null });
  assert.deepEqual(item['collected_variables'], {
    [call.plan.agentId!]: {
      day: { value: 'Friday', collected: true },
      time: { value: null, collected: false },
    },
  });
  assert.deepEqual(item['labels'], ['keen']);
  const { goal, goal_feedback, user_sentiment } = item['judge_results'] as Record<string, string>;
  assert.deepEqual([goal, goal_feedback, user_sentiment], ['true', '', 'partial']);
  const bare = toItem({ ...call, analysis: null }, { recording: null, ringingMs: null });
  assert.deepEqual([bare['collected_variables'], bare['labels'], bare['judge_results']], [null, [], null]);
});
