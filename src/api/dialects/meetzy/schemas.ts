/** What Meetzy's requests and answers look like, for the document and the probes. */
import { Type } from 'typebox';
import { sampleUuid } from '../../openapi/sample-ids.ts';
import { STATUS_WORDS } from './status.ts';

const NullableText = Type.Union([Type.String(), Type.Null()]);

export const ErrorBody = Type.Object(
  {
    success: Type.Literal(false),
    message: Type.String(),
    error: Type.Object({ code: Type.String(), message: Type.String() }, { additionalProperties: false }),
  },
  {
    additionalProperties: false,
    examples: [
      {
        success: false,
        message: 'phone is required.',
        error: { code: 'missing_field', message: 'phone is required.' },
      },
    ],
  },
);

export const CallBody = Type.Object(
  {
    phone: Type.String({ description: 'Whom to call, in E.164.' }),
    playbook_id: Type.String({ description: 'The agent, by its id or the one it had at the vendor.' }),
    version_id: Type.Optional(
      Type.String({ description: 'A version; the production one when it is unknown.' }),
    ),
    voice_id: Type.Optional(
      Type.Union([Type.String(), Type.Number()], { description: 'A voice slot, 1 to 7; 6 when it is none.' }),
    ),
    voice_model: Type.Optional(
      Type.String({ description: '`fast` or `human`; `human` when it is neither.' }),
    ),
    language: Type.Optional(Type.String({ description: 'Two letters, e.g. `ES`.' })),
    interrupt: Type.Optional(
      Type.Union([Type.Boolean(), Type.String()], { description: 'May the callee cut in? No when absent.' }),
    ),
    params: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'Placeholders.' })),
  },
  {
    additionalProperties: true,
    description: 'Every key beside these is a placeholder too.',
    examples: [
      { phone: '+34600111222', playbook_id: sampleUuid('agent'), language: 'ES', params: { name: 'Ana' } },
    ],
  },
);

export const CallCreated = Type.Object(
  { success: Type.Literal(true), id: Type.String(), message: Type.String() },
  {
    additionalProperties: false,
    examples: [{ success: true, id: sampleUuid('call'), message: 'Call processing started' }],
  },
);

export const CallParams = Type.Object({ callId: Type.String({ examples: [sampleUuid('call')] }) });

const Status = Type.Enum([...STATUS_WORDS]);
const Params = Type.Object({ params: Type.Unknown() }, { additionalProperties: false });

export const CallRead = Type.Object(
  {
    id: Type.String(),
    playbook_name: Type.String(),
    playbook_id: Type.String(),
    assistant_id: Type.String(),
    version_id: NullableText,
    from: Type.String(),
    to: Type.String(),
    status: Status,
    duration: Type.Integer({ description: 'Seconds from the answer to the end.' }),
    transcript: Type.String({ description: 'HTML, one paragraph a turn; empty before the end.' }),
    summary: Type.String(),
    data: Params,
    output: Type.Record(Type.String(), Type.Unknown(), { description: 'What was taken from the call.' }),
    success: Type.Union([Type.Boolean(), Type.Null()]),
    recording: NullableText,
    created_time: Type.String({ description: '`YYYY-MM-DD HH:mm:ss`, UTC.' }),
  },
  {
    additionalProperties: false,
    examples: [
      {
        id: sampleUuid('call'),
        playbook_name: 'Reminder',
        playbook_id: sampleUuid('agent'),
        assistant_id: sampleUuid('agent'),
        version_id: null,
        from: '+34910000001',
        to: '+34600111222',
        status: 'closed',
        duration: 34,
        transcript: '<p><b>Agent:</b> Hello Ana.</p><p><b>User:</b> Hello.</p>',
        summary: '',
        data: { params: { name: 'Ana' } },
        output: {},
        success: true,
        recording: null,
        created_time: '2026-01-31 09:00:00',
      },
    ],
  },
);
