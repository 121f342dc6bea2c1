/** A trunk in the words of all three shapes; its password stays inside. */
import type { PhoneNumber, Trunk } from '#domain';
import type { Json } from '../../shared/fields.ts';
import { iso } from '../shapes/moments.ts';

export const TRUNK = { dialect: 'flireo', noun: 'trunk' } as const;

const URI = /^sips?:(?:[^@]*@)?(\[[^\]]+\]|[^:;]+)(?::(\d+))?/i;

/** @param kept what was written and native has no field for */
export function trunkShown(trunk: Trunk, kept: Json, number: PhoneNumber | undefined): Json {
  const [, host = '', port = '5060'] = URI.exec(trunk.uri) ?? [];
  const address = port === '5060' ? host : `${host}:${port}`;
  return {
    ...{ id: trunk.id, org_id: trunk.organizationId, name: trunk.name },
    ...{ provider: kept['provider'] ?? 'custom', address, transport: 'udp', auth_username: trunk.username },
    ...{ host, port: Number(port), username: trunk.username },
    inbound_addresses: kept['inbound_addresses'] ?? [],
    ...{ outbound_address: address, outbound_number: number?.e164 ?? null, is_active: trunk.active },
    ...{ created_at: iso(trunk.createdAt), updated_at: iso(trunk.updatedAt) },
  };
}
