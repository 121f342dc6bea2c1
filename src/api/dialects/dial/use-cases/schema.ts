/** What use cases look like, for the document and the probes. */
import { Type, type TProperties, type TSchema } from 'typebox';
import { sampleHex } from '../../../openapi/sample-ids.ts';
import { LANGUAGES } from '../languages.ts';
import { BEHAVIORS } from './read.ts';

const AnyRecord = Type.Record(Type.String(), Type.Unknown());
const orNull = (schema: TSchema) => Type.Optional(Type.Union([schema, Type.Null()]));
const text = (description: string) => orNull(Type.String({ description }));
const flag = (description: string) => Type.Optional(Type.Boolean({ description }));

const Header = Type.Object({ key: Type.String(), value: Type.String() });
const Hook = Type.Object({ url: Type.String(), headers: Type.Optional(Type.Array(Header)) });
const Tag = Type.Object({ name: Type.String(), description: Type.Optional(Type.String()) });
const Label = Type.Object({ name: Type.String(), color: Type.Optional(Type.String()) });
const Extract = Type.Object({
  name: Type.String(),
  description: Type.Optional(Type.String()),
  type: Type.Optional(Type.Enum(['string', 'number', 'integer', 'boolean', 'array', 'object'])),
  example: Type.Optional(Type.Unknown()),
  required: Type.Optional(Type.Boolean()),
});

const settable = {
  transfer_number: text('Whom the agent may connect the person with.'),
  extract_with_ai: Type.Optional(Type.Array(Extract)),
  classification_tags: Type.Optional(Type.Array(Tag)),
  language: Type.Optional(Type.Enum([...LANGUAGES])),
  work_start: Type.Optional(Type.Unknown({ description: 'A time, like 09:00.' })),
  work_end: Type.Optional(Type.Unknown({ description: 'A time, like 17:00.' })),
  timezone: text('IANA; UTC when absent.'),
  detailed_work_hours: Type.Optional(AnyRecord),
  enable_detailed_work_hours: flag('`detailed_work_hours` hold in the place of `work_start` and `work_end`.'),
  generic_after_hours_message: text('Said to who calls outside of the hours.'),
  keywords: Type.Optional(Type.Array(Type.String())),
  hooks: Type.Optional(Type.Array(Hook)),
  params: Type.Optional(AnyRecord),
  amd: flag('Answering machines are told from people.'),
  amd_behavior: Type.Optional(Type.Enum([...BEHAVIORS])),
  amd_messages: Type.Optional(AnyRecord),
  sample_labels: Type.Optional(Type.Array(Label)),
  hidden: flag('Left out of the list.'),
  evaluation_models: Type.Optional(Type.Array(Type.String())),
  max_duration_mins: orNull(Type.Integer({ minimum: 1, maximum: 240 })),
  recorded_message_inbound: text('Said before anything else to who calls.'),
  recorded_message_outbound: text('Said before anything else to who is called.'),
  show_original_caller_id: flag('Whom a caller is transferred to sees the number of the caller.'),
  disable_end_call_after_n_reminders: flag('Silence does not end the call.'),
};

const example = {
  language: 'ro-RO',
  extract_with_ai: [{ name: 'will_pick_up', description: 'Will they?', type: 'boolean', required: true }],
  classification_tags: [{ name: 'confirmed', description: 'They agreed.' }],
  keywords: ['Parley'],
  hooks: [{ url: 'https://example.com/dial', headers: [{ key: 'x-team', value: 'a' }] }],
  amd: true,
  amd_behavior: 'Hangup',
  max_duration_mins: 5,
};

export const UseCaseParams = Type.Object({ useCaseId: Type.String({ examples: [sampleHex('agent')] }) });

export const UseCaseBody = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    prompt: text('Of its default prompt; ours beside the vendor’s fields.'),
    ...settable,
  },
  { additionalProperties: true, examples: [{ name: 'Order reminder', ...example }] },
);

export const UseCasePatchBody = Type.Object(
  { name: Type.Optional(Type.String({ minLength: 1 })), ...settable },
  { additionalProperties: true, examples: [example] },
);

const closed = <T extends TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });
const shownExtract = closed({
  ...{ name: Type.String(), description: Type.String(), type: Type.Unknown() },
  ...{ example: Type.Optional(Type.Unknown()), required: Type.Boolean() },
});

const shown = {
  id: Type.String(),
  organization_id: Type.String(),
  name: Type.String(),
  transfer_number: Type.Optional(Type.String()),
  extract_with_ai: Type.Array(shownExtract),
  classification_tags: Type.Array(closed({ name: Type.String(), description: Type.String() })),
  language: Type.String(),
  work_start: Type.Optional(Type.Unknown()),
  work_end: Type.Optional(Type.Unknown()),
  timezone: Type.Optional(Type.String()),
  detailed_work_hours: AnyRecord,
  enable_detailed_work_hours: Type.Boolean(),
  generic_after_hours_message: Type.Optional(Type.String()),
  keywords: Type.Array(Type.String()),
  hooks: Type.Array(
    closed({ url: Type.String(), headers: Type.Array(closed({ key: Type.String(), value: Type.String() })) }),
  ),
  params: AnyRecord,
  amd: Type.Boolean(),
  amd_behavior: Type.String(),
  amd_messages: AnyRecord,
  sample_labels: Type.Array(closed({ name: Type.String(), color: Type.String() })),
  hidden: Type.Boolean(),
  evaluation_models: Type.Array(Type.String()),
  max_duration_mins: Type.Number(),
  recorded_message_inbound: Type.Optional(Type.String()),
  recorded_message_outbound: Type.Optional(Type.String()),
  show_original_caller_id: Type.Boolean(),
  disable_end_call_after_n_reminders: Type.Boolean(),
};

export const UseCaseShape = Type.Object(shown, { additionalProperties: false });
/** In a call it tells its language model too. */
export const EmbeddedUseCase = Type.Object(
  { ...shown, model: Type.String() },
  { additionalProperties: false },
);
