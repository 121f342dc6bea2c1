/** What numbers look like, for the document and the probes. */
import { Type } from 'typebox';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { NullableText } from '../shapes/answers.ts';

const ids = {
  agent_id: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: 'Who answers it.' })),
  assistant_id: Type.Optional(NullableText),
  transfer_trunk_id: Type.Optional(
    Type.Union([Type.String(), Type.Null()], { description: 'What it dials and transfers through.' }),
  ),
};
const name = Type.Optional(NullableText);
const is_active = Type.Optional(Type.Boolean());

export const NumberBody = Type.Object(
  {
    phone_number: Type.Optional(Type.String({ description: 'E.164; or `number`.' })),
    number: Type.Optional(Type.String()),
    ...{ name, ...ids, is_active },
  },
  {
    additionalProperties: true,
    examples: [{ phone_number: '+34600111222', name: 'Main line', agent_id: sampleUuid('agent') }],
  },
);
export const NumberPatch = Type.Object(
  { name, ...ids, is_active },
  { additionalProperties: true, examples: [{ name: 'Main line', agent_id: null, is_active: true }] },
);
const NumberShape = Type.Object(
  {
    id: Type.String(),
    phone_number: Type.String(),
    number: Type.String(),
    name: Type.String(),
    agent_id: NullableText,
    assistant_id: NullableText,
    agent_name: NullableText,
    assistant_name: NullableText,
    business_name: NullableText,
    transfer_trunk_id: NullableText,
    transfer_trunk_name: NullableText,
    source: Type.String(),
    is_active: Type.Boolean(),
    created_at: Type.String(),
    updated_at: Type.String(),
  },
  { additionalProperties: false },
);
export const NumberRead = Type.Object({ number: NumberShape }, { additionalProperties: false });
export const NumbersRead = Type.Object({ numbers: Type.Array(NumberShape) }, { additionalProperties: false });
export const NumberParams = Type.Object({ numberId: Type.String({ examples: [sampleUuid('number')] }) });
