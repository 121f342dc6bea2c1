/** Organizations, keys, people, audit log, quotas and minutes in memory. */
import {
  chain,
  NO_ACCOUNT,
  type ApiKey,
  type AuditEntry,
  type LedgerEntry,
  type Member,
  type MinuteAccount,
  type Organization,
  type Repositories,
  type Session,
} from '#domain';
import type { Id } from '#kernel';

type Tenancy = Pick<
  Repositories,
  'organizations' | 'keys' | 'members' | 'sessions' | 'audit' | 'minutes' | 'quotas'
>;

/** @param first the one of the installation. */
export function memoryTenancy(first: Organization): Tenancy {
  const sessions = new Map<Id, Session>();
  const keys = new Map<Id, ApiKey>();
  const members = new Map<Id, Member>();
  return {
    organizations: organizations(first, keys),
    keys: keyRows(keys),
    members: memberRows(members, sessions),
    sessions: {
      insert: async (session) => void sessions.set(session.id, session),
      findByHash: async (hash) => {
        const session = [...sessions.values()].find((row) => row.hash === hash);
        const member = session && members.get(session.memberId);
        return session && member ? { session, member } : null;
      },
      touch: async (id, lastSeenAt, expiresAt) => {
        const session = sessions.get(id);
        if (session) sessions.set(id, { ...session, lastSeenAt, expiresAt });
      },
      remove: async (id) => void sessions.delete(id),
      removeOf: async (memberId) => {
        for (const session of sessions.values())
          if (session.memberId === memberId) sessions.delete(session.id);
      },
      prune: async (now) => {
        for (const session of sessions.values()) if (session.expiresAt <= now) sessions.delete(session.id);
      },
    },
    audit: auditRows(),
    minutes: minuteRows(),
    quotas: {
      count: async () => 0,
      countCall: async () => 0,
      standing: async () => ({ agents: 0, numbers: 0, callsToday: 0, liveCalls: 0 }),
    },
  };
}

function page<Row extends { readonly id: Id }>(
  rows: Iterable<Row>,
  { limit, before }: { limit: number; before?: Id },
): Row[] {
  return [...rows]
    .filter((row) => !before || row.id < before)
    .sort((one, other) => (one.id < other.id ? 1 : -1))
    .slice(0, limit);
}

