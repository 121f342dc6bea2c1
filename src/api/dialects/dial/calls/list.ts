/** `/calls`, `/calls/tags`, `/calls/page`, `/calls/export` */
import { Type } from 'typebox';
import type { FastifyInstance } from 'fastify';
import { notFound } from '#kernel';
import type { Call, Tenant } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields, isJson } from '../../shared/fields.ts';
import { pathId } from '../ids.ts';
import { toCall } from '../map-response.ts';
import { annotationsOf } from './annotated.ts';
import { csvOf } from './csv.ts';
import { readList, type ListWish } from './filters.ts';
import { ListQuery, ListShape } from './schema.ts';

const MOST_TAGS = 1_000;

export function callListRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const shared = { tags: ['calls'], scope: 'calls:read' } as const;
  app.get(
    '/calls',
    {
      schema: {
        ...{ operationId: 'listCalls', summary: 'Calls, newest first', ...shared },
        ...{ querystring: ListQuery, response: { 200: ListShape } },
      },
    },
    async ({ tenant, query }) => {
      const wish = await readList(deps, tenant, query);
      const { calls, count } = await read(deps, tenant, wish);
      const { limit, skip } = wish;
      return { calls, count, limit, offset: skip, currentPage: Math.floor(skip / limit) + 1 };
    },
  );
  app.get(
    '/calls/tags',
    {
      schema: {
        ...{ operationId: 'listTags', summary: 'Tags in use', ...shared },
        response: { 200: Type.Array(Type.String()) },
      },
    },
    ({ tenant }) => deps.store.annotations.values(tenant.organizationId, 'tag', MOST_TAGS),
  );
  app.get(
    '/calls/page',
    {
      schema: {
        ...{ operationId: 'getPage', summary: 'On which page of the list a call stands', ...shared },
        querystring: Type.Object({
          callId: Type.Optional(Type.String({ description: 'Absent: the newest.' })),
          ...{ limit: ListQuery.properties.limit, skip: ListQuery.properties.skip },
        }),
        response: {
          200: Type.Object(
            { currentPage: Type.Integer(), count: Type.Integer(), limit: Type.Integer() },
            { additionalProperties: false },
          ),
        },
      },
    },
    async ({ tenant, query }) => pageOf(deps, tenant, query),
  );
  app.post(
    '/calls/export',
    {
      schema: {
        ...{ operationId: 'exportCalls', summary: 'Calls as a table', ...shared },
        description:
          'The table is the answer; with `email` it goes there too, from your verified mail domain. Takes the filters of the list.',
        body: Type.Object(
          { email: Type.Optional(Type.String()), ...ListQuery.properties },
          { additionalProperties: true, examples: [{ statuses: 'Completed' }] },
        ),
        produces: 'text/csv',
      },
    },
    async ({ tenant, body }, reply) => {
      const fields = new Fields(body ?? {});
      const email = addressIn(fields);
      const { rows } = await readCalls(deps, tenant, await readList(deps, tenant, fields.raw));
      const table = csvOf(rows);
      if (email !== null) await sendTable(deps, tenant, email, table);
      return reply
        .type('text/csv; charset=utf-8')
        .serializer((text: unknown) => String(text))
        .send(table);
    },
  );
}

/** @throws AppError `invalid-request` */
function addressIn(fields: Fields): string | null {
  const email = fields.text('email') || null;
  if (email !== null && !/^[^\s@,<>]{1,64}@[^\s@,<>]{1,255}$/.test(email))
    fields.fail('email', 'Must be an address of mail.', 'email');
  fields.finish();
  return email;
}

/** @throws AppError `mail-domain-missing`, `mail-key-missing`, `mail-refused`, `mail-unavailable` */
async function sendTable(
  { mail, ids }: DialectDeps,
  { organizationId }: Tenant,
  email: string,
  table: string,
): Promise<void> {
  const rows = table.split('\r\n').length - 2;
  await mail.send(organizationId, {
    ...{ fromName: 'Parley', to: [email], subject: `${rows} calls`, key: `parley-export-${ids.next()}` },
    text: `The table that was asked for: ${rows} calls.`,
    attachments: [{ name: 'calls.csv', text: table }],
  });
}

async function readCalls(deps: DialectDeps, tenant: Tenant, { query }: ListWish) {
  return deps.calls.list(tenant, query);
}

async function read(deps: DialectDeps, tenant: Tenant, wish: ListWish) {
  const { rows, total } = await readCalls(deps, tenant, wish);
  const written = await annotationsOf(
    deps.store,
    tenant.organizationId,
    rows.map(({ id }: Call) => id),
  );
  return { calls: rows.map((call) => toCall(call, written.get(call.id))), count: total ?? rows.length };
}

/** Newest first, as the list is. */
async function pageOf(deps: DialectDeps, tenant: Tenant, query: unknown) {
  const { callId } = isJson(query) ? query : {};
  const { limit, skip, query: wanted } = await readList(deps, tenant, query);
  const one = { ...wanted, limit: 1, offset: 0 };
  const count = (await deps.calls.list(tenant, one)).total ?? 0;
  if (typeof callId !== 'string' || callId === '')
    return { currentPage: Math.floor(skip / limit) + 1, count, limit };
  const id = await pathId(deps, tenant, 'call', callId, 'callId');
  if (id === null) throw notFound('call');
  const { createdAt } = await deps.calls.get(tenant, id);
  const newer = (await deps.calls.list(tenant, { ...one, createdFrom: createdAt + 1 })).total ?? 0;
  return { currentPage: Math.floor(newer / limit) + 1, count, limit };
}
