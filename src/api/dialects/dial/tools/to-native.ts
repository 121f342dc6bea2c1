/** dial's six kinds of tools as native ones. What `data` holds is not public: the usual names are read. Pure. */
import { isJson, type Fields, type Json } from '../../shared/fields.ts';

export const TOOL_TYPES = [
  'Endpoint',
  'DirectTransferCall',
  'BranchTransferCall',
  'TerminateCall',
  'Conditional',
  'PhoneTreeNavigation',
] as const;
export type ToolType = (typeof TOOL_TYPES)[number];

export interface Filler {
  readonly type: 'hardcoded' | 'aigen' | 'none';
  readonly description: string | null;
  readonly example: string | null;
}

export interface ToolBody {
  readonly type: ToolType;
  readonly name: string;
  readonly description: string;
  readonly data: Json;
  readonly filler: Filler;
}

/** What a tool becomes: a tool, or a line of the prompt. */
export type NativeTool = { readonly tool: Json } | { readonly condition: string };

/** @param fields of the request, which gathers what is wrong with `data` */
export function toNative(body: ToolBody, fields: Fields, transferNumber: string | null): NativeTool {
  const { type, data, filler } = body;
  const name = slug(body.name);
  const description = withFiller(body.description, filler);
  const said = filler.type === 'hardcoded' ? (filler.example ?? filler.description) : null;
  switch (type) {
    case 'Endpoint':
      return { tool: endpoint(name, description, data, said, fields) };
    case 'DirectTransferCall': {
      const to = numberIn(data) ?? transferNumber;
      if (to === null)
        fields.fail(
          'data.phone_number',
          'Is required, because the use case has no transfer_number.',
          'required',
        );
      const place = { name: firstText(data, 'name') ?? to ?? '', to: to ?? '', ...emailIn(data) };
      return {
        tool: {
          ...{ type: 'transfer', name, description },
          ...('email' in place ? { destinations: [place] } : { to: to ?? '' }),
          ...announced(said),
        },
      };
    }
    case 'BranchTransferCall':
      return {
        tool: {
          type: 'transfer',
          name,
          description,
          destinations: branches(data, fields),
          ...announced(said),
        },
      };
    case 'TerminateCall':
      return { tool: { type: 'end_call', description: described(body, description) } };
    case 'PhoneTreeNavigation':
      return { tool: { type: 'send_dtmf', description: described(body, description) } };
    case 'Conditional':
      return { condition: conditionOf(body) };
  }
}

/** Letters, digits, dashes; a letter first. */
function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\w-]+/g, '_')
    .replace(/^[^a-zA-Z]+/, '')
    .replace(/_+$/, '')
    .slice(0, 64);
  return plain === '' ? 'tool' : plain;
}

function described({ name }: ToolBody, description: string): string {
  return `${name}: ${description}`.slice(0, 1000);
}

/** `aigen`: the model says it in its own words before it calls the tool. */
function withFiller(description: string, filler: Filler): string {
  if (filler.type !== 'aigen') return description.slice(0, 1000);
  const how = [
    filler.description ?? 'that it takes a moment',
    ...(filler.example === null ? [] : [`for example: "${filler.example}"`]),
  ].join('; ');
  return `${description} Before you call it, tell the person in one short sentence of your own: ${how}`.slice(
    0,
    1000,
  );
}

function announced(said: string | null): Json {
  return said === null ? {} : { announcement: said };
}

function endpoint(name: string, description: string, data: Json, said: string | null, fields: Fields): Json {
  const url = firstText(data, 'url', 'endpoint', 'uri');
  if (url === null) fields.fail('data.url', 'Is required.', 'required');
  const headers = headersOf(data['headers']);
  const parameters = parametersOf(data['parameters'] ?? data['params']);
  return {
    ...{ type: 'http', name, description, url: url ?? '' },
    method: (firstText(data, 'method') ?? 'POST').toUpperCase(),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(parameters === null ? {} : { parameters }),
    ...(data['body'] === undefined || data['body'] === null ? {} : { body: data['body'] }),
    ...(said === null ? {} : { speech: { before: said } }),
  };
}

/** An object, or a list of `{key, value}`. */
function headersOf(value: unknown): Record<string, string> {
  if (isJson(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]));
  if (!Array.isArray(value)) return {};
  return Object.fromEntries(
    value.flatMap((item) => {
      const key = isJson(item) ? (item['key'] ?? item['name']) : null;
      return isJson(item) && typeof key === 'string' ? [[key, String(item['value'] ?? '')]] : [];
    }),
  );
}

/** JSON Schema, or a list of what `extract_with_ai` has. */
function parametersOf(value: unknown): Json | null {
  if (isJson(value)) return 'properties' in value ? { type: 'object', ...value } : null;
  if (!Array.isArray(value)) return null;
  const named = value.filter((item): item is Json => isJson(item) && typeof item['name'] === 'string');
  if (named.length === 0) return null;
  return {
    type: 'object',
    properties: Object.fromEntries(
      named.map(({ name, type = 'string', description = '' }) => [name, { type, description }]),
    ),
    required: named.filter(({ required }) => required === true).map(({ name }) => name),
  };
}

function branches(data: Json, fields: Fields): Json[] {
  const list = ['branches', 'destinations', 'contacts', 'transfer_contacts', 'options']
    .map((name) => data[name])
    .find(Array.isArray);
  const found = (list ?? []).flatMap((item: unknown, index: number) => {
    const to = isJson(item) ? numberIn(item) : null;
    if (!isJson(item) || to === null) {
      fields.fail(`data.branches[${index}].phone_number`, 'Is required.', 'required');
      return [];
    }
    const name = firstText(item, 'name', 'title', 'label') ?? to;
    const condition = firstText(item, 'condition', 'description', 'when') ?? '';
    return [{ name, to, condition, ...emailIn(item) }];
  });
  if (!list?.length) fields.fail('data.branches', 'Must hold one branch or more.', 'required');
  return found;
}

/** `phone: {number, extension}` too, as transcripts have it. */
function numberIn(data: Json): string | null {
  const phone = data['phone'];
  if (isJson(phone)) return firstText(phone, 'number');
  return firstText(data, 'phone_number', 'transfer_number', 'number', 'to', 'phone');
}

function emailIn(data: Json): { email?: string } {
  const email = firstText(data, 'email');
  return email === null ? {} : { email };
}

function conditionOf({ name, description, data }: ToolBody): string {
  const when = firstText(data, 'condition', 'if', 'when');
  const then = firstText(data, 'prompt', 'instructions', 'instruction', 'then', 'message', 'text');
  return [`${name}: ${when ?? description}`, ...(then === null ? [] : [`then: ${then}`])]
    .join(' — ')
    .replace(/\s+/g, ' ')
    .slice(0, 4000);
}

function firstText(data: Json, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = data[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}
