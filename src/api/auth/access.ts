/** Who asks, and what they may do: what the guard hands to every handler. */
import {
  hasScope,
  SCOPES,
  scopesBeyond,
  type Actor,
  type Member,
  type Scope,
  type Session,
  type Tenant,
} from '#domain';
import { AppError, type Id } from '#kernel';

export interface Access {
  /** Whose data the request works on. */
  readonly tenant: Tenant;
  /** Whom the audit log names. */
  readonly actor: Actor;
  /** Null: everything. */
  readonly scopes: readonly Scope[] | null;
  /** Whose key or session it is; not the tenant's organization when a parent acts for its child. */
  readonly homeId: Id;
  /** Has the tenant's organization no parent, or is it the parent that acts? Only then may its limits be changed. */
  readonly isParent: boolean;
  /** Requests a minute in the place of the usual ones. */
  readonly rates: { readonly key: number | null; readonly organization: number | null };
  /** Of a person who signed in. */
  readonly signedIn: { readonly member: Member; readonly session: Session } | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Beside `tenant`: set before the handler of every route that is not public. */
    access: Access | null;
  }
  interface FastifyContextConfig {
    /** What a key needs for this route; native operations name it in their schema. */
    scope?: Scope;
    /** `false`: a POST that changes nothing, which the audit log leaves out. */
    audit?: boolean;
  }
}

/** The access of a guarded route. */
export function accessOf(request: { readonly access: Access | null }): Access {
  if (request.access === null) throw new TypeError('a public route has no access');
  return request.access;
}

/**
 * @param scope null: of a route that names none, which unrestricted keys alone may use
 * @throws AppError `scope-missing` (403)
 */
export function requireScope(access: Access, scope: Scope | null): void {
  if (scope === null ? access.scopes === null || hasAll(access) : hasScope(access.scopes, scope)) return;
  throw new AppError({
    code: 'scope-missing',
    status: 403,
    message:
      scope === null
        ? 'Only a key without limits on its scopes may do this.'
        : `${access.signedIn ? `The role ${access.signedIn.member.role}` : 'This key'} lacks the scope ${scope}. Use one that has it.`,
    extra: { scope },
  });
}

function hasAll({ scopes }: Access): boolean {
  return SCOPES.every((scope) => hasScope(scopes, scope));
}

/** @param wanted what is to be handed on; null: everything. @throws AppError `scope-missing` (403) */
export function requireOwnScopes(access: Access, wanted: readonly Scope[] | null): void {
  const [missing] = scopesBeyond(access.scopes, wanted);
  if (missing === undefined) return;
  throw new AppError({
    code: 'scope-missing',
    status: 403,
    message: `You cannot give what you do not have: the scope ${missing}. Leave it out, or ask an owner.`,
    extra: { scope: missing },
  });
}

/** A test key must not make what reaches the telephone network. @throws AppError `live-key-needed` (403) */
export function requireLive({ tenant }: Access): void {
  if (tenant.mode === 'live') return;
  throw new AppError({
    code: 'live-key-needed',
    status: 403,
    message: 'A test key cannot do this. Use a live key, or sign in.',
  });
}

/** An organization does not raise the limits that its parent set. @throws AppError `parent-only` (403) */
export function requireParent(access: Access, what: string): void {
  if (access.isParent) return;
  throw new AppError({
    code: 'parent-only',
    status: 403,
    message: `Only the parent of this organization may change ${what}. Ask it to, or send its key with \`Parley-Organization\`.`,
  });
}
