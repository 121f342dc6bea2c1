/**
 * Gives every operation real ids: what a path or a body names is made by the API itself, by the POST of its collection
 * (`/v1/agents/{id}` by `POST /v1/agents`), with the example of the document as body. What has no such POST is read from
 * the collection's list.
 */
import { spellHex, spellNative } from '#kernel';
import { sampleHex, sampleNative, sampleUuid } from '../../src/api/openapi/sample-ids.ts';
import { nounOf } from '../../src/api/openapi/operation.ts';
import type { ApiOperation } from './operations.ts';
import { idIn, withJson, type World } from './world.ts';

const MEMORY = '/v1/memory-stores/{id}/contacts/{contact}';
const MEMORY_DATA = '/synthflow/memory_stores/{storeId}/contacts/{contactId}/memory_data';

/** Collections whose things another one makes. */
const MADE_BY: Readonly<Record<string, string>> = {
  '/v1/memory-stores/{id}/contacts': '/v1/contacts',
  '/v1/agents/{id}/versions/{version_id}/diff': '/v1/agents/{id}/versions',
  '/v1/webhook-deliveries': '/v1/webhook-endpoints/{id}/test',
  '/v1/simulation-sessions': '/v1/simulations',
};

/** Collections whose things come about by something outside alone: their ids are of nobody. */
const FROM_OUTSIDE: Readonly<Record<string, string>> = {
  '/v1/webhook-events': 'calls make them',
};

/** What is asked first, with the same ids, so that an operation can do something; with the example as body. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  'DELETE /v1/calls/{id}': ['POST /v1/calls/{id}/hangup'],
  'DELETE /v1/calls/{id}/ratings': ['PUT /v1/calls/{id}/ratings'],
  'DELETE /dial/calls/{callId}': ['POST /dial/calls/{callId}/stop'],
  'POST /v1/campaigns/{id}/pause': ['POST /v1/campaigns/{id}/start'],
  'POST /v1/simulation-suites/{id}/execute': ['POST /v1/simulation-cases'],
  'POST /synthflow/simulation_suites/{suiteId}/execute': ['POST /v1/simulation-cases'],
  ...Object.fromEntries(
    ['GET', 'DELETE'].flatMap((method) => [
      [`${method} ${MEMORY}`, [`PUT ${MEMORY}`]],
      [
        `${method} ${MEMORY_DATA}`,
        [`PUT ${MEMORY.replace('{id}', '{storeId}').replace('{contact}', '{contactId}')}`],
      ],
    ]),
  ),
  ...Object.fromEntries(
    [
      'GET /flireo/domains',
      'DELETE /flireo/domains',
      'POST /flireo/domains/verify',
      'POST /flireo/domains/refresh',
    ].map((operation) => [operation, ['POST /v1/mail-domains']]),
  ),
};

/** Bodies in place of their example, with its ids. */
const BODIES: Readonly<Record<string, unknown>> = {
  'POST /synthflow/simulations': {
    simulation_case_id: sampleUuid('simulation-case'),
    target_agent_id: sampleUuid('agent'),
  },
  'POST /synthflow/knowledge_base/{baseId}/detach': { model_id: sampleUuid('agent') },
  'POST /synthflow/memory_stores/{storeId}/attach': { model_id: sampleUuid('agent') },
  'POST /synthflow/memory_stores/{storeId}/detach': { model_id: sampleUuid('agent') },
};

/** Without it an operation would ask somebody outside, or does not know whom it is about. */
const QUERIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/v1/provider-keys': { test: 'false' },
  '/flireo/byok': { test: 'false' },
  '/synthflow/knowledge_base/{baseId}/attach': { model_id: sampleUuid('agent') },
  '/synthflow/simulation_suites/{suiteId}/execute': { target_agent_id: sampleUuid('agent') },
  '/synthflow/simulation_cases/by_agent': { agent_id: sampleUuid('agent') },
};

/** Samples that are called by another word than their collection. */
const ALSO: Readonly<Record<string, string>> = {
  'simulation-case': '/v1/simulation-cases',
  case: '/v1/simulation-cases',
  suite: '/v1/simulation-suites',
  action: '/v1/tools',
  'target-agent': '/v1/agents',
};

