/** `PATCH /v1/contacts/{id}` */
import { notFound } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { E164 } from '../../shapes/addresses.ts';
import { IdParams, readId } from '../../shapes/ids.ts';
import { contactFields, contactPatch, ContactSchema, contactView, mergedFields } from '../contact-view.ts';

const Body = Type.Object({ phone: Type.Optional(E164), ...contactFields }, { additionalProperties: false });

export const updateContact: Operation = (app, deps) => {
  app.patch(
    '/v1/contacts/:id',
    {
      schema: {
        operationId: 'updateContact',
        scope: 'contacts:write',
        summary: 'Change a contact',
        description: 'Fields left out stay; null empties.',
        tags: ['contacts'],
        params: IdParams,
        body: Body,
        response: { 200: ContactSchema },
        errors: ['contact-unknown', 'contact-taken'],
      },
    },
    async (request) => {
      const { organizationId } = request.tenant;
      const id = readId(request.params.id, 'contact');
      const { phone, ...given } = request.body;
      const patch = contactPatch(given);
      const changed = await deps.store.transaction(async (tx) => {
        const before = await tx.contacts.lock(organizationId, id);
        if (!before) return null;
        const fields =
          given.fields === undefined ? {} : { fields: mergedFields(before.fields, given.fields) };
        const whole = { ...patch, ...fields, ...(phone === undefined ? {} : { phone }) };
        return tx.contacts.update(organizationId, id, whole, deps.clock.now());
      });
      if (!changed) throw notFound('contact');
      return contactView(changed);
    },
  );
};
