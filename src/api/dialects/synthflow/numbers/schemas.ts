/** Bodies and answers of numbers. */
import { Type } from 'typebox';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { enveloped, OffsetQuery, Pagination } from '../envelope.ts';

const strict = { additionalProperties: false };
const open = { additionalProperties: true };
const nullText = Type.Union([Type.String(), Type.Null()]);
const optional = Type.Optional(Type.String());

const Workspace = Type.String({
  description: 'Your workspace; the key says whose it is.',
  examples: ['main'],
});
export const NumbersQuery = Type.Object({
  workspace: Workspace,
  ...OffsetQuery,
  is_available: Type.Optional(Type.String({ description: 'true: bound to no inbound agent.' })),
});
export const NumberQuery = Type.Object({ workspace: Workspace });
export const SlugParams = Type.Object({ slug: Type.String({ examples: ['34600111222'] }) });

export const Numbers = enveloped(
  Type.Object(
    {
      pagination: Pagination,
      phone_numbers: Type.Array(
        Type.Object({ number: Type.String(), sid: nullText, is_available: Type.Boolean() }, strict),
      ),
    },
    strict,
  ),
);

export const OneNumber = Type.Object(
  {
    slug: Type.String(),
    phone_number: Type.String(),
    friendly_name: Type.String(),
    is_sms_capable: Type.Boolean(),
    is_voice_capable: Type.Boolean(),
    iso_country: nullText,
    locality: nullText,
    region: nullText,
    address_requirement: nullText,
    sid: nullText,
    provider_name: Type.String(),
    sip_term_uri: nullText,
    sip_auth_username: nullText,
    sip_outbound_proxy: nullText,
    uac_enabled: Type.Boolean(),
    uac_register_expires: Type.Integer({ description: 's' }),
    is_available: Type.Boolean(),
    workspace_id: Type.String(),
    agency_workspace_id: nullText,
    created_at: Type.String(),
    updated_at: Type.String(),
    assistants: Type.Array(Type.Object({ model_id: Type.String(), name: Type.String() }, strict)),
  },
  strict,
);

const trunkFields = {
  friendly_name: optional,
  sip_auth_username: optional,
  sip_outbound_proxy: optional,
  sip_term_uri: optional,
  termination_uri: optional,
  provider_name: optional,
  trunk_username: optional,
  trunk_pwd: optional,
  uac_enabled: Type.Optional(Type.Boolean()),
  uac_register_expires: Type.Optional(Type.Integer({ description: '60 to 3600 s.' })),
};

export const NumberPatch = Type.Object(trunkFields, { ...open, examples: [{ friendly_name: 'Reception' }] });

export const CustomNumber = Type.Object(
  { workspace_id: Type.String(), phone_number: Type.String(), ...trunkFields },
  {
    ...open,
    examples: [
      {
        workspace_id: 'main',
        phone_number: '+34600111222',
        provider_name: 'custom',
        termination_uri: 'sip:trunk.example.com',
        friendly_name: 'Reception',
      },
    ],
  },
);
export const CustomNumberKept = enveloped(
  Type.Object({ key: Type.String(), phone_number: Type.String() }, strict),
);

export const AttachBody = Type.Object(
  {
    phone_numbers: Type.Optional(Type.Array(Type.String())),
    phone_number_slugs: Type.Optional(Type.Array(Type.String())),
  },
  { ...open, description: 'One of them.', examples: [{ phone_numbers: [] }] },
);
export const DetachParams = Type.Object({
  model_id: Type.String({ examples: [sampleUuid('agent')] }),
  slug: Type.String({ examples: ['34600111222'] }),
});
