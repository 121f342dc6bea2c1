/** `/actions` */
import type { SavedTool, Tenant } from '#domain';
import { AppError, notFound, parseId, type Id } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { DialectDeps } from '../../../dialect.ts';
import { sampleUuid } from '../../../openapi/sample-ids.ts';
import { Fields, isJson, type Json } from '../../shared/fields.ts';
import {
  Answered,
  closed,
  offsetPage,
  ok,
  Paged,
  queryOf,
  queryText,
  Text,
  wrapped,
} from '../shapes/envelope.ts';
import { idIn, type Params } from '../shapes/ids.ts';
import { changeAgent } from '../shapes/change-agent.ts';
import { attached, attach, detach, readAttachment, without } from './attach.ts';
import { effectOf } from './effect.ts';
import { keep } from './inline.ts';
import { actionOf, allActions, keepAction } from './kept.ts';
import { ACTION, KINDS, type Action } from './kinds.ts';
import { aroundOf, kindOf, readAction } from './read.ts';
import { ActionBody, ActionItem, AttachBody, DetachBody, InitializeBody } from './schemas.ts';
import { showAction } from './show.ts';
import { placeholdersOf } from './texts.ts';

const Path = Type.Object({ actionId: Type.String({ examples: [sampleUuid('tool')] }) });
const Created = closed({ action_id: Text, action_type: Text, prompt_variables: Type.Array(Text) });
const Page = closed({ pagination: Paged, actions: Type.Array(ActionItem) });
const Empty = wrapped(closed({}));
const tags = ['actions'];
const [read, write] = ['tools:read', 'tools:write'] as const;
const MOST_ITEMS = 50;

