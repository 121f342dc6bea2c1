/** How a trunk is, as its registrar and its gateways say. */
import type { TrunkHealth } from '#domain';
import { Type, type Static } from 'typebox';
import { iso, Moment } from '../shapes/times.ts';

const word = (words: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...words] });

export const TrunkHealthSchema = Type.Object(
  {
    checked_at: Moment,
    gateways: Type.Array(
      Type.Object(
        {
          uri: Type.String(),
          status: word(['up', 'down', 'unknown']),
          since: Moment,
          sip_status: Type.Union([Type.Integer(), Type.Null()]),
          round_trip_ms: Type.Union([Type.Number(), Type.Null()]),
          detail: Type.Union([Type.String(), Type.Null()]),
        },
        { additionalProperties: false },
      ),
      { description: 'Those that `options_ping` asks; down after two questions without an answer.' },
    ),
    registration: Type.Union([
      Type.Object(
        {
          status: word(['trying', 'registered', 'refused', 'unreachable', 'closed']),
          since: Moment,
          expires_at: Type.Union([Moment, Type.Null()]),
          sip_status: Type.Union([Type.Integer(), Type.Null()]),
          detail: Type.Union([Type.String(), Type.Null()]),
        },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
  },
  { additionalProperties: false, description: 'Null where `registration` and `options_ping` are off.' },
);

export function healthView({
  checkedAt,
  gateways,
  registration,
}: TrunkHealth): Static<typeof TrunkHealthSchema> {
  return {
    checked_at: iso(checkedAt),
    gateways: gateways.map(({ uri, status, since, sipStatus, roundTripMs, detail }) => ({
      ...{ uri, status, since: iso(since) },
      ...{ sip_status: sipStatus ?? null, round_trip_ms: roundTripMs ?? null, detail: detail ?? null },
    })),
    registration: registration && {
      status: registration.status,
      since: iso(registration.since),
      expires_at: registration.expiresAt === undefined ? null : iso(registration.expiresAt),
      sip_status: registration.sipStatus ?? null,
      detail: registration.detail ?? null,
    },
  };
}
