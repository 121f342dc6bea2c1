/** What mail domains look like at Flireo, for the document and the probes. */
import { Type } from 'typebox';
import { NullableText } from '../shapes/answers.ts';

const Status = Type.Enum(['not_started', 'pending', 'verified', 'failed']);
const Record = Type.Object(
  {
    record: Type.String(),
    name: Type.String(),
    type: Type.String(),
    ttl: Type.String(),
    status: Type.String(),
    value: Type.String(),
    priority: Type.Union([Type.Number(), Type.Null()]),
  },
  { additionalProperties: false },
);

export const DomainRead = Type.Object(
  {
    id: Type.String(),
    org_id: Type.String(),
    domain_name: Type.String(),
    domain: Type.String(),
    resend_domain_id: Type.String(),
    status: Status,
    verified: Type.Boolean(),
    region: Type.String(),
    records: Type.Union([Type.Array(Record), Type.Null()], {
      description: 'To be set where the domain is managed.',
    }),
    created_at: Type.String(),
    updated_at: Type.String(),
    verified_at: NullableText,
  },
  { additionalProperties: false },
);

export const DomainBody = Type.Object(
  {
    domain_name: Type.Optional(Type.String({ description: 'E.g. `mail.example.com`; or `domain`.' })),
    domain: Type.Optional(Type.String()),
    region: Type.Optional(Type.String({ description: 'us-east-1, eu-west-1, sa-east-1, ap-northeast-1.' })),
  },
  { additionalProperties: true, examples: [{ domain_name: 'mail.example.com' }] },
);

export const SyncBody = Type.Object(
  {
    resendDomainId: Type.Optional(Type.String({ description: 'Also `resend_domain_id`, `domain_id`.' })),
    domain_id: Type.Optional(Type.String()),
  },
  { additionalProperties: true, examples: [{ resendDomainId: 'd91cd9bd-1176-453e-8fc1-35364d380206' }] },
);

export const SyncRead = Type.Object(
  {
    domains: Type.Array(
      Type.Object(
        { id: Type.String(), name: Type.String(), status: Status, region: Type.String() },
        { additionalProperties: false },
      ),
      { description: 'All of the Resend account.' },
    ),
    selected_domain_id: NullableText,
  },
  { additionalProperties: false },
);
