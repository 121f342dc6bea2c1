/** What people write on a call: notes, ratings, who has looked. */
import { notFound, parseId, type Id } from '#kernel';
import type { Tenant } from '#domain';
import { annotationsOf, NOTE } from './annotated.ts';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields } from '../../shared/fields.ts';
import { parseMoment } from '../moment.ts';

const EMOJIS = ['✅', '👎', '🚨'] as const;
const MOST_LETTERS = 20_000;

interface NoteFields {
  /** As the client names it; null: it does not. */
  readonly given: string | null;
  readonly author: string | null;
  readonly text: string | null;
  readonly flagged: boolean | null;
  readonly createdAt: number | null;
}

/** @throws AppError `invalid-request` */
function readNote(body: unknown, need: 'whole' | 'part'): NoteFields {
  const fields = new Fields(body);
  const text = need === 'whole' ? fields.requiredText('content') : fields.text('content');
  if ((text ?? '').length > MOST_LETTERS)
    fields.fail('content', `May have ${MOST_LETTERS} characters.`, 'length');
  const created = fields.text('created_at');
  const createdAt = created ? parseMoment(created) : null;
  if (created && createdAt === null) fields.fail('created_at', 'Must be an ISO 8601 moment.', 'date-time');
  const [author, flagged] = [limited(fields, 'user_id'), fields.flag('flagged')];
  const given = limited(fields, 'id') || null;
  fields.finish();
  return { given, author, text, flagged, createdAt };
}

/** An id that the client made up is kept beside ours. @throws AppError `invalid-request` */
export async function addNote(deps: DialectDeps, tenant: Tenant, callId: Id, body: unknown): Promise<void> {
  const { given, author, text, flagged, createdAt } = readNote(body, 'whole');
  const { organizationId } = tenant;
  const now = deps.clock.now();
  const id = deps.ids.next();
  await deps.store.transaction(async (tx) => {
    await tx.annotations.addNote({
      ...{ id, callId, organizationId, author, text: text ?? '', flagged: flagged ?? false },
      ...{ createdAt: createdAt ?? now, updatedAt: now },
    });
    if (given !== null) await tx.dialectData.put(organizationId, NOTE, id, { given }, now);
  });
}

/** @throws AppError `note-unknown` (404), `invalid-request` */
export async function changeNote(
  deps: DialectDeps,
  { organizationId }: Tenant,
  callId: Id,
  noteId: string,
  body: unknown,
): Promise<void> {
  const { store, clock } = deps;
  const { author, text, flagged, createdAt } = readNote(body, 'part');
  const id = await ownNote(deps, organizationId, callId, noteId);
  const changed =
    id !== null &&
    (await store.annotations.updateNote(organizationId, callId, id, {
      ...(author === null ? {} : { author }),
      ...(text === null ? {} : { text }),
      ...(flagged === null ? {} : { flagged }),
      ...(createdAt === null ? {} : { createdAt }),
      updatedAt: clock.now(),
    }));
  if (!changed) throw notFound('note');
}

/** @throws AppError `note-unknown` (404) */
export async function removeNote(
  deps: DialectDeps,
  { organizationId }: Tenant,
  callId: Id,
  noteId: string,
): Promise<void> {
  const id = await ownNote(deps, organizationId, callId, noteId);
  if (id === null || !(await deps.store.annotations.removeNote(organizationId, callId, id)))
    throw notFound('note');
}

/** The note that a client names by our id or by its own. */
async function ownNote(
  { store }: DialectDeps,
  organizationId: Id,
  callId: Id,
  text: string,
): Promise<Id | null> {
  const notes = (await annotationsOf(store, organizationId, [callId])).get(callId)?.notes ?? [];
  const own = parseId(text);
  return notes.find(({ id, shown }) => shown === text || id === own)?.id ?? null;
}

/** Adding it twice is adding it once; one that is not there is removed already. */
export async function rate(deps: DialectDeps, tenant: Tenant, callId: Id, body: unknown): Promise<void> {
  const fields = new Fields(body);
  const emoji = fields.requiredText('emoji') === '' ? null : fields.oneOf('emoji', EMOJIS);
  fields.requiredText('email');
  const email = limited(fields, 'email');
  const operation =
    fields.requiredText('operation') === '' ? null : fields.oneOf('operation', ['add', 'remove']);
  const created = fields.text('created');
  const at = created ? parseMoment(created) : deps.clock.now();
  if (at === null) fields.fail('created', 'Must be an ISO 8601 moment.', 'date-time');
  fields.finish();
  const { annotations } = deps.store;
  const mark = { kind: 'rating', value: emoji ?? '', by: email ?? '', at: at ?? 0 } as const;
  if (operation === 'remove') await annotations.unmark(tenant.organizationId, callId, mark);
  else await annotations.mark(tenant.organizationId, callId, mark);
}

export async function viewed(deps: DialectDeps, tenant: Tenant, callId: Id, body: unknown): Promise<void> {
  const fields = new Fields(body);
  fields.requiredText('email');
  const email = limited(fields, 'email');
  fields.finish();
  const mark = { kind: 'view', value: '', by: email ?? '', at: deps.clock.now() } as const;
  await deps.store.annotations.mark(tenant.organizationId, callId, mark);
}

function limited(fields: Fields, name: string): string | null {
  const text = fields.text(name);
  if (text !== null && text.length > 200) fields.fail(name, 'May have 200 characters.', 'length');
  return text;
}