function inOrder<Row>(
  rows: readonly Row[],
  by: (row: Row) => string,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Row[] {
  return rows.toSorted((one, other) => (by(one) < by(other) ? -1 : 1)).slice(offset, offset + limit);
}

function organizations(first: Organization, keys: Map<Id, ApiKey>): Tenancy['organizations'] {
  const rows = new Map<Id, Organization>([[first.id, first]]);
  const child = (parentId: Id, id: Id) => {
    const row = rows.get(id);
    return row?.parentId === parentId ? row : null;
  };
  return {
    ensureDefault: async () => rows.get(first.id)!,
    insert: async (organization) => void rows.set(organization.id, organization),
    get: async (id) => rows.get(id) ?? null,
    lock: async (id) => rows.get(id) ?? null,
    getChild: async (parentId, id) => child(parentId, id),
    listChildren: async (parentId, wanted) =>
      page(
        [...rows.values()].filter((row) => row.parentId === parentId),
        wanted,
      ),
    update: async (id, patch) => {
      const row = rows.get(id);
      if (!row) return null;
      rows.set(id, { ...row, ...patch });
      return rows.get(id)!;
    },
    remove: async (parentId, id, at) => {
      if (!child(parentId, id)) return null;
      rows.delete(id);
      for (const key of keys.values())
        if (key.organizationId === id) keys.set(key.id, { ...key, revokedAt: at });
      return 'deleted';
    },
  };
}

function keyRows(rows: Map<Id, ApiKey>): Tenancy['keys'] {
  const own = (organizationId: Id, id: Id) => {
    const row = rows.get(id);
    return row?.organizationId === organizationId ? row : null;
  };
  return {
    insert: async (key) => void rows.set(key.id, key),
    findByHash: async (hash) =>
      [...rows.values()].find((row) => row.hash === hash || row.previousHash === hash) ?? null,
    get: async (organizationId, id) => own(organizationId, id),
    list: async (organizationId, { mode, search = '', works, byName = false, ...wanted }) => {
      const found = [...rows.values()].filter(
        (row) =>
          row.organizationId === organizationId &&
          (mode === undefined || row.mode === mode) &&
          row.name.toLowerCase().includes(search.toLowerCase()) &&
          (works === undefined ||
            works.is === (row.revokedAt === null && (row.expiresAt === null || row.expiresAt > works.at))),
      );
      return byName ? inOrder(found, ({ name }) => name, wanted) : page(found, wanted);
    },
    update: async (organizationId, id, patch) => {
      const row = own(organizationId, id);
      if (!row) return null;
      rows.set(id, { ...row, ...patch });
      return rows.get(id)!;
    },
    touch: async (id, at) => {
      const row = rows.get(id);
      if (row) rows.set(id, { ...row, lastUsedAt: at });
    },
  };
}

function memberRows(rows: Map<Id, Member>, sessions: Map<Id, Session>): Tenancy['members'] {
  const own = (organizationId: Id, id: Id) => {
    const row = rows.get(id);
    return row?.organizationId === organizationId ? row : null;
  };
  return {
    insert: async (member) => void rows.set(member.id, member),
    get: async (organizationId, id) => own(organizationId, id),
    list: async (organizationId, { role, state, search = '', byEmail = false, ...wanted }) => {
      const found = [...rows.values()].filter(
        (row) =>
          row.organizationId === organizationId &&
          (role === undefined || row.role === role) &&
          (state === undefined || row.state === state) &&
          `${row.name}\n${row.email}`.toLowerCase().includes(search.toLowerCase()),
      );
      return byEmail ? inOrder(found, ({ email }) => email, wanted) : page(found, wanted);
    },
    findByEmail: async (email) => [...rows.values()].filter((row) => row.email === email),
    findByInvitation: async (hash) => [...rows.values()].find((row) => row.invitationHash === hash) ?? null,
    update: async (organizationId, id, patch) => {
      const row = own(organizationId, id);
      if (!row) return null;
      rows.set(id, { ...row, ...patch });
      return rows.get(id)!;
    },
    remove: async (organizationId, id) => {
      if (!own(organizationId, id)) return false;
      for (const session of sessions.values()) if (session.memberId === id) sessions.delete(session.id);
      return rows.delete(id);
    },
    otherOwners: async (organizationId, id) =>
      [...rows.values()].filter(
        (row) =>
          row.organizationId === organizationId &&
          row.role === 'owner' &&
          row.state === 'active' &&
          row.id !== id,
      ).length,
  };
}

function auditRows(): Tenancy['audit'] {
  const logs = new Map<Id, AuditEntry[]>();
  const logOf = (organizationId: Id): AuditEntry[] => {
    const log = logs.get(organizationId) ?? [];
    logs.set(organizationId, log);
    return log;
  };
  return {
    append: async (organizationId, entries) => {
      const log = logOf(organizationId);
      log.push(...chain(organizationId, log.at(-1) ?? null, entries));
    },
    list: async (organizationId, { limit, before = Infinity, action, actorId }) =>
      logOf(organizationId)
        .filter(
          (row) =>
            row.seq < before &&
            (action ?? row.action) === row.action &&
            (actorId ?? row.actor.id) === row.actor.id,
        )
        .toReversed()
        .slice(0, limit),
    read: async (organizationId, afterSeq, limit) => logOf(organizationId).slice(afterSeq, afterSeq + limit),
    head: async (organizationId) => logOf(organizationId).at(-1) ?? null,
  };
}

function minuteRows(): Tenancy['minutes'] {
  const accounts = new Map<Id, MinuteAccount>();
  const ledgers = new Map<Id, LedgerEntry[]>();
  return {
    account: async (organizationId) => accounts.get(organizationId) ?? NO_ACCOUNT,
    configure: async (organizationId, patch) => {
      const account = { ...(accounts.get(organizationId) ?? NO_ACCOUNT), ...patch };
      accounts.set(organizationId, account);
      return account;
    },
    topUp: async (organizationId, { seconds, ...rest }) => {
      const account = accounts.get(organizationId) ?? NO_ACCOUNT;
      const ledger = ledgers.get(organizationId) ?? [];
      const balanceS = account.balanceS + seconds;
      const seq = ledger.length + 1;
      const entry = {
        ...rest,
        organizationId,
        seq,
        kind: 'top-up',
        seconds,
        balanceS,
        callId: null,
      } as const;
      accounts.set(organizationId, { ...account, balanceS });
      ledgers.set(organizationId, [...ledger, entry]);
      return entry;
    },
    charge: async () => {},
    ledger: async (organizationId, { limit, before = Infinity }) =>
      (ledgers.get(organizationId) ?? [])
        .filter((entry) => entry.seq < before)
        .toReversed()
        .slice(0, limit),
    used: async () => ({ calls: 0, seconds: 0 }),
  };
}
