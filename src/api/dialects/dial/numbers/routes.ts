/** `/numbers` */
import { Type } from 'typebox';
import type { FastifyInstance } from 'fastify';
import { AppError, notFound, type Id } from '#kernel';
import type { PhoneNumber, Tenant } from '#domain';
import type { DialectDeps } from '../../../dialect.ts';
import { Fields } from '../../shared/fields.ts';
import { withOwnIds } from '../../../ids/stored-aliases.ts';
import { pathId } from '../ids.ts';
import { defaultPrompt, readRecord } from '../use-cases/record.ts';
import { readNumberPatch } from './read.ts';
import { NumberBuyBody, NumberParams, NumberPatchBody, NumberShape, NumberTitleBody } from './schema.ts';
import { showNumber } from './show.ts';

const MOST = 10_000;
const NOUN = { dialect: 'dial', noun: 'number' };

interface One {
  Params: { numberId: string };
}

export function numberRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const { store } = deps;
  const tags = ['numbers'];
  app.get(
    '/numbers',
    {
      schema: {
        ...{ operationId: 'listNumbers', summary: 'Every number', tags, scope: 'numbers:read' },
        response: { 200: Type.Array(NumberShape) },
      },
    },
    async ({ tenant: { organizationId } }) => {
      const all = await store.numbers.list(organizationId, { limit: MOST });
      return Promise.all(all.map((number) => shown(deps, number)));
    },
  );
  app.post(
    '/numbers',
    {
      schema: {
        ...{ operationId: 'buyNumber', summary: 'Take a free number', tags, scope: 'numbers:write' },
        description: 'One of your own that no use case has and that nobody took before: Parley sells none.',
        ...{ body: NumberBuyBody, response: { 200: NumberShape } },
      },
    },
    async ({ tenant, body }) => shown(deps, await takeFree(deps, tenant, readAreaCode(body))),
  );
  app.get<One>(
    '/numbers/:numberId',
    {
      schema: {
        ...{ operationId: 'getNumber', summary: 'Read a number', tags, scope: 'numbers:read' },
        ...{ params: NumberParams, response: { 200: NumberShape } },
      },
    },
    async ({ tenant, params }) =>
      shown(deps, await known(deps, tenant, await pathId(deps, tenant, 'number', params.numberId))),
  );
  app.patch<One>(
    '/numbers/:numberId',
    {
      schema: {
        ...{ operationId: 'updateNumber', summary: 'Change who answers', tags, scope: 'numbers:write' },
        ...{ params: NumberParams, body: NumberPatchBody, response: { 200: NumberShape } },
      },
    },
    async ({ tenant, params, body }) => {
      const number = await known(deps, tenant, await pathId(deps, tenant, 'number', params.numberId));
      const read = await withOwnIds(deps, tenant, 'dial', body, { use_case_id: 'agent' });
      return change(deps, tenant, number, await readNumberPatch(deps, tenant, number, read));
    },
  );
  app.patch<One>(
    '/numbers/:numberId/title',
    {
      schema: {
        ...{ operationId: 'updateNumberTitle', summary: 'Name a number', tags, scope: 'numbers:write' },
        ...{ params: NumberParams, body: NumberTitleBody, response: { 200: NumberShape } },
      },
    },
    async ({ tenant, params, body }) => {
      const number = await known(deps, tenant, await pathId(deps, tenant, 'number', params.numberId));
      const fields = new Fields(body);
      const title = fields.requiredText('title', 'empty-allowed');
      if (title.length > 200) fields.fail('title', 'May have 200 characters.', 'length');
      fields.finish();
      return change(deps, tenant, number, { name: title });
    },
  );
}

async function known(
  { store }: DialectDeps,
  { organizationId }: Tenant,
  id: Id | null,
): Promise<PhoneNumber> {
  const number = id === null ? null : await store.numbers.get(organizationId, id);
  if (!number) throw notFound('number');
  return number;
}

async function change(
  deps: DialectDeps,
  { organizationId }: Tenant,
  { id, organizationId: holder }: PhoneNumber,
  patch: Partial<PhoneNumber>,
): Promise<object> {
  if (holder !== organizationId)
    throw new AppError({
      code: 'number-lent',
      status: 409,
      message: 'This number is lent to another organization. Take it back first.',
    });
  const changed = await deps.store.numbers.update(organizationId, id, {
    ...patch,
    updatedAt: deps.clock.now(),
  });
  if (!changed) throw notFound('number');
  return shown(deps, changed);
}

async function shown({ store }: DialectDeps, number: PhoneNumber): Promise<object> {
  const { organizationId, agentId } = number;
  const agent = agentId === null ? null : await store.agents.get(organizationId, agentId);
  const record = agent && (await readRecord(store, organizationId, agent.id));
  return showNumber(number, agent && record ? defaultPrompt(record, agent) : null);
}

/** @throws AppError `invalid-request` */
function readAreaCode(body: unknown): string | null {
  const fields = new Fields(body ?? {});
  const code = fields.raw['area_code'];
  const text = typeof code === 'number' ? String(code) : fields.text('area_code') || null;
  if (text !== null && !/^[2-9]\d\d$/.test(text))
    fields.fail('area_code', 'Must be an area code of the USA or Canada: three digits.', 'area-code');
  fields.finish();
  return text;
}

/** Marked as taken, so that the next one who asks gets another. */
async function takeFree(
  deps: DialectDeps,
  { organizationId }: Tenant,
  area: string | null,
): Promise<PhoneNumber> {
  return deps.store.transaction(async (tx) => {
    const free = await tx.numbers.list(organizationId, { limit: MOST, unbound: true, active: true });
    const taken = await tx.dialectData.getMany(
      organizationId,
      NOUN,
      free.map(({ id }) => id),
    );
    const found = free.find(
      ({ id, e164, organizationId: holder }) =>
        holder === organizationId && !taken.has(id) && (area === null || e164.startsWith(`+1${area}`)),
    );
    if (!found)
      throw new AppError({
        code: 'number-unavailable',
        status: 400,
        param: area === null ? undefined : 'area_code',
        message: `No free number${area === null ? '' : ` with the area code ${area}`} is there. Add a number of your carrier: POST /v1/numbers.`,
      });
    await tx.dialectData.put(organizationId, NOUN, found.id, { taken: true }, deps.clock.now());
    return found;
  });
}
