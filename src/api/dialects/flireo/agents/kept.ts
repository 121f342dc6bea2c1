/**
 * What is kept beside an agent to tell it as it was written: each member as given, and what native made of it then. A
 * member that another API has changed since is told as it is now.
 */
import { isDeepStrictEqual } from 'node:util';
import { MASK } from '#domain';
import { isJson, type Json } from '../../shared/fields.ts';
import { withTwins } from '../spelling.ts';

export const AGENT = { dialect: 'flireo', noun: 'agent' } as const;

const SECRET = /secret|password|api_?key|authorization|credential|(?:^|_)token$/i;

/** A copy in which every text under a secret's name is `***`. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      typeof item === 'string' && item !== '' && SECRET.test(name) ? MASK : masked(item),
    ]),
  );
}

/** @param written the members that were written, in snake_case */
export function keep(before: Json | null, written: Json, shown: Json): Json {
  const given = masked(written) as Json;
  const old = { given: members(before, 'given'), shown: members(before, 'shown') };
  const names = new Set([...Object.keys(old.given), ...Object.keys(given)]);
  const entries = [...names].flatMap((name) => {
    const isNew = name in given;
    // What has changed since is no more what was given.
    const isStale = !isNew && !isDeepStrictEqual(old.shown[name], plain(shown[name]));
    return isStale ? [] : [[name, isNew ? given[name] : old.given[name]] as const];
  });
  return { given: Object.fromEntries(entries), shown: plain(shown) };
}

/** The members as given where they still hold, else as they are. */
export function told(kept: Json | null, shown: Json): Json {
  const [given, then] = [members(kept, 'given'), members(kept, 'shown')];
  return Object.fromEntries(
    Object.entries(shown).map(([name, now]) => {
      const was = given[name];
      const holds = was !== undefined && was !== null && isDeepStrictEqual(then[name], plain(now));
      return [name, holds && now !== null ? twinned(name, was) : now];
    }),
  );
}

/** The keys that G1 writes otherwise, in both spellings. */
function twinned(name: string, value: unknown): unknown {
  if (!isJson(value)) return value;
  switch (name) {
    case 'tts_config':
      return withTwins(value, ['voice_id']);
    case 'analysis_plan':
      return withTwins(value, ['structured_data_plan', 'min_messages_threshold']);
    case 'llm_config':
      return Array.isArray(value['tools'])
        ? {
            ...value,
            tools: value['tools'].map((tool) => (isJson(tool) ? withTwins(tool, ['async_response']) : tool)),
          }
        : value;
    default:
      return value;
  }
}

function members(kept: Json | null, name: string): Json {
  const found = kept?.[name];
  return isJson(found) ? found : {};
}

/** As it comes back from being kept. */
function plain<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}
