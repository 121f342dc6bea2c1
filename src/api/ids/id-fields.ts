/** Where ids stand in the bodies of the dialects; pure. */

/** What people put in themselves: a text in it that looks like an id is theirs. */
const THEIR_OWN = new Set([
  ...['params', 'custom', 'custom_fields', 'custom_variables', 'prompt_variables', 'variables', 'context'],
  ...[
    'query_parameters',
    'headers',
    'json_body_stringified',
    'parameters_hard_coded',
    'parameters',
    'schema',
  ],
  ...['output', 'data', 'extraction', 'analysis_result', 'analysis', 'transcript'],
  ...['metadata', 'contact_metadata', 'memory_data'],
]);
/** Fields of requests that name an object of ours. */
const ASKED = new Set([
  ...['model_id', 'model_ids', 'modelId', 'override_model_id', 'agent_id', 'agent_ids', 'assistant_id'],
  ...['assistant_ids', 'use_case_id', 'use_cases', 'number_id', 'prompt_id', 'version_id'],
  ...['playbook_id', 'action_id', 'actions', 'phone_book_id', 'knowledge_base_id', 'transfer_trunk_id'],
  ...['trunk_id', 'contact_id', 'memory_store_id', 'suite_id', 'base_agent_id', 'target_agent_id'],
  ...['simulation_case_id', 'default_agent', 'call_id', 'agentVersion'],
]);
/** Whose entries have a plain `id` that names an object: weighted routes. */
const ASKED_ROUTES = new Set(['agent_routes', 'model_routes', 'prompt_routes']);
/** Names of fields of answers that hold an id, or a list of them. */
const ANSWERED =
  /(?:^|_)ids?$|[a-z]Ids?$|^(?:key|actions|agents_used|assistants|override_model_id|default_agent)$/;
/** Whose own keys are ids. */
const KEYED = new Set(['collected_variables']);

/** Is the text under this name an id? @param list the name of the list or object around it */
export type IsId = (name: string, around: string) => boolean;

export const isAskedId: IsId = (name, around) =>
  ASKED.has(name) || (name === 'id' && ASKED_ROUTES.has(around));
export const isAnsweredId: IsId = (name) => ANSWERED.test(name);

/** The texts of a body that are ids by their place. */
export function idTexts(body: unknown, isId: IsId): string[] {
  const found: string[] = [];
  replaceIds(body, isId, (text) => {
    found.push(text);
    return text;
  });
  return found;
}

/** The body with each id changed; what does not change stays the same object. Lists in one text keep their commas. */
export function replaceIds(body: unknown, isId: IsId, change: (text: string) => string): unknown {
  return walk(body, '', '', isId, change);
}

function walk(
  value: unknown,
  name: string,
  around: string,
  isId: IsId,
  change: (text: string) => string,
): unknown {
  if (typeof value === 'string') {
    if (!isId(name, around)) return value;
    return value.includes(',')
      ? value
          .split(',')
          .map((part) => change(part))
          .join(',')
      : change(value);
  }
  if (Array.isArray(value)) {
    const changed = value.map((item: unknown) =>
      typeof item === 'string'
        ? walk(item, name, around, isId, change)
        : walk(item, name, name, isId, change),
    );
    return changed.some((item, index) => item !== value[index]) ? changed : value;
  }
  if (!isPlain(value)) return value;
  let differs = false;
  const entries = Object.entries(value).map(([key, inner]) => {
    const now = THEIR_OWN.has(key) ? inner : walk(inner, key, name, isId, change);
    const renamed = KEYED.has(name) && isId('id', name) ? change(key) : key;
    differs ||= now !== inner || renamed !== key;
    return [renamed, now] as const;
  });
  return differs ? Object.fromEntries(entries) : value;
}

/** Also what has no prototype above its own, as queries and params are made. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
