/** `PUT /v1/contacts`: by the number. */
import type { Contact } from '#domain';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { E164 } from '../../shapes/addresses.ts';
import { contactFields, contactPatch, ContactSchema, contactView, mergedFields } from '../contact-view.ts';

const Body = Type.Object({ phone: E164, ...contactFields }, { additionalProperties: false });

export const upsertContact: Operation = (app, deps) => {
  app.put(
    '/v1/contacts',
    {
      schema: {
        operationId: 'upsertContact',
        scope: 'contacts:write',
        summary: 'Create or change the contact of a number',
        description: 'What is left out stays as it is.',
        tags: ['contacts'],
        body: Body,
        response: { 200: ContactSchema, 201: ContactSchema },
      },
    },
    async (request, reply) => {
      const { phone, ...given } = request.body;
      const now = deps.clock.now();
      const patch = contactPatch(given);
      const fresh: Contact = {
        ...{ id: deps.ids.next(), organizationId: request.tenant.organizationId, phone },
        ...{ name: '', email: null, timeZone: null, createdAt: now, updatedAt: now },
        ...patch,
        fields: mergedFields({}, given.fields),
      };
      const { contact, made } = await deps.store.contacts.upsert(fresh, patch);
      return reply.code(made ? 201 : 200).send(contactView(contact));
    },
  );
};
