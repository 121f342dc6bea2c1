/** A contact out of a request. */
import { isE164, type Contact, type ContactPatch } from '#domain';
import { Fields } from '../../shared/fields.ts';

const LONGEST_NAME = 200;
const LONGEST_METADATA = 20_000;

/** @throws AppError `invalid-request` naming each field */
export function readContact(body: unknown): Pick<Contact, 'name' | 'phone' | 'email' | 'fields'> {
  const fields = new Fields(body);
  fields.requiredText('name', 'empty-allowed');
  fields.requiredText('phone_number');
  const { name = '', phone = '', email = null, fields: free = {} } = partsOf(fields);
  fields.finish();
  return { name, phone, email, fields: free };
}

/** @throws AppError `invalid-request` naming each field */
export function readContactChange(body: unknown): ContactPatch {
  const fields = new Fields(body);
  const patch = partsOf(fields);
  fields.finish();
  return patch;
}

function partsOf(fields: Fields): ContactPatch {
  const name = fields.text('name');
  const phone = fields.text('phone_number');
  const email = fields.text('email');
  const free = fields.object('contact_metadata');
  if (name !== null && name.length > LONGEST_NAME)
    fields.fail('name', `May have at most ${LONGEST_NAME} characters.`, 'length');
  if (phone !== null && phone !== '' && !isE164(phone))
    fields.fail('phone_number', 'Must be in E.164, e.g. +15550100002.', 'e164');
  if (email !== null && email !== '' && !/^[^\s@]{1,120}@[^\s@]{1,120}\.[^\s@]{1,60}$/.test(email))
    fields.fail('email', 'Must be an e-mail address.', 'email');
  if (free !== null && JSON.stringify(free).length > LONGEST_METADATA)
    fields.fail('contact_metadata', `May hold at most ${LONGEST_METADATA} characters as JSON.`, 'length');
  return {
    ...(name === null ? {} : { name }),
    ...(phone === null ? {} : { phone }),
    ...(email === null ? {} : { email: email === '' ? null : email }),
    ...(free === null ? {} : { fields: free }),
  };
}
