/** What is written on calls and read of them, for the document and the probes. */
import { Type } from 'typebox';
import { sampleHex } from '../../../openapi/sample-ids.ts';
import { CallRead } from '../schemas.ts';

const note = {
  id: Type.Optional(Type.String({ description: 'Made when absent.' })),
  user_id: Type.Optional(Type.String()),
  flagged: Type.Optional(Type.Boolean()),
  created_at: Type.Optional(Type.String()),
};
export const NoteBody = Type.Object(
  { content: Type.String({ minLength: 1 }), ...note },
  {
    additionalProperties: true,
    examples: [{ user_id: 'u-1', content: 'Calls back on Monday.', flagged: false }],
  },
);
export const NotePatchBody = Type.Object(
  { content: Type.Optional(Type.String()), ...note },
  { additionalProperties: true, examples: [{ content: 'Called back.', flagged: true }] },
);
export const NoteParams = Type.Object({
  callId: Type.String({ examples: [sampleHex('call')] }),
  noteId: Type.String({ examples: [sampleHex('note')] }),
});

const email = Type.String({ minLength: 1 });
export const RatingBody = Type.Object(
  {
    emoji: Type.Enum(['✅', '👎', '🚨']),
    email,
    operation: Type.Enum(['add', 'remove']),
    created: Type.Optional(Type.String()),
  },
  { additionalProperties: true, examples: [{ emoji: '✅', email: 'ana@example.com', operation: 'add' }] },
);
export const ViewBody = Type.Object(
  { email },
  { additionalProperties: true, examples: [{ email: 'ana@example.com' }] },
);

export const LogShape = Type.Object(
  {
    id: Type.Integer(),
    type: Type.String(),
    created: Type.String(),
    data: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);

const text = (description: string) => Type.Optional(Type.String({ description }));
export const ListQuery = Type.Object({
  type: Type.Optional(Type.Enum(['Inbound', 'Outbound'])),
  limit: text('1 to 2000; 2000 when absent.'),
  skip: text('Rows to pass over.'),
  statuses: text('Separated by commas, e.g. `Completed,No answer`.'),
  tags: text('Separated by commas.'),
  models: text('Names of language models.'),
  ratings: text('Emojis.'),
  use_cases: text('Ids.'),
  campaigns: text('Ids.'),
  from: text('Made at this moment or later; a date is its whole day.'),
  to: text('Made at this moment or earlier.'),
  sort: Type.Optional(Type.Enum(['asc', 'desc'])),
  search: text('Values of the extraction, or a telephone number.'),
  transfer_contact_email: text('Of whom the call was transferred to, as a tool names them.'),
});

export const ListShape = Type.Object(
  {
    calls: Type.Array(CallRead),
    count: Type.Integer({ description: 'All that match.' }),
    limit: Type.Integer(),
    offset: Type.Integer(),
    currentPage: Type.Integer(),
  },
  { additionalProperties: false },
);
