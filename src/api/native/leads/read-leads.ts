/** Leads of a request, given as JSON or as a table. Pure. */
import { isTimeZone, parseAddress, readCsv, zoneFault, type CsvRow, type Lead, type NewLead } from '#domain';
import { invalidRequest, type FieldFault, type Id, type IdSource, type Millis } from '#kernel';
import { Type, type Static } from 'typebox';
import { momentFault, MomentText, readMoment } from '../shapes/times.ts';

export const MOST_LEADS = 10_000;
const COLUMNS = ['phone_number', 'name', 'email', 'time_zone', 'not_before'] as const;

export const leadFields = {
  name: Type.String({ maxLength: 200, description: 'Also `{{name}}`.' }),
  email: Type.String({ maxLength: 320 }),
  time_zone: Type.String({ maxLength: 60, description: 'IANA.' }),
  not_before: MomentText,
};

const LeadBody = Type.Object(
  {
    phone_number: Type.String({ minLength: 1, maxLength: 300, examples: ['+34600111222'] }),
    name: Type.Optional(leadFields.name),
    email: Type.Optional(leadFields.email),
    time_zone: Type.Optional(leadFields.time_zone),
    variables: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    not_before: Type.Optional(leadFields.not_before),
  },
  { additionalProperties: false },
);
type LeadBody = Static<typeof LeadBody>;

export const LeadsBody = Type.Object(
  {
    leads: Type.Optional(Type.Array(LeadBody, { minItems: 1, maxItems: MOST_LEADS })),
    csv: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 10_000_000,
        description:
          'A table whose first line names its columns: `phone_number`, `name`, `email`, `time_zone`, `not_before`; every other column is a variable.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description: 'Either `leads` or `csv`.',
    examples: [{ leads: [{ phone_number: '+34600111222', name: 'Ana' }] }],
  },
);

/** @throws AppError `invalid-request` naming each field, at most 20 of them */
export function readLeads(body: Static<typeof LeadsBody>): readonly NewLead[] {
  if ((body.leads === undefined) === (body.csv === undefined))
    throw invalidRequest([
      { param: 'leads', rule: 'one-of', message: 'Give `leads` or `csv`; exactly one of the two.' },
    ]);
  const isTable = body.leads === undefined;
  const rows = body.leads ?? readTable(body.csv ?? '');
  const faults = rows.flatMap((row, index) => faultsOf(row, isTable ? `csv[${index}]` : `leads[${index}]`));
  if (faults.length > 0) throw invalidRequest(faults.slice(0, 20));
  return rows.map((row) => ({
    phoneNumber: row.phone_number.trim(),
    name: row.name ?? null,
    email: row.email ?? null,
    timeZone: row.time_zone ?? null,
    variables: row.variables ?? {},
    notBefore: row.not_before === undefined ? null : readMoment(row.not_before),
  }));
}

const refuse = (message: string) => invalidRequest([{ param: 'csv', rule: 'csv', message }]);

function readTable(text: string): readonly LeadBody[] {
  const read = readCsv(text);
  if ('fault' in read) throw refuse(`Line ${read.fault.line}: ${read.fault.message}`);
  if (read.rows.length === 0) throw refuse('There is no row below the heading.');
  if (read.rows.length > MOST_LEADS) throw refuse(`Has ${read.rows.length} rows; at most ${MOST_LEADS}.`);
  return read.rows.map(toBody);
}

function toBody({ phone_number = '', ...row }: CsvRow): LeadBody {
  const own = Object.entries(row).filter(([name]) => (COLUMNS as readonly string[]).includes(name));
  const variables = Object.entries(row).filter(([name]) => !(COLUMNS as readonly string[]).includes(name));
  return { phone_number, ...Object.fromEntries(own), variables: Object.fromEntries(variables) };
}

function faultsOf(row: LeadBody, at: string): FieldFault[] {
  const faults: FieldFault[] = [];
  if (row.phone_number.trim() === '')
    faults.push({ param: `${at}.phone_number`, rule: 'required', message: 'Is required.' });
  if (row.time_zone !== undefined && !isTimeZone(row.time_zone)) faults.push(zoneFault(`${at}.time_zone`));
  if (row.not_before !== undefined && readMoment(row.not_before) === null)
    faults.push(momentFault(`${at}.not_before`));
  return faults;
}

/** What is no number is kept, so that nobody looks for it in vain, and never called. */
export function newLead(
  lead: NewLead,
  of: { readonly campaignId: Id; readonly organizationId: Id },
  ids: IdSource,
  now: Millis,
): Lead {
  const isValid = parseAddress(lead.phoneNumber) !== null;
  return {
    ...lead,
    ...of,
    id: ids.next(),
    status: isValid ? 'pending' : 'skipped',
    reason: isValid ? null : 'invalid',
    detail: isValid ? null : 'The number is neither in E.164 nor a SIP URI.',
    ...{ attempts: 0, retries: 0, callId: null, since: null, lastAttemptAt: null },
    dueAt: lead.notBefore ?? now,
    createdAt: now,
    updatedAt: now,
  };
}
