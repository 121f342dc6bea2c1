/** What the organization looks like at Flireo, for the document and the probes. */
import { Type } from 'typebox';
import { NullableText } from '../shapes/answers.ts';

const account = {
  id: Type.String(),
  name: Type.String(),
  company_name: Type.String(),
  email: Type.Union([Type.String(), Type.Null()], { description: 'Of its first owner.' }),
  minutes_balance: Type.Number({
    description: 'Prepaid minutes that are left; 1000000 where minutes are not paid in advance.',
  }),
  monthly_usage_minutes: Type.Number({ description: 'Since the first of the month, 00:00 UTC.' }),
  active_numbers: Type.Integer(),
  active_agents: Type.Integer(),
  active_calls: Type.Integer({ description: 'Of both directions.' }),
};

export const AccountRead = Type.Object(account, { additionalProperties: false });

const related = { ...account, parent_org_id: NullableText };
const Child = Type.Object(related, { additionalProperties: false });
export const OrganizationRead = Type.Object(
  { ...related, children: Type.Optional(Type.Array(Child)) },
  { additionalProperties: false },
);
export const OrganizationCreated = Type.Object(
  { ...related, api_key: Type.String({ description: 'Shown this once.' }) },
  { additionalProperties: false },
);

export const OrganizationsQuery = Type.Object({
  include_children: Type.Optional(Type.String({ description: '`true`: those below it too.' })),
});
export const OrganizationBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    parent_org_id: Type.Optional(
      Type.Union([Type.String(), Type.Null()], { description: 'Yours, which it is when left out.' }),
    ),
  },
  { additionalProperties: true, examples: [{ name: 'Branch' }] },
);
export const OrganizationPatch = Type.Object(
  { name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) },
  { additionalProperties: true, examples: [{ name: 'Acme' }] },
);
