/** What GET /calls is asked and answers, in both generations. */
import { Type } from 'typebox';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { CallRead } from '../schemas.ts';
import { OLDER_WORDS } from './older.ts';

const { recording: _, ...shared } = CallRead.properties;

export const CallsQuery = Type.Object({
  startDate: Type.Optional(
    Type.String({ description: '`YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss`, on the clock of Madrid.' }),
  ),
  endDate: Type.Optional(Type.String({ description: 'The same; a day with its whole length.' })),
  daysFromNow: Type.Optional(
    Type.String({ description: '1 to 90, 15 when absent; only without the two dates.' }),
  ),
  status: Type.Optional(
    Type.String({ description: 'A status; `rong-phone-forno-answer` and `wmat` as the vendor prints them.' }),
  ),
  playbook_id: Type.Optional(Type.String({ description: 'A UUID.' })),
});

const Listed = Type.Object(
  {
    ...shared,
    timestamp: Type.Integer({ description: 'Ms since 1970.' }),
    recording: Type.String({ description: 'A link, or empty.' }),
  },
  { additionalProperties: false },
);

const Older = Type.Object(
  {
    id: Type.String(),
    phone: Type.String(),
    email: Type.String(),
    firstname: Type.String(),
    lastname: Type.String(),
    playbook_id: Type.String(),
    voice_id: Type.Number(),
    language: Type.String(),
    duration: Type.Integer(),
    status: Type.Enum([...OLDER_WORDS]),
    summary: Type.String(),
    transcription: Type.String(),
    sentiment: Type.String(),
    recorded: Type.Boolean(),
    record_url: Type.String(),
    created_at: Type.String(),
  },
  { additionalProperties: true, description: 'Each custom parameter is a key, too.' },
);

export const Calls = Type.Union(
  [
    Type.Object({ calls: Type.Array(Listed) }, { additionalProperties: false }),
    Type.Array(Older, { description: 'The older generation, where it was chosen.' }),
  ],
  {
    examples: [
      {
        calls: [
          {
            ...{ id: sampleUuid('call'), created_time: '2026-03-02 09:30:00', timestamp: 1772443800000 },
            ...{ playbook_id: sampleUuid('agent'), assistant_id: sampleUuid('agent') },
            ...{ playbook_name: 'Reminder', version_id: null, from: '+34910000001', to: '+34600111222' },
            ...{ status: 'closed', duration: 34, transcript: '<p><b>Agent:</b> Hello Ana.</p>' },
            ...{ summary: '', data: { params: { name: 'Ana' } }, output: {}, success: true, recording: '' },
          },
        ],
      },
    ],
  },
);
