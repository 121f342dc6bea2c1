/** Errors of knowledge, contacts, memory, phone books and mail. */
import { unknownThing, type ErrorPage } from './error-page.ts';

export const KNOWLEDGE_PAGES = {
  'knowledge-base-unknown': unknownThing('knowledge base'),
  'knowledge-source-unknown': unknownThing('source of this knowledge base'),
  'contact-unknown': unknownThing('contact'),
  'memory-store-unknown': unknownThing('memory store'),
  'memory-unknown': unknownThing('memory of this contact in this store'),
  'phone-book-unknown': unknownThing('phone book'),
  'phone-book-entry-unknown': unknownThing('entry of this phone book', 'an'),
  'mail-domain-unknown': unknownThing('mail domain'),
  'contact-taken': {
    status: 409,
    title: 'A number that a contact has already',
    meaning: 'Your organization has a contact with this number; a number is one person.',
    mend: 'Change that contact, or use PUT /v1/contacts, which makes or changes the one of a number.',
  },
  'phone-book-full': {
    status: 409,
    title: 'The phone book is full',
    meaning: 'A phone book holds at most 100 entries: a model chooses among all of them.',
    mend: 'Delete an entry, or use another book.',
  },
  'mail-domain-taken': {
    status: 409,
    title: 'A mail domain that is there already',
    meaning: 'Your organization has this mail domain.',
    mend: 'Use that one, or delete it first.',
  },
  'mail-key-missing': {
    status: 400,
    title: 'No key for sending mail',
    meaning: 'Mail is sent through Resend with your own key, and your organization has none.',
    mend: 'Bring one with POST /v1/provider-keys and `provider` `resend`.',
  },
  'mail-domain-missing': {
    status: 422,
    title: 'No mail domain to send from',
    meaning: 'A letter leaves from a domain of your own, and none of yours is verified.',
    mend: 'Add one with POST /v1/mail-domains, set its records at your DNS, and verify it.',
  },
  'mail-refused': {
    status: 422,
    title: 'The mail service refused',
    meaning: 'Resend did not do what was asked; `detail` holds its own words.',
    mend: 'Do as `detail` says; check the key and the domain at Resend.',
  },
  'mail-unavailable': {
    status: 502,
    title: 'The mail service did not answer',
    meaning: 'Resend could not be reached, was overloaded, or answered with what cannot be read.',
    mend: 'Try again in a minute.',
  },
  'pdf-unsupported': {
    status: 415,
    title: 'A file that cannot be read',
    meaning: 'Parley reads plain text, Markdown, HTML, CSV and JSON; PDF and office files it does not.',
    mend: 'Save the file as text, Markdown or HTML and send that.',
  },
  'embedding-unavailable': {
    status: 400,
    title: 'No such embedding model here',
    meaning: 'The provider has no key, or makes no vectors.',
    mend: 'Bring a key of a provider that GET /v1/providers lists with embeddings, or leave `embedding` out.',
  },
} as const satisfies Record<string, ErrorPage>;
