/** An import as the native API shows it; the vendor's key is not there to be shown. */
import { IMPORT_VENDORS, type ImportAction, type ImportRun } from '#domain';
import { spellNative, type Id, type IdPrefix } from '#kernel';
import { Type, type Static } from 'typebox';
import { iso, isoMaybe, Moment } from '../shapes/times.ts';

export const Vendor = Type.Enum([...IMPORT_VENDORS]);
const ACTIONS = ['created', 'updated', 'kept', 'skipped', 'would_create', 'would_update'] as const;
/** Of ids, by our words; other things have the plain spelling. */
const PREFIXES: Readonly<Record<string, IdPrefix>> = {
  agent: 'agent',
  'use case': 'agent',
  prompt: 'ver',
  number: 'num',
  trunk: 'trunk',
  tool: 'tool',
  campaign: 'camp',
  'analysis-template': 'atpl',
  'knowledge base': 'kb',
  'knowledge source': 'source',
  'phone book': 'book',
  'phone book entry': 'entry',
};

const LineSchema = Type.Object(
  {
    noun: Type.String(),
    vendor_id: Type.String({ description: 'Goes on naming it in this vendor’s dialect.' }),
    name: Type.String(),
    action: Type.Enum([...ACTIONS]),
    id: Type.Union([Type.String(), Type.Null()]),
    notes: Type.Array(Type.String(), {
      description: 'What of it was not taken and why, and what is left to be filled in.',
    }),
  },
  { additionalProperties: false },
);

export const ImportSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('import'),
    vendor: Vendor,
    base_url: Type.String(),
    dry_run: Type.Boolean(),
    status: Type.Enum(['running', 'completed', 'failed', 'interrupted']),
    step: Type.Union([Type.String(), Type.Null()], { description: 'What is being read.' }),
    counts: Type.Object(
      Object.fromEntries(ACTIONS.map((action) => [action, Type.Integer()])) as Record<
        ImportAction,
        ReturnType<typeof Type.Integer>
      >,
      { additionalProperties: false },
    ),
    lines: Type.Array(LineSchema),
    notes: Type.Array(Type.String(), { description: 'What could not be taken as a whole, and why.' }),
    fault: Type.Union([
      Type.Object({ code: Type.String(), message: Type.String() }, { additionalProperties: false }),
      Type.Null(),
    ]),
    created_at: Moment,
    updated_at: Moment,
    ended_at: Type.Union([Moment, Type.Null()]),
  },
  { additionalProperties: false },
);

export function importView(run: ImportRun): Static<typeof ImportSchema> {
  const { vendor, dryRun, status, step, lines, notes, fault } = run;
  const count = (action: ImportAction): number => lines.filter((line) => line.action === action).length;
  return {
    id: spellNative('import', run.id),
    object: 'import',
    ...{ vendor, base_url: run.baseUrl, dry_run: dryRun, status, step },
    counts: {
      ...{ created: count('created'), updated: count('updated'), kept: count('kept') },
      ...{ skipped: count('skipped') },
      ...{ would_create: count('would_create'), would_update: count('would_update') },
    },
    lines: lines.map(({ noun, vendorId, name, action, id, notes: own }) => ({
      ...{ noun, vendor_id: vendorId, name, action, id: id && spelled(noun, id), notes: [...own] },
    })),
    notes: [...notes],
    fault: fault && { code: fault.code, message: fault.message },
    created_at: iso(run.createdAt),
    updated_at: iso(run.updatedAt),
    ended_at: isoMaybe(run.endedAt),
  };
}

function spelled(noun: string, id: Id): string {
  const prefix = PREFIXES[noun];
  return prefix === undefined ? id : spellNative(prefix, id);
}
