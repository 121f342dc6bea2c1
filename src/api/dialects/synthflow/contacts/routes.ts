/** `/contacts` */
import type { Contact } from '#domain';
import { notFound } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import {
  closed,
  Done,
  NullableText,
  numberedPage,
  ok,
  queryOf,
  queryText,
  Text,
  wrapped,
} from '../shapes/envelope.ts';
import { idOf, type Params } from '../shapes/ids.ts';
import { readContact, readContactChange } from './read.ts';

const Path = Type.Object({ contactId: Type.String({ examples: [sampleUuid('contact')] }) });
const Body = Type.Object(
  {
    name: Text,
    phone_number: Type.String({ description: 'E.164.' }),
    email: Type.Optional(NullableText),
    contact_metadata: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { examples: [{ name: 'Ada', phone_number: '+34600111222', contact_metadata: { tier: 'gold' } }] },
);
const Item = closed({
  id: Text,
  contact_id: Text,
  name: Text,
  phone_number: Text,
  email: NullableText,
  contact_metadata: Type.Record(Type.String(), Type.Unknown()),
  created_at: Text,
  updated_at: Text,
});
const Page = closed({
  contacts: Type.Array(Item),
  total: Type.Integer(),
  page_size: Type.Integer(),
  page_number: Type.Integer(),
});
const tags = ['contacts'];

export function contactRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const { store, clock, ids } = deps;
  app.post(
    '/contacts',
    {
      schema: {
        ...{ tags, operationId: 'createContact', summary: 'Create a contact', scope: 'contacts:write' },
        ...{
          body: Body,
          response: { 200: Type.Object({ status: Text, response: Item }, { additionalProperties: false }) },
        },
      },
    },
    async (request) => {
      const at = clock.now();
      const contact: Contact = {
        ...{ id: ids.next(), organizationId: request.tenant.organizationId, ...readContact(request.body) },
        ...{ timeZone: null, createdAt: at, updatedAt: at },
      };
      await store.contacts.insert(contact);
      return { status: 'success', response: show(contact) };
    },
  );
  app.get(
    '/contacts',
    {
      schema: {
        ...{ tags, operationId: 'listContacts', summary: 'List contacts', scope: 'contacts:read' },
        ...{ querystring: queryOf('search', 'page_number', 'page_size'), response: { 200: wrapped(Page) } },
      },
    },
    async ({ tenant, query }) => {
      const { limit, offset, page } = numberedPage(query);
      const search = queryText(query, 'search');
      const found = { limit, offset, ...(search === undefined ? {} : { search }) };
      const [rows, total] = await Promise.all([
        store.contacts.list(tenant.organizationId, found),
        store.contacts.count(tenant.organizationId, search),
      ]);
      return ok({ contacts: rows.map(show), total, page_size: limit, page_number: page });
    },
  );
  app.get<Params<'contactId'>>(
    '/contacts/:contactId',
    {
      schema: {
        ...{ tags, operationId: 'getContact', summary: 'Read a contact', scope: 'contacts:read' },
        ...{ params: Path, response: { 200: wrapped(Item) } },
      },
    },
    async ({ tenant, params }) => {
      const id = await idOf(deps, tenant, 'contact', params.contactId);
      const contact = await store.contacts.get(tenant.organizationId, id);
      if (!contact) throw notFound('contact');
      return ok(show(contact));
    },
  );
  app.patch<Params<'contactId'>>(
    '/contacts/:contactId',
    {
      schema: {
        ...{ tags, operationId: 'updateContact', summary: 'Change a contact', scope: 'contacts:write' },
        ...{ params: Path, body: Type.Partial(Body), response: { 200: Done } },
      },
    },
    async ({ tenant, params, body }) => {
      const id = await idOf(deps, tenant, 'contact', params.contactId);
      const changed = await store.contacts.update(
        tenant.organizationId,
        id,
        readContactChange(body),
        clock.now(),
      );
      if (!changed) throw notFound('contact');
      return { status: 'success' };
    },
  );
  app.delete<Params<'contactId'>>(
    '/contacts/:contactId',
    {
      schema: {
        ...{ tags, operationId: 'deleteContact', summary: 'Delete a contact', scope: 'contacts:write' },
        ...{ params: Path, response: { 200: Done } },
      },
    },
    async ({ tenant, params }) => {
      const id = await idOf(deps, tenant, 'contact', params.contactId);
      if (!(await store.contacts.remove(tenant.organizationId, id))) throw notFound('contact');
      return { status: 'success' };
    },
  );
}

function show(contact: Contact): Record<string, unknown> {
  return {
    ...{ id: contact.id, contact_id: contact.id, name: contact.name, phone_number: contact.phone },
    ...{ email: contact.email, contact_metadata: contact.fields },
    created_at: new Date(contact.createdAt).toISOString(),
    updated_at: new Date(contact.updatedAt).toISOString(),
  };
}
