/** What the requests and answers of actions look like. */
import { Type } from 'typebox';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { closed, NullableText, Text } from '../shapes/envelope.ts';
import { kindBodies } from './body-schema.ts';

const Free = Type.Record(Type.String(), Type.Unknown());
const samples = { agent: sampleUuid('agent'), tool: sampleUuid('tool') };

/** Exactly one of them. */
export const ActionBody = Type.Object(kindBodies, {
  examples: [
    {
      CUSTOM_ACTION: {
        ...{ http_mode: 'GET', url: 'https://shop.example/orders', name: 'find_order' },
        ...{ run_action_before_call_start: false, description: 'Finds an order.' },
      },
    },
  ],
});

const Variable = Type.Object({
  ...{ variable_name: Text, source: Type.String({ description: '`llm` or `hardcoded`.' }) },
  hardcoded_value: Type.Optional(NullableText),
  llm_config: Type.Optional(
    Type.Union([
      Type.Object({
        ...{ description: Type.Optional(NullableText), example: Type.Optional(NullableText) },
        required: Type.Optional(Type.Boolean()),
      }),
      Type.Null(),
    ]),
  ),
});
const Item = Type.Object({
  ...{ action_id: Type.Optional(Text), slug: Type.Optional(Text) },
  attachment_type: Type.Optional(Type.String({ description: '`before`, `during` or `after`.' })),
  trigger_condition: Type.Optional(NullableText),
  input_variables_mapping: Type.Optional(Type.Array(Variable)),
});

export const AttachBody = Type.Object(
  { model_id: Text, actions: Type.Optional(Type.Array(Text)), items: Type.Optional(Type.Array(Item)) },
  { examples: [{ model_id: samples.agent, actions: [samples.tool] }] },
);
export const DetachBody = Type.Object(
  { model_id: Text, actions: Type.Array(Text) },
  { examples: [{ model_id: samples.agent, actions: [samples.tool] }] },
);
export const InitializeBody = Type.Object({
  action_id: Text,
  variables: Type.Array(Type.Object({ key: Text, value: Text })),
});

export const ActionItem = closed({
  ...{ action_id: Text, action_type: Text, name: Text, description: Text, parameters_hard_coded: Free },
  assistants: Type.Optional(Type.Array(Text)),
  input_variables: Type.Optional(
    closed({
      values: Type.Array(Type.Unknown()),
      assistants: Type.Array(
        closed({
          ...{ model_id: Text, attachment_type: Text, trigger_condition: NullableText },
          input_variables_mapping: Type.Array(Type.Unknown()),
        }),
      ),
    }),
  ),
});
