/** Numbers as Flireo's clients write them. Source: reference.flireo.com/phone-numbers-1861371m0. */
import { isE164, type PhoneNumber, type Tenant } from '#domain';
import { notFound, type Id } from '#kernel';
import type { DialectDeps } from '../../../dialect.ts';
import { resolveId, type Noun } from '../../../ids/stored-aliases.ts';
import { Fields, isJson } from '../../shared/fields.ts';
import { inSnake } from '../spelling.ts';

type Bindings = Partial<Pick<PhoneNumber, 'name' | 'agentId' | 'trunkId' | 'active'>>;
const LONGEST_NAME = 200;

/** The guide calls the field `number`. @throws AppError `invalid-request`, `agent-unknown`, `trunk-unknown` */
export async function readNewNumber(
  deps: DialectDeps,
  tenant: Tenant,
  body: unknown,
): Promise<Bindings & { readonly e164: string }> {
  const fields = fieldsOf(body);
  const name = fields.has('phone_number') || !fields.has('number') ? 'phone_number' : 'number';
  const e164 = fields.requiredText(name).trim();
  if (e164 !== '' && !isE164(e164))
    fields.fail(name, 'Must be a number in E.164, such as +31200000001.', 'e164');
  const members = readMembers(fields);
  fields.finish();
  return { e164, ...members, ...(await readIds(deps, tenant, fields)) };
}

/** Only what is sent; null unbinds. @throws AppError `invalid-request`, `agent-unknown`, `trunk-unknown` */
export async function readNumberPatch(deps: DialectDeps, tenant: Tenant, body: unknown): Promise<Bindings> {
  const fields = fieldsOf(body);
  if (fields.has('phone_number') || fields.has('number'))
    fields.fail('phone_number', 'Cannot be changed; add another number.', 'read-only');
  const members = readMembers(fields);
  fields.finish();
  return { ...members, ...(await readIds(deps, tenant, fields)) };
}

function fieldsOf(body: unknown): Fields {
  return new Fields(isJson(body) ? inSnake(body) : body);
}

function readMembers(fields: Fields): Bindings {
  const name = fields.text('name');
  if (name !== null && name.length > LONGEST_NAME)
    fields.fail('name', `Must have ${LONGEST_NAME} characters or fewer.`, 'maxLength');
  const active = fields.flag('is_active');
  for (const id of ['agent_id', 'assistant_id', 'transfer_trunk_id']) fields.text(id);
  const [agent, assistant] = [fields.raw['agent_id'], fields.raw['assistant_id']];
  if (agent && assistant && agent !== assistant)
    fields.fail('assistant_id', 'Differs from agent_id; send only one of them.', 'one-of');
  return {
    ...(name === null ? (fields.raw['name'] === null ? { name: '' } : {}) : { name }),
    ...(active === null ? {} : { active }),
  };
}

async function readIds(deps: DialectDeps, tenant: Tenant, fields: Fields): Promise<Bindings> {
  const { organizationId } = tenant;
  const agentName = fields.raw['agent_id'] ? 'agent_id' : 'assistant_id';
  const idOf = async (name: string, noun: Noun): Promise<Id | null> => {
    const text = fields.text(name);
    if (!text) return null;
    const id = await resolveId(deps, tenant, 'flireo', noun, text);
    const { agents, trunks } = deps.store;
    const found = id && (await (noun === 'agent' ? agents : trunks).get(organizationId, id));
    if (!found) throw notFound(noun, name);
    return found.id;
  };
  const sent = (name: string): boolean => fields.raw[name] !== undefined;
  return {
    ...(sent('agent_id') || sent('assistant_id') ? { agentId: await idOf(agentName, 'agent') } : {}),
    ...(sent('transfer_trunk_id') ? { trunkId: await idOf('transfer_trunk_id', 'trunk') } : {}),
  };
}
