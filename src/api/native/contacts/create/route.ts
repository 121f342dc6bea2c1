/** `POST /v1/contacts` */
import type { Contact } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { E164 } from '../../shapes/addresses.ts';
import { contactFields, contactPatch, ContactSchema, contactView, mergedFields } from '../contact-view.ts';

const Body = Type.Object({ phone: E164, ...contactFields }, { additionalProperties: false });

export const createContact: Operation = (app, deps) => {
  app.post(
    '/v1/contacts',
    {
      schema: {
        operationId: 'createContact',
        scope: 'contacts:write',
        summary: 'Create a contact',
        description: 'Calls with this number know its name, e-mail address, time zone and fields.',
        tags: ['contacts'],
        body: Body,
        response: { 201: ContactSchema },
        errors: ['contact-taken'],
      },
    },
    async (request, reply) => {
      const { phone, ...given } = request.body;
      const now = deps.clock.now();
      const contact: Contact = {
        ...{ id: deps.ids.next(), organizationId: request.tenant.organizationId, phone },
        ...{ name: '', email: null, timeZone: null, createdAt: now, updatedAt: now },
        ...contactPatch(given),
        fields: mergedFields({}, given.fields),
      };
      await deps.store.contacts.insert(contact);
      return reply.code(201).send(contactView(contact));
    },
  );
};
