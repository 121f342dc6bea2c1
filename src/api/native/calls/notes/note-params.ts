/** `/v1/calls/{id}/notes/{note_id}` */
import { notFound, parseId, type Id } from '#kernel';
import { Type } from 'typebox';
import { IdText } from '../../shapes/ids.ts';

export const NoteParams = Type.Object({ id: IdText, note_id: IdText });

/** @throws AppError `note-unknown` (404) */
export function readNoteId(text: string): Id {
  const id = parseId(text);
  if (id === null) throw notFound('note');
  return id;
}
