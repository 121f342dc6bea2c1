/** `/domains`: the one domain that letters about calls come from. Of several native ones it is the newest. */
import type { MailDomain, RemoteDomain, Tenant } from '#domain';
import { AppError, notFound } from '#kernel';
import type { FastifyInstance } from 'fastify';
import type { DialectDeps } from '../../../dialect.ts';
import { refreshed } from '../../../native/mail-domains/domain-view.ts';
import { Fields } from '../../shared/fields.ts';
import { Succeeded, SUCCEEDED } from '../shapes/answers.ts';
import { DomainBody, DomainRead, SyncBody, SyncRead } from './schemas.ts';
import { showDomain, statusWord } from './show.ts';

const NAME = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const REGIONS = ['us-east-1', 'eu-west-1', 'sa-east-1', 'ap-northeast-1'] as const;
const SENDER = 'calls';
const tags = ['domains'];

export function serveDomains(app: FastifyInstance, deps: DialectDeps): void {
  const { store, mail } = deps;

  app.get(
    '/domains',
    {
      schema: {
        ...{ tags, operationId: 'getDomain', summary: 'Read your mail domain' },
        ...{ scope: 'domains:read', response: { 200: DomainRead } },
      },
    },
    async ({ tenant }) => showDomain(await selected(deps, tenant)),
  );

  app.post(
    '/domains',
    {
      schema: {
        ...{ tags, operationId: 'createDomain', summary: 'Add a mail domain' },
        description: 'At Resend, with your own key of it (POST /byok).',
        ...{ scope: 'domains:write', body: DomainBody, response: { 201: DomainRead } },
      },
    },
    async ({ tenant, body }, reply) => {
      const { organizationId } = tenant;
      const { name, region } = readDomain(body);
      const there = await store.mail.listDomains(organizationId);
      if (there.some((domain) => domain.name === name)) throw taken(name);
      const made = await keep(deps, tenant, await mail.createDomain(organizationId, name, region));
      return reply.code(201).send(showDomain(made));
    },
  );

  app.delete(
    '/domains',
    {
      schema: {
        ...{ tags, operationId: 'deleteDomain', summary: 'Delete your mail domain' },
        description: 'At Resend too.',
        ...{ scope: 'domains:write', response: { 200: Succeeded } },
      },
    },
    async ({ tenant }) => {
      const { organizationId, id, providerId } = await selected(deps, tenant);
      await mail.removeDomain(organizationId, providerId);
      await store.mail.removeDomain(organizationId, id);
      return SUCCEEDED;
    },
  );

  app.get(
    '/domains/sync',
    {
      schema: {
        ...{ tags, operationId: 'listRemoteDomains', summary: 'List the domains of your Resend account' },
        ...{ scope: 'domains:read', response: { 200: SyncRead } },
      },
    },
    async ({ tenant }) => {
      const { organizationId } = tenant;
      const remote = await mail.listDomains(organizationId);
      const [own] = await store.mail.listDomains(organizationId);
      return {
        domains: remote.map(({ providerId, name, state, region }) => ({
          ...{ id: providerId, name, status: statusWord(state), region },
        })),
        selected_domain_id: own?.providerId ?? null,
      };
    },
  );

  app.post(
    '/domains/sync',
    {
      schema: {
        ...{ tags, operationId: 'selectDomain', summary: 'Use a domain of your Resend account' },
        ...{ scope: 'domains:write', body: SyncBody, response: { 200: DomainRead } },
      },
    },
    async ({ tenant, body }) => {
      const { id, param } = readSelection(body);
      const remote = await mail.readDomain(tenant.organizationId, id);
      if (!remote) throw notFound('mail-domain', param);
      return showDomain(await keep(deps, tenant, remote));
    },
  );

  app.post(
    '/domains/verify',
    {
      schema: {
        ...{ tags, operationId: 'verifyDomain', summary: 'Verify your mail domain' },
        description: 'Asks Resend to look its records up; the verdict comes within minutes, by a refresh.',
        ...{ scope: 'domains:write', response: { 200: DomainRead } },
      },
    },
    async ({ tenant }) => {
      const domain = await selected(deps, tenant);
      await mail.verifyDomain(domain.organizationId, domain.providerId);
      return showDomain(await refreshed(deps, domain));
    },
  );

  app.post(
    '/domains/refresh',
    {
      schema: {
        ...{ tags, operationId: 'refreshDomain', summary: 'Take over what Resend says of your mail domain' },
        ...{ scope: 'domains:write', response: { 200: DomainRead } },
      },
    },
    async ({ tenant }) => showDomain(await refreshed(deps, await selected(deps, tenant))),
  );
}

async function selected({ store }: DialectDeps, { organizationId }: Tenant): Promise<MailDomain> {
  const [newest] = await store.mail.listDomains(organizationId);
  if (newest) return newest;
  throw new AppError({
    code: 'mail-domain-unknown',
    status: 404,
    message: 'Your organization has no mail domain. Add one with POST /domains.',
  });
}

/** As the newest, which is the selected one; one that is there already moves to the front, and keeps its sender. */
async function keep(
  { store, ids, clock }: DialectDeps,
  { organizationId }: Tenant,
  remote: RemoteDomain,
): Promise<MailDomain> {
  const now = clock.now();
  return store.transaction(async (tx) => {
    const name = remote.name.toLowerCase();
    const all = await tx.mail.listDomains(organizationId);
    const there = all.find((domain) => domain.name === name);
    if (there) await tx.mail.removeDomain(organizationId, there.id);
    const kept: MailDomain = {
      ...{ id: ids.next(), organizationId, sender: there?.sender ?? SENDER },
      ...{ ...remote, name, createdAt: there?.createdAt ?? now, updatedAt: now },
      records: remote.records.length > 0 ? remote.records : (there?.records ?? []),
      verifiedAt: remote.state === 'verified' ? (there?.verifiedAt ?? now) : null,
    };
    await tx.mail.insertDomain(kept);
    return kept;
  });
}

function readDomain(body: unknown): { readonly name: string; readonly region: string | undefined } {
  const fields = new Fields(body);
  const field = fields.has('domain_name') || !fields.has('domain') ? 'domain_name' : 'domain';
  const name = fields.requiredText(field).trim().toLowerCase();
  if (fields.faults.length === 0 && !NAME.test(name))
    fields.fail(field, 'Must be a domain name, like mail.example.com.', 'domain');
  const region = fields.oneOf('region', REGIONS) ?? undefined;
  fields.finish();
  return { name, region };
}

function readSelection(body: unknown): { readonly id: string; readonly param: string } {
  const fields = new Fields(body);
  const names = ['resendDomainId', 'resend_domain_id', 'domain_id'];
  const param = names.find((name) => fields.has(name)) ?? names[0]!;
  const id = fields.requiredText(param);
  // It becomes part of a path at Resend.
  if (fields.faults.length === 0 && !/^[\w-]{1,100}$/.test(id))
    fields.fail(param, 'Is no id of Resend; GET /domains/sync lists them.', 'id');
  fields.finish();
  return { id, param };
}

function taken(name: string): AppError {
  return new AppError({
    code: 'mail-domain-taken',
    status: 409,
    param: 'domain_name',
    message: `Your organization already has the mail domain ${name}. Use that one, or delete it first.`,
  });
}
