/** What trunks look like, for the document and the probes. */
import { Type } from 'typebox';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { NullableText } from '../shapes/answers.ts';

export const TrunkBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    provider: Type.Optional(NullableText),
    address: Type.Optional(Type.String({ description: 'Host or address, perhaps `:port`; or `host`.' })),
    host: Type.Optional(Type.String()),
    port: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 65_535 }), Type.Null()])),
    transport: Type.Optional(
      Type.Union([Type.Literal('udp'), Type.Literal('tcp'), Type.Literal('tls'), Type.Null()]),
    ),
    auth_username: Type.Optional(NullableText),
    auth_password: Type.Optional(NullableText),
    username: Type.Optional(NullableText),
    password: Type.Optional(NullableText),
    inbound_addresses: Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()])),
    outbound_address: Type.Optional(Type.String()),
    outbound_number: Type.Optional(NullableText),
    is_active: Type.Optional(Type.Boolean()),
  },
  {
    additionalProperties: true,
    examples: [
      {
        name: 'Example',
        provider: 'twilio',
        address: 'sip.example.com',
        transport: 'udp',
        auth_username: 'u',
        auth_password: 'p',
      },
    ],
  },
);
const TrunkShape = Type.Object(
  {
    id: Type.String(),
    org_id: Type.String(),
    name: Type.String(),
    provider: Type.String(),
    address: Type.String(),
    transport: Type.String(),
    auth_username: NullableText,
    host: Type.String(),
    port: Type.Integer(),
    username: NullableText,
    inbound_addresses: Type.Array(Type.String()),
    outbound_address: Type.String(),
    outbound_number: NullableText,
    is_active: Type.Boolean(),
    created_at: Type.String(),
    updated_at: Type.String(),
  },
  { additionalProperties: false },
);
export const TrunkRead = Type.Object(
  { trunk: TrunkShape, sip_trunk: TrunkShape },
  { additionalProperties: false },
);
export const TrunksRead = Type.Object(
  { trunks: Type.Array(TrunkShape), sip_trunks: Type.Array(TrunkShape) },
  { additionalProperties: false },
);
export const TrunkParams = Type.Object({ trunkId: Type.String({ examples: [sampleUuid('trunk')] }) });