export function actionRoutes(app: FastifyInstance, deps: DialectDeps): void {
  const { store, clock } = deps;
  app.get(
    '/actions',
    {
      schema: {
        ...{ tags, operationId: 'listActions', summary: 'List actions', scope: read },
        ...{ querystring: queryOf('limit', 'offset'), response: { 200: wrapped(Page) } },
      },
    },
    async ({ tenant, query }) => {
      const { limit, offset } = offsetPage(query);
      const all = await allActions(deps, tenant);
      const actions = all.slice(offset, offset + limit).map((action) => showAction(action, false));
      return ok({ pagination: { total_records: all.length, limit, offset }, actions });
    },
  );
  app.post(
    '/actions',
    {
      schema: {
        ...{ tags, operationId: 'createAction', summary: 'Create an action', scope: write },
        ...{ body: ActionBody, response: { 200: wrapped(Created) } },
      },
    },
    async ({ tenant, body }) => {
      const kind = kindOf(body);
      const given = new Fields(body).inner(kind)?.raw ?? {};
      const read = await readAction(kind, given, await aroundOf(deps, tenant), null, null);
      const { action } = await keep(deps, tenant, read);
      const prompt_variables = placeholdersOf(action.body);
      return {
        status: 'success',
        response: { action_id: action.id, action_type: KINDS[kind], prompt_variables },
      };
    },
  );
  app.get<Params<'actionId'>>(
    '/actions/:actionId',
    {
      schema: {
        ...{ tags, operationId: 'getAction', summary: 'Read an action', scope: read },
        ...{ params: Path, querystring: queryOf('include_assistants'), response: { 200: wrapped(Page) } },
      },
    },
    async ({ tenant, params, query }) => {
      const { action } = await actionOf(deps, tenant, params.actionId);
      const actions = [showAction(action, queryText(query, 'include_assistants') === 'true')];
      return ok({ pagination: { total_records: 1, limit: 20, offset: 0 }, actions });
    },
  );
  app.put<Params<'actionId'>>(
    '/actions/:actionId',
    {
      schema: {
        ...{ tags, operationId: 'updateAction', summary: 'Change an action', scope: write },
        ...{ params: Path, body: Type.Partial(ActionBody) },
        response: { 200: wrapped(closed({ action_id: Text })) },
      },
    },
    async ({ tenant, params, body }) => {
      const { action, tool } = await actionOf(deps, tenant, params.actionId);
      const raw = new Fields(body).raw;
      const inner = raw[action.kind];
      await change(tenant, action, tool, isJson(inner) ? inner : raw, action.initial);
      return { status: 'success', response: { action_id: action.id } };
    },
  );
  app.delete<Params<'actionId'>>(
    '/actions/:actionId',
    {
      schema: {
        ...{ tags, operationId: 'deleteAction', summary: 'Delete an action', scope: write },
        ...{ params: Path, response: { 200: Answered } },
      },
    },
    async ({ tenant, params }) => {
      const { action, tool } = await actionOf(deps, tenant, params.actionId);
      const effect = await effectOf(deps, tenant, action, tool);
      for (const agent of await agentsOf(tenant, action))
        await changeAgent(deps, tenant, agent, (config) => without(config, action, effect));
      await store.dialectData.remove(tenant.organizationId, ACTION, action.id);
      await store.tools.remove(tenant.organizationId, action.id);
      return { status: 'success', response: { answer: 'ok' } };
    },
  );
  app.post(
    '/actions/attach',
    {
      schema: {
        ...{ tags, operationId: 'attachActions', summary: 'Give actions to an agent', scope: write },
        ...{ body: AttachBody, response: { 200: Empty } },
      },
    },
    async ({ tenant, body }) => {
      const fields = new Fields(body);
      const model = fields.requiredText('model_id');
      const named = namesOf(fields).map((name) => [name, {}] as const);
      const items = fields.objects('items').map((item) => {
        const name = item.text('action_id') || item.text('slug') || '';
        if (name === '') item.fail('action_id', 'Is required.', 'required');
        return [name, readAttachment(item)] as const;
      });
      const all = [...named, ...items];
      if (all.length === 0 || all.length > MOST_ITEMS)
        fields.fail('actions', `Give 1 to ${MOST_ITEMS} of actions or items.`, 'length');
      fields.finish();
      const agent = await idIn(deps, tenant, 'agent', model, 'model_id');
      const found = await Promise.all(all.map(([name]) => known(tenant, name)));
      for (const [index, { action, tool }] of found.entries()) {
        const effect = await effectOf(deps, tenant, action, tool);
        if (effect) await attach(deps, tenant, agent, action, effect, all[index]![1]);
      }
      return { status: 'success', response: {} };
    },
  );
  app.post(
    '/actions/detach',
    {
      schema: {
        ...{ tags, operationId: 'detachActions', summary: 'Take actions from an agent', scope: write },
        ...{ body: DetachBody, response: { 200: Empty } },
      },
    },
    async ({ tenant, body }) => {
      const fields = new Fields(body);
      const model = fields.requiredText('model_id');
      const names = namesOf(fields);
      if (names.length === 0) fields.fail('actions', 'Is required.', 'required');
      fields.finish();
      const agent = await idIn(deps, tenant, 'agent', model, 'model_id');
      for (const name of names) {
        const { action, tool } = await known(tenant, name);
        await detach(deps, tenant, agent, action, await effectOf(deps, tenant, action, tool));
      }
      return { status: 'success', response: {} };
    },
  );
  app.post(
    '/actions/initialize',
    {
      schema: {
        ...{ tags, operationId: 'initializeAction', summary: 'Fill its placeholders', scope: write },
        ...{ body: InitializeBody, response: { 200: Answered } },
      },
    },
    async ({ tenant, body }) => {
      const fields = new Fields(body);
      const name = fields.requiredText('action_id');
      const values = fields
        .objects('variables')
        .map((one) => [one.requiredText('key'), one.text('value') ?? '']);
      fields.finish();
      const { action, tool } = await known(tenant, name);
      const initial = { ...action.initial, ...(Object.fromEntries(values) as Record<string, string>) };
      await change(tenant, action, tool, {}, initial);
      return { status: 'success', response: { answer: 'ok' } };
    },
  );

  /** What it does from now on, for agents that have it too. */
  async function change(
    tenant: Tenant,
    action: Action,
    tool: SavedTool | null,
    given: Json,
    initial: Action['initial'],
  ): Promise<void> {
    if (Object.keys(action.body).length === 0)
      throw new AppError({
        code: 'action-foreign',
        status: 400,
        message: 'This tool was made by another API. Change it there: PATCH /v1/tools/{id}.',
      });
    const old = await effectOf(deps, tenant, action, tool);
    const around = await aroundOf(deps, tenant);
    const { effect, ...data } = await readAction(
      action.kind,
      given,
      around,
      action,
      tool?.config ?? null,
      initial,
    );
    const changed: Action = { ...action, ...data, initial };
    if (effect?.is === 'tool')
      await store.tools.update(tenant.organizationId, action.id, {
        ...{ title: changed.name, config: effect.tool, updatedAt: clock.now() },
      });
    else
      for (const agent of await agentsOf(tenant, action))
        await changeAgent(deps, tenant, agent, (config) => {
          const rest = without(config, action, old);
          return effect ? attached(rest, changed, effect, action.attached[agent]!) : rest;
        });
    await keepAction(deps, tenant, changed);
  }

  /** Those that are still there. */
  async function agentsOf({ organizationId }: Tenant, action: Action): Promise<readonly Id[]> {
    const all = Object.keys(action.attached).flatMap((text) => parseId(text) ?? []);
    const there = await Promise.all(all.map((id) => store.agents.get(organizationId, id)));
    return all.filter((_, index) => there[index] !== null);
  }

  /** @throws AppError `tool-unknown` (404) */
  async function known(tenant: Tenant, name: string) {
    const id = parseId(name);
    if (id !== null) return actionOf(deps, tenant, id);
    const bySlug = (await allActions(deps, tenant)).find((action) => action.name === name);
    if (!bySlug) throw notFound('tool', 'actions');
    return actionOf(deps, tenant, bySlug.id);
  }
}

function namesOf(fields: Fields): string[] {
  const names = fields.list('actions') ?? [];
  if (names.length <= MOST_ITEMS && names.every((name) => typeof name === 'string' && name !== ''))
    return names as string[];
  fields.fail('actions', `Must hold at most ${MOST_ITEMS} ids.`, 'ids');
  return [];
}
