/** `POST /v1/mail-domains` */
import type { MailDomain } from '#domain';
import { AppError } from '#kernel';
import { Type } from 'typebox';
import type { Operation } from '../../native.ts';
import { DomainSchema, domainView, Sender } from '../domain-view.ts';

const Body = Type.Object(
  {
    name: Type.String({
      pattern: '^(?=.{4,253}$)([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,63}$',
      description: 'E.g. `mail.example.com`.',
    }),
    region: Type.Optional(Type.Enum(['us-east-1', 'eu-west-1', 'sa-east-1', 'ap-northeast-1'])),
    sender: Type.Optional(Sender),
    provider_id: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'Of one that is at Resend already: takes it over.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const createMailDomain: Operation = (app, deps) => {
  app.post(
    '/v1/mail-domains',
    {
      schema: {
        operationId: 'createMailDomain',
        scope: 'domains:write',
        summary: 'Add a mail domain',
        description:
          'At Resend, by your own key. Set its `records`, then verify it; letters about calls come from it.',
        tags: ['mail'],
        body: Body,
        response: { 201: DomainSchema },
        errors: [
          'mail-key-missing',
          'mail-domain-taken',
          'mail-domain-unknown',
          'mail-refused',
          'mail-unavailable',
        ],
      },
    },
    async (request, reply) => {
      const { organizationId } = request.tenant;
      const { region, sender = 'calls', provider_id: known } = request.body;
      const name = request.body.name.toLowerCase();
      const there = await deps.store.mail.listDomains(organizationId);
      if (there.some((domain) => domain.name === name)) throw taken(name);
      const remote =
        known === undefined
          ? await deps.mail.createDomain(organizationId, name, region)
          : await deps.mail.readDomain(organizationId, known);
      if (!remote || remote.name.toLowerCase() !== name)
        throw new AppError({
          code: 'mail-domain-unknown',
          status: 404,
          param: 'provider_id',
          message: `Resend knows no domain ${name} under this id. List its domains, or leave provider_id out.`,
        });
      const now = deps.clock.now();
      const domain: MailDomain = {
        ...{ id: deps.ids.next(), organizationId, sender, createdAt: now, updatedAt: now },
        ...remote,
        name,
        verifiedAt: remote.state === 'verified' ? now : null,
      };
      await deps.store.mail.insertDomain(domain);
      return reply.code(201).send(domainView(domain));
    },
  );
};

function taken(name: string): AppError {
  return new AppError({
    code: 'mail-domain-taken',
    status: 409,
    param: 'name',
    message: `Your organization already has the mail domain ${name}. Use that one, or delete it first.`,
  });
}