/** The nouns of dialects' paths, by their word, as native collections; by `api word` where one API differs. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  call: '/v1/calls',
  calls: '/v1/calls',
  'synthflow assistants': '/v1/agents',
  'synthflow numbers': '/v1/numbers',
  'synthflow phone_numbers': '/v1/numbers',
  'synthflow logs': '/v1/webhook-deliveries',
  'synthflow actions': '/v1/tools',
  'synthflow contacts': '/v1/contacts',
  'synthflow knowledge_base': '/v1/knowledge-bases',
  'synthflow sources': '/v1/knowledge-bases/{id}/sources',
  'synthflow memory_stores': '/v1/memory-stores',
  'synthflow phonebooks': '/v1/phone-books',
  'synthflow entries': '/v1/phone-books/{id}/entries',
  'synthflow simulation_cases': '/v1/simulation-cases',
  'synthflow simulation_suites': '/v1/simulation-suites',
  'synthflow simulation_scenarios': '/v1/simulation-scenarios',
  'synthflow simulations': '/v1/simulations',
  'synthflow session': '/v1/simulation-sessions',
  'dial use-cases': '/v1/agents',
  'dial prompts': '/v1/agents/{id}/versions',
  'dial numbers': '/v1/numbers',
  'dial notes': '/v1/calls/{id}/notes',
  'flireo analysis-templates': '/v1/analysis-templates',
  'flireo campaigns': '/v1/campaigns',
  'flireo leads': '/v1/campaigns/{id}/leads',
  'flireo agents': '/v1/agents',
  'flireo assistants': '/v1/agents',
  'flireo tool-templates': '/v1/tools',
  'flireo numbers': '/v1/numbers',
  'flireo sip-trunks': '/v1/trunks',
};

/** An object of the API, as its maker answered it. */
type Made = Readonly<Record<string, unknown>>;

export class Feeder {
  readonly #world: World;
  readonly #key: string;
  readonly #made = new Map<string, Made>();
  readonly #samples: ReadonlyMap<string, { collection: string; spell: (made: Made) => string }>;
  #count = 0;
  /** Changes examples before they are sent, e.g. to mark whose they are. */
  mark: (body: unknown) => unknown = (body) => body;

  constructor(world: World, key = world.key, start = 0) {
    this.#world = world;
    this.#key = key;
    this.#count = start;
    this.#samples = samplesOf(world.operations);
  }

  /** Forgets what was made, so that the next request gets fresh ids. */
  forget(): void {
    this.#made.clear();
  }

  /** Of the path, by name. @throws when nothing says how to come by one */
  async parametersOf(operation: ApiOperation): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    const words = operation.path.split('/');
    for (const [index, word] of words.entries()) {
      const name = /^\{(.+)\}$/.exec(word)?.[1];
      if (name !== undefined)
        found[name] = await this.#valueOf(operation, words.slice(0, index).join('/'), name, found);
    }
    return found;
  }

  /** Asks what comes before an operation. */
  async prepare({ method, path }: ApiOperation, parameters: Readonly<Record<string, string>>): Promise<void> {
    for (const first of FIRST[`${method} ${path}`] ?? []) {
      const [verb, at] = first.split(' ') as [string, string];
      const operation = this.#world.operations.find(
        (one) => one.method === verb && words(one.path) === words(at),
      );
      const body = operation && (await this.bodyOf(operation));
      const suite = /suites/.test(path) ? { suite_id: parameters['id'] ?? parameters['suiteId'] } : {};
      await this.#world.ask({
        method: verb,
        url: fill(at, parameters),
        key: this.#key,
        ...(body === undefined ? {} : withJson({ ...(body as object), ...suite })),
      });
    }
  }

  /** What an operation needs in its query to be taken as its example stands. */
  async queryOf({ path, parameters }: ApiOperation): Promise<string> {
    const needed = parameters
      .filter((one) => one.in === 'query' && one.required)
      .map(({ name, example }) => [name, String(example)]);
    const given = Object.entries(QUERIES).find(([start]) => path.startsWith(start))?.[1] ?? {};
    const asked = await this.#real({ ...Object.fromEntries(needed), ...given });
    const text = new URLSearchParams(asked as Record<string, string>).toString();
    return text === '' ? '' : `?${text}`;
  }

  /** The example of its body, with real ids in place of the samples. */
  async bodyOf(operation: ApiOperation): Promise<unknown> {
    if (operation.body === null) return undefined;
    const example = BODIES[`${operation.method} ${operation.path}`] ?? operation.body.example;
    return this.mark(await this.#real(this.#vary(example)));
  }

  async #valueOf(
    operation: ApiOperation,
    collection: string,
    name: string,
    before: Readonly<Record<string, string>>,
  ): Promise<string> {
    const word = collection.split('/').at(-1)!;
    const native =
      operation.api === 'openapi'
        ? collection
        : (COLLECTIONS[`${operation.api} ${word}`] ?? COLLECTIONS[word]);
    if (native === undefined)
      throw new Error(`${operation.path}: say in feed.ts what native thing {${name}} is`);
    if (FROM_OUTSIDE[native] !== undefined) return sampleNative(nounOf(native));
    const made = await this.make(MADE_BY[native] ?? native, before);
    const value = /session/i.test(word)
      ? spelled(made['session_id'], operation.api)
      : operation.api === 'openapi'
        ? (made[name] ?? made['id'])
        : aliasOf(made, operation.api);
    if (typeof value !== 'string')
      throw new Error(
        `${operation.path}: ${native} answers no ${name}: ${JSON.stringify(made).slice(0, 300)}`,
      );
    return value;
  }

  /** One of a collection: made, else the first of its list. */
  async make(collection: string, parameters: Readonly<Record<string, string>> = {}): Promise<Made> {
    const [outer, missing] = /^(.+?)\/\{(\w+)\}/.exec(fill(collection, parameters))?.slice(1) ?? [];
    if (outer !== undefined && missing !== undefined) {
      const parent = await this.make(outer);
      return this.make(collection, { ...parameters, [missing]: String(parent['id']) });
    }
    const url = fill(collection, parameters);
    const known = this.#made.get(url);
    if (known) return known;
    const at = (method: string): ApiOperation | undefined =>
      this.#world.operations.find((one) => one.path === collection && one.method === method);
    const [maker, lister] = [at('POST'), at('GET')];
    const made = maker ? await this.#post(maker, url) : lister ? await this.#first(url) : null;
    if (made === null)
      throw new Error(`Nothing makes or lists ${collection}: say in feed.ts how to come by one`);
    this.#made.set(url, made);
    const id = idIn(made['id']);
    if (collection === '/v1/calls' && id !== null) this.#world.prepareCall(id);
    return made;
  }

  async #post(maker: ApiOperation, url: string): Promise<Made> {
    const body = await this.bodyOf(maker);
    const reply = await this.#world.ask({
      method: 'POST',
      url: url + (await this.queryOf(maker)),
      key: this.#key,
      ...withJson(body ?? {}),
    });
    // What there can be one of is there already.
    const there = reply.status === 409 ? await this.#first(url) : null;
    if (there) return there;
    if (reply.status >= 300)
      throw new Error(
        `POST ${url} refuses its example ${JSON.stringify(body)}: ${reply.status} ${reply.text}`,
      );
    // Some make several at once.
    const made = JSON.parse(reply.text) as Made & { readonly data?: readonly Made[] };
    return made.data?.[0] ?? made;
  }

  async #first(url: string): Promise<Made | null> {
    const reply = await this.#world.ask({ method: 'GET', url, key: this.#key });
    const { data } = JSON.parse(reply.text) as { data?: readonly Made[] };
    return data?.[0] ?? null;
  }

  /** What must be unique differs from one making to the next. */
  #vary(example: unknown): unknown {
    const nth = ++this.#count;
    const change = (given: string): string => {
      const text = given.replace(/^https:\/\/example\.com\b/, this.#world.site);
      return /^\+34600\d{6}$/.test(text)
        ? `+34600${String(100_000 + nth)}`
        : text.replace(/^Example$/, `Example ${nth}`).replace(/^(ana|example)(?=@|\.com)/, `$1${nth}`);
    };
    return mapTexts(example, change);
  }

  async #real(example: unknown): Promise<unknown> {
    const found = new Map<string, string>();
    const seen: string[] = [];
    mapTexts(example, (text) => (seen.push(text), text));
    for (const text of seen) {
      const sample = this.#samples.get(text);
      if (sample) found.set(text, sample.spell(await this.make(sample.collection)));
    }
    return mapTexts(example, (text) => found.get(text) ?? text);
  }
}

