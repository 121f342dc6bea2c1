/** A trunk in the words of all three shapes; its password stays inside. */
import { gatewayParts, settingsOf, type PhoneNumber, type Trunk } from '#domain';
import type { Json } from '../../shared/fields.ts';
import { iso } from '../shapes/moments.ts';

export const TRUNK = { dialect: 'flireo', noun: 'trunk' } as const;

/** @param kept what was written and native has no field for */
export function trunkShown(trunk: Trunk, kept: Json, number: PhoneNumber | undefined): Json {
  const parts = gatewayParts(trunk.uri);
  const transport = parts.scheme === 'sips' ? 'tls' : (parts.transport ?? 'udp');
  const usual = transport === 'tls' ? '5061' : '5060';
  const host = parts.host || trunk.uri;
  const port = parts.port.slice(1) || usual;
  const address = port === usual ? host : `${host}:${port}`;
  return {
    ...{ id: trunk.id, org_id: trunk.organizationId, name: trunk.name },
    ...{ provider: kept['provider'] ?? 'custom', address, transport, auth_username: trunk.username },
    ...{ host, port: Number(port), username: trunk.username },
    inbound_addresses: settingsOf(trunk).addresses,
    ...{ outbound_address: address, outbound_number: number?.e164 ?? null, is_active: trunk.active },
    ...{ created_at: iso(trunk.createdAt), updated_at: iso(trunk.updatedAt) },
  };
}
