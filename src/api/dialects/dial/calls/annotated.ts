/** What people wrote on calls, in dial's words. */
import { spellHex, type Id } from '#kernel';
import type { CallMark, CallNote, Repositories } from '#domain';
import { printMoment } from '../moment.ts';

/** Of a note under an id of the client's own. */
export const NOTE = { dialect: 'dial', noun: 'note' };

export interface Annotated {
  readonly notes: readonly (CallNote & { readonly shown: string })[];
  readonly marks: readonly CallMark[];
}

export async function annotationsOf(
  { annotations, dialectData }: Pick<Repositories, 'annotations' | 'dialectData'>,
  organizationId: Id,
  callIds: readonly Id[],
): Promise<ReadonlyMap<Id, Annotated>> {
  const found = await annotations.of(organizationId, callIds);
  const noteIds = [...found.values()].flatMap(({ notes }) => notes.map(({ id }) => id));
  const given = noteIds.length === 0 ? new Map() : await dialectData.getMany(organizationId, NOTE, noteIds);
  const shownOf = (id: Id): string => {
    const text: unknown = given.get(id)?.data['given'];
    return typeof text === 'string' ? text : spellHex(id);
  };
  return new Map(
    [...found].map(([id, { notes, marks }]) => [
      id,
      { notes: notes.map((note) => ({ ...note, shown: shownOf(note.id) })), marks },
    ]),
  );
}

const NOTHING: Annotated = { notes: [], marks: [] };

/** The members of a call that people write. */
export function showAnnotations({ notes, marks }: Annotated = NOTHING) {
  const of = (kind: CallMark['kind']): CallMark[] => marks.filter((mark) => mark.kind === kind);
  return {
    viewed_by: of('view').map(({ by }) => by),
    notes: notes.map(({ shown, author, text, flagged, createdAt }) => ({
      ...{ id: shown, user_id: author ?? '', content: text, flagged, created_at: printMoment(createdAt) },
    })),
    samples: of('label').map(({ value }) => value),
    ratings: of('rating').map(({ value, by, at }) => ({ emoji: value, email: by, created: printMoment(at) })),
  };
}

export function tagsOf({ marks }: Annotated = NOTHING): string[] {
  return marks.filter(({ kind }) => kind === 'tag').map(({ value }) => value);
}
