/** What the requests and answers of simulations look like. */
import { Type } from 'typebox';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { closed, NullableText, Text } from '../shapes/envelope.ts';

const Bool = Type.Boolean();
const agentId = sampleUuid('agent');

export const CaseBody = Type.Object(
  {
    name: Text,
    prompt: Type.String({ description: 'Who the person is and what they want.' }),
    type: Type.String({ description: '`custom` or `agent_based`.' }),
    success_criteria: Type.Array(Text),
    call_success_type: Type.String({ description: '`all` or `any` of the criteria.' }),
    suite_id: Type.Optional(NullableText),
    base_agent_id: Type.Optional(NullableText),
  },
  {
    examples: [
      {
        ...{ name: 'Anna', prompt: 'You are Anna.', type: 'custom', call_success_type: 'all' },
        success_criteria: ['The agent stays calm.'],
      },
    ],
  },
);

const BaseAgent = closed({
  ...{ model_id: Text, agent_name: Text, agent_type: Text, voice_engine_type: NullableText },
  ...{ phone_number: NullableText, updated_at: Text, image_url: NullableText },
});

export const CaseItem = closed({
  ...{ simulation_case_id: Text, workspace_id: Text, suite_id: NullableText, name: Text, prompt: Text },
  ...{ type: Text, success_criteria: Type.Array(Text), call_success_type: Text },
  base_agent: Type.Union([BaseAgent, Type.Null()]),
  ...{ created_at: Text, updated_at: Text },
});

export const SuiteBody = Type.Object(
  {
    name: Text,
    model_id: Text,
    language: Type.Optional(Type.String({ description: '`multi` is refused.' })),
  },
  { examples: [{ name: 'Nightly', model_id: agentId, language: 'en-US' }] },
);
export const SuiteItem = closed({
  ...{ suite_id: Text, workspace_id: Text, name: Text, model_id: Text, language: Text },
  ...{ created_at: Text, updated_at: Text },
});

export const ScenarioBody = Type.Object(
  { name: Text, description: Text },
  { examples: [{ name: 'Rain', description: 'It rains and the roof leaks.' }] },
);
export const ScenarioItem = closed({
  ...{ scenario_id: Text, workspace_id: Text, name: Text, description: Text },
  ...{ created_at: Text, updated_at: Text },
});

export const RunBody = Type.Object({
  ...{ simulation_case_id: Text, target_agent_id: Text, simulation_session_id: Type.Optional(Text) },
  custom_variables: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

const Turn = closed({
  ...{ sender_type: Text, value: Text, type: Text, timestamp_datetime: Text, timestamp: Type.Number() },
});
const Analysis = closed({
  success: Bool,
  evaluations: Type.Array(closed({ success: Bool, reasoning: Text })),
});

export const RunItem = closed({
  ...{ simulation_id: Text, simulation_session_id: Text, simulation_case_id: Text, workspace_id: Text },
  ...{ suite_id: NullableText, simulation_case_name: Text, simulation_case_prompt: Text },
  ...{ success_criteria: Type.Array(Text), call_success_type: Text },
  ...{ persona_agent_id: NullableText, persona_phone_number: NullableText },
  ...{ target_agent_id: Text, agent_name: Text, target_phone_number: NullableText },
  ...{ target_call_id: NullableText, status: Text },
  error_info: Type.Union([closed({ message: Text, code: Text, type: Text }), Type.Null()]),
  recording_url: NullableText,
  timeline: Type.Array(Turn),
  success_criteria_analysis: Type.Union([Analysis, Type.Null()]),
  ...{ created_at: Text, updated_at: Text },
});

export const SessionItem = closed({
  simulation_session_id: Text,
  simulations: Type.Array(RunItem),
  ...{ total_simulations: Type.Integer(), completed_simulations: Type.Integer() },
  ...{ failed_simulations: Type.Integer(), pending_simulations: Type.Integer() },
});

export const Executed = closed({
  ...{ session_id: Text, suite_id: Text, suite_name: Text, total_cases: Type.Integer(), status: Text },
});

export const GenerateBody = Type.Object(
  { agent_id: Text, include_tests: Type.Array(Text), suite_id: Type.Optional(NullableText) },
  { examples: [{ agent_id: agentId, include_tests: ['angry_user'] }] },
);
