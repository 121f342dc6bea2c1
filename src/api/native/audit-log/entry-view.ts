/** A row of the audit log as the native API shows it. */
import type { AuditEntry } from '#domain';
import { Type, type Static } from 'typebox';
import { iso, Moment } from '../shapes/times.ts';

export const AuditEntrySchema = Type.Object(
  {
    seq: Type.Integer({ description: '1, 2, 3 … without gaps.' }),
    at: Moment,
    actor: Type.Object(
      {
        kind: Type.Union([
          Type.Literal('key'),
          Type.Literal('member'),
          Type.Literal('operator'),
          Type.Literal('system'),
        ]),
        id: Type.Union([Type.String(), Type.Null()]),
      },
      { additionalProperties: false },
    ),
    action: Type.String({ description: 'The operation, or a dialect with its method and path.' }),
    object: Type.Union([Type.String(), Type.Null()], { description: 'Id of what was made or changed.' }),
    detail: Type.Record(Type.String(), Type.Unknown(), {
      description: 'Status, request id, address, and the names of the fields that were sent; no values.',
    }),
    prev_hash: Type.String(),
    hash: Type.String({ description: 'SHA-256 over this row and the hash before, hex.' }),
  },
  { additionalProperties: false },
);

export function entryView(entry: AuditEntry): Static<typeof AuditEntrySchema> {
  const { seq, at, actor, action, object, detail, prevHash, hash } = entry;
  return { seq, at: iso(at), actor, action, object, detail, prev_hash: prevHash, hash };
}
