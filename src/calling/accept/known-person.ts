/** Who is called, as far as the organization knows: a contact fills in what the request leaves open. */
import { isE164, type Contact, type Person } from '#domain';
import type { Id } from '#kernel';
import type { ContactReader } from './read-ahead.ts';

export interface Known {
  readonly contact: Contact | null;
  readonly person: Person;
  /** The contact's fields, what the request gives over them. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** @param phone whose line it is; a SIP address is nobody's number */
export async function knownPerson(
  organizationId: Id,
  phone: string | null,
  given: { readonly person: Person; readonly variables: Readonly<Record<string, unknown>> },
  { contacts }: { readonly contacts: ContactReader },
): Promise<Known> {
  const contact = phone !== null && isE164(phone) ? await contacts.findByPhone(organizationId, phone) : null;
  if (!contact) return { contact, person: given.person, variables: given.variables };
  const { name, email, timeZone, fields } = contact;
  return {
    contact,
    person: {
      ...(name === '' ? {} : { name }),
      ...(email === null ? {} : { email }),
      ...(timeZone === null ? {} : { time_zone: timeZone }),
      ...given.person,
    },
    variables: { ...fields, ...given.variables },
  };
}
