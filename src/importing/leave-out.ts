/** What a refusal of our own API names of a body, and the body without it; pure. */
import { isRow, type Row } from './rows.ts';

/** Without these a thing is not the thing. */
const NEEDED = new Set(['name', 'type', 'phone_number', 'e164', 'phone', 'tool_type', 'prompt']);

export interface Lighter {
  readonly body: Row;
  readonly left: readonly string[];
}

/**
 * @param said the sentences of the refusal, `stt_config.provider: Is …`
 * @param param the field that it names beside them
 * @returns null when nothing that it names can be left out
 */
export function leaveOut(body: unknown, said: string, param: unknown): Lighter | null {
  if (!isRow(body)) return null;
  const named = [...said.matchAll(/(?:^|\s)([A-Za-z_]\w*(?:[.[][\w.[\]]*)?): /g)].map((match) => match[1]!);
  let lighter: Row = body;
  const left: string[] = [];
  for (const path of new Set([...named, ...(typeof param === 'string' ? [param] : [])])) {
    const without = dropped(lighter, path.split(/[.[]/));
    if (without === null) continue;
    lighter = without;
    left.push(path);
  }
  return left.length === 0 ? null : { body: lighter, left };
}

/** Goes one level inside where a level is a whole body of its own; a block that is wrong in part goes as a whole. */
function dropped(body: Row, [top = '', inner]: readonly string[]): Row | null {
  if (!(top in body) || NEEDED.has(top)) return null;
  const value = body[top];
  if (isRow(value) && inner !== undefined && isBody(top)) {
    if (!(inner in value) || NEEDED.has(inner)) return null;
    return { ...body, [top]: Object.fromEntries(Object.entries(value).filter(([name]) => name !== inner)) };
  }
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== top));
}

/** Synthflow's agents and actions hold nearly everything one level down. */
function isBody(name: string): boolean {
  return name === 'agent' || /^[A-Z_]+$/.test(name);
}
