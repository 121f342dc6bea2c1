/** Flireo's leads to ours. */
import { parseAddress, type NewLead } from '#domain';
import type { Fields } from '../../shared/fields.ts';

const LONGEST_NAME = 200;
const MOST_LEADS = 10_000;

/** Faults are kept in `fields`. */
export function readLead(fields: Fields): NewLead {
  const phoneNumber = fields.requiredText('phone_number').trim();
  if (phoneNumber !== '' && parseAddress(phoneNumber) === null)
    fields.fail('phone_number', 'Must be a number in E.164, like +31600000002.', 'e164');
  const name = fields.text('name')?.trim() || null;
  if (name !== null && name.length > LONGEST_NAME)
    fields.fail('name', `Must have ${LONGEST_NAME} characters or fewer.`, 'maxLength');
  return {
    ...{ phoneNumber, name, variables: readVariables(fields) },
    ...{ email: null, timeZone: null, notBefore: null },
  };
}

/** Those of a new campaign. */
export function readLeads(fields: Fields): NewLead[] {
  const leads = fields.objects('leads');
  if (leads.length > MOST_LEADS)
    fields.fail('leads', `Has ${leads.length} leads; send at most ${MOST_LEADS} at once.`, 'maxItems');
  return leads.map(readLead);
}

/** Texts; numbers and truth values are written out. */
function readVariables(fields: Fields): Record<string, string> {
  const given = fields.object('variables') ?? {};
  const texts: [string, string][] = [];
  for (const [name, value] of Object.entries(given))
    if (['string', 'number', 'boolean'].includes(typeof value)) texts.push([name, String(value)]);
    else if (value !== null) fields.fail(`variables.${name}`, 'Must be a text.', 'type');
  return Object.fromEntries(texts);
}
