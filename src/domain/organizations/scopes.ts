/** What a key or a member may do: scopes, and the roles as bundles of them. The one table. */

/** `<noun>:<what>`. `write` covers create, change and delete, and never implies `read`. */
export const SCOPES = [
  'organization:read',
  'organization:write',
  'organizations:read',
  'organizations:write',
  'members:read',
  'members:write',
  'keys:read',
  'keys:write',
  'audit:read',
  'billing:read',
  'billing:write',
  'agents:read',
  'agents:write',
  'tools:read',
  'tools:write',
  'voices:read',
  'voices:write',
  'providers:read',
  'providers:write',
  'knowledge:read',
  'knowledge:write',
  'calls:read',
  'calls:create',
  'calls:write',
  'campaigns:read',
  'campaigns:write',
  'contacts:read',
  'contacts:write',
  'numbers:read',
  'numbers:write',
  'trunks:read',
  'trunks:write',
  'suppressions:read',
  'suppressions:write',
  'webhooks:read',
  'webhooks:write',
  'domains:read',
  'domains:write',
  'analytics:read',
  'erasures:read',
  'erasures:write',
] as const;

/** One permission. */
export type Scope = (typeof SCOPES)[number];

export const ROLES = ['owner', 'builder', 'operator', 'analyst', 'billing'] as const;
export type Role = (typeof ROLES)[number];

/** Who builds agents: everything that an agent is made of, and calls to try it. */
const BUILDER: readonly Scope[] = [
  'organization:read',
  'agents:read',
  'agents:write',
  'tools:read',
  'tools:write',
  'voices:read',
  'voices:write',
  'providers:read',
  'providers:write',
  'knowledge:read',
  'knowledge:write',
  'calls:read',
  'calls:create',
  'calls:write',
  'contacts:read',
  'contacts:write',
  'numbers:read',
  'numbers:write',
  'trunks:read',
  'suppressions:read',
  'webhooks:read',
  'webhooks:write',
  'domains:read',
  'campaigns:read',
  'analytics:read',
];

/** Who runs the calls: campaigns, live calls, the people called, and the lines. */
const OPERATOR: readonly Scope[] = [
  'organization:read',
  'agents:read',
  'tools:read',
  'voices:read',
  'knowledge:read',
  'calls:read',
  'calls:create',
  'calls:write',
  'campaigns:read',
  'campaigns:write',
  'contacts:read',
  'contacts:write',
  'numbers:read',
  'numbers:write',
  'trunks:read',
  'trunks:write',
  'suppressions:read',
  'suppressions:write',
  'webhooks:read',
  'analytics:read',
  'erasures:read',
  'erasures:write',
];

/** Who reads what calls said and did. */
const ANALYST: readonly Scope[] = [
  'organization:read',
  'agents:read',
  'tools:read',
  'voices:read',
  'knowledge:read',
  'calls:read',
  'campaigns:read',
  'contacts:read',
  'numbers:read',
  'suppressions:read',
  'analytics:read',
];

/** Who pays: use and minutes, and not a word of what was said. */
const BILLING: readonly Scope[] = [
  'organization:read',
  'organizations:read',
  'billing:read',
  'billing:write',
  'analytics:read',
];

const OF_ROLE: Readonly<Record<Role, readonly Scope[]>> = {
  owner: SCOPES,
  builder: BUILDER,
  operator: OPERATOR,
  analyst: ANALYST,
  billing: BILLING,
};

/** What a role may do. */
export function scopesOfRole(role: Role): readonly Scope[] {
  return OF_ROLE[role];
}

/** @param scopes null: all of them */
export function hasScope(scopes: readonly Scope[] | null, wanted: Scope): boolean {
  return scopes === null || scopes.includes(wanted);
}

/**
 * Nobody hands on more than they have.
 * @param own null: all of them
 * @returns those of `wanted` (null: all) that `own` lacks
 */
export function scopesBeyond(
  own: readonly Scope[] | null,
  wanted: readonly Scope[] | null,
): readonly Scope[] {
  return (wanted ?? SCOPES).filter((scope) => !hasScope(own, scope));
}

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}