/** `/v1/agents/{id}` with `{id: 'x'}` gives `/v1/agents/x`. */
export function fill(path: string, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    return value === undefined ? whole : encodeURIComponent(value);
  });
}

/** A path whatever its parameters are called. */
function words(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '{}');
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}

/** The ids of examples, and of which collection they are. */
function samplesOf(operations: readonly ApiOperation[]) {
  const samples = new Map<string, { collection: string; spell: (made: Made) => string }>();
  for (const { api, path, method } of operations) {
    if (api !== 'openapi' || method !== 'POST' || path.includes('{')) continue;
    const noun = nounOf(path);
    const native = (made: Made): string => String(made['id']);
    const inner = (made: Made): string => idIn(made['id']) ?? native(made);
    samples.set(sampleNative(noun), { collection: path, spell: native });
    samples.set(sampleUuid(noun), { collection: path, spell: inner });
    samples.set(sampleHex(noun), {
      collection: path,
      spell: (made) => {
        const id = idIn(made['id']);
        return id === null ? native(made) : spellHex(id);
      },
    });
  }
  for (const [noun, collection] of Object.entries(ALSO)) {
    samples.set(sampleNative(noun), { collection, spell: (made) => String(made['id']) });
    samples.set(sampleUuid(noun), { collection, spell: (made) => idIn(made['id']) ?? String(made['id']) });
  }
  samples.set(sampleHex('agent-version'), {
    collection: '/v1/agents/{id}/versions',
    spell: (made) => spellHex(idIn(made['id'])!),
  });
  return samples;
}

function spelled(id: unknown, api: string): unknown {
  return api === 'openapi' ? id : (idIn(id) ?? id);
}

function aliasOf(made: Made, api: string): unknown {
  const aliases = made['aliases'] as Readonly<Record<string, string>> | undefined;
  return aliases?.[api] ?? idIn(made['id']) ?? made['id'];
}

/** An id of the form that was asked for, which nobody has. */
export function unknownLike(text: string): string {
  const id = idIn(text);
  if (id === null) return `${text.slice(0, 60)}x`;
  const other = sampleUuid(`nobody ${text}`);
  if (/^[0-9a-f]{24}$/.test(text)) return spellHex(other);
  const prefix = /^([a-z]+)_/.exec(text)?.[1];
  return prefix === undefined ? other : spellNative(prefix as 'call', other);
}
