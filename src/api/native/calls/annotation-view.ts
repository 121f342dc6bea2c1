/** What people wrote on a call, as the native API shows it. */
import type { CallAnnotations, CallNote } from '#domain';
import { notFound, spellNative, type Id } from '#kernel';
import type { Tenant } from '#domain';
import { Type, type Static } from 'typebox';
import type { NativeDeps } from '../native.ts';
import { findId } from '../shapes/ids.ts';
import { iso, Moment } from '../shapes/times.ts';

/** A tag, a label or a rating. */
export const WordText = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[^,\\u0000]*[^,\\s\\u0000][^,\\u0000]*$',
});
/** Whoever did it, as the client names them. */
export const WhoText = Type.String({
  minLength: 1,
  maxLength: 320,
  description: 'An e-mail, a name or an id of yours.',
});

export const NoteSchema = Type.Object(
  {
    id: Type.String(),
    call_id: Type.String(),
    author: Type.Union([Type.String(), Type.Null()]),
    text: Type.String(),
    flagged: Type.Boolean(),
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export const AnnotationsSchema = Type.Object(
  {
    call_id: Type.String(),
    notes: Type.Array(NoteSchema),
    tags: Type.Array(Type.String()),
    labels: Type.Array(Type.String()),
    ratings: Type.Array(Type.Object({ rating: Type.String(), by: Type.String(), at: Moment })),
    viewed_by: Type.Array(Type.Object({ by: Type.String(), at: Moment })),
  },
  { additionalProperties: false },
);

export function noteView(note: CallNote): Static<typeof NoteSchema> {
  return {
    id: spellNative('note', note.id),
    call_id: spellNative('call', note.callId),
    author: note.author,
    text: note.text,
    flagged: note.flagged,
    created_at: iso(note.createdAt),
    updated_at: iso(note.updatedAt),
  };
}

export function annotationsView(id: Id, { notes, marks }: CallAnnotations): Static<typeof AnnotationsSchema> {
  const of = (kind: string) => marks.filter((mark) => mark.kind === kind);
  return {
    call_id: spellNative('call', id),
    notes: notes.map(noteView),
    tags: of('tag').map(({ value }) => value),
    labels: of('label').map(({ value }) => value),
    ratings: of('rating').map(({ value, by, at }) => ({ rating: value, by, at: iso(at) })),
    viewed_by: of('view').map(({ by, at }) => ({ by, at: iso(at) })),
  };
}

/** The call's id, once it is known to be the tenant's. @throws AppError `call-unknown` (404) */
export async function ownCall(deps: NativeDeps, tenant: Tenant, text: string): Promise<Id> {
  const id = await findId(deps, tenant, text, 'call');
  const [call] = await deps.calls.summaries(tenant, { limit: 1, ids: [id] });
  if (!call) throw notFound('call');
  return id;
}

export async function readAnnotations(deps: NativeDeps, tenant: Tenant, id: Id) {
  const all = await deps.store.annotations.of(tenant.organizationId, [id]);
  return annotationsView(id, all.get(id)!);
}
