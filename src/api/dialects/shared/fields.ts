/** Reads the fields of a vendor's body, gathers every fault, and tells them all at once. */
import { invalidRequest, type FieldFault } from '#kernel';

/** A JSON object as it came. */
export type Json = Readonly<Record<string, unknown>>;

/** Is it a JSON object (not null, not a list)? */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What JSON calls the type of a value, for sentences. */
export function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}

/**
 * The fields of one object. Every reader answers null for a field that is absent, null or faulty; a fault is kept until
 * `finish`. `path` stands before each name in a fault, e.g. `agent_config.`.
 */
export class Fields {
  readonly raw: Json;
  readonly faults: FieldFault[];
  readonly #path: string;

  /** @throws AppError `invalid-request` when `body` is no JSON object. */
  constructor(body: unknown, path = '', faults: FieldFault[] = []) {
    if (!isJson(body))
      throw invalidRequest([
        {
          param: path.replace(/\.$/, '') || 'body',
          message: `Must be a JSON object, not ${kindOf(body)}.`,
          rule: 'type',
        },
      ]);
    this.raw = body;
    this.faults = faults;
    this.#path = path;
  }

  has(name: string): boolean {
    return this.raw[name] !== undefined && this.raw[name] !== null;
  }

  /** A string; the empty one counts as given. */
  text(name: string): string | null {
    return this.#read(name, (value) => typeof value === 'string', 'a string') as string | null;
  }

  /** A string that must be there; `empty` says whether it may be empty. */
  requiredText(name: string, empty: 'empty-allowed' | 'not-empty' = 'not-empty'): string {
    if (!this.has(name) || (this.raw[name] === '' && empty === 'not-empty')) {
      this.fail(name, 'Is required.', 'required');
      return '';
    }
    return this.text(name) ?? '';
  }

  flag(name: string): boolean | null {
    return this.#read(name, (value) => typeof value === 'boolean', 'true or false') as boolean | null;
  }

  number(name: string, least: number, most: number): number | null {
    const value = this.#read(name, (value) => typeof value === 'number', 'a number') as number | null;
    return value === null || this.#inside(name, value, least, most) ? value : null;
  }

  integer(name: string, least: number, most: number): number | null {
    const value = this.#read(name, Number.isInteger, 'a whole number') as number | null;
    return value === null || this.#inside(name, value, least, most) ? value : null;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | null {
    const value = this.text(name);
    if (value === null) return null;
    if ((allowed as readonly string[]).includes(value)) return value as T;
    this.fail(name, `Is ${JSON.stringify(value)}; it must be one of: ${allowed.join(', ')}.`, 'one-of');
    return null;
  }

  object(name: string): Json | null {
    return this.#read(name, isJson, 'an object') as Json | null;
  }

  /** The fields of an inner object, whose faults are told together with these. */
  inner(name: string): Fields | null {
    const value = this.object(name);
    return value === null ? null : new Fields(value, `${this.#path}${name}.`, this.faults);
  }

  list(name: string): readonly unknown[] | null {
    return this.#read(name, Array.isArray, 'a list') as readonly unknown[] | null;
  }

  /** The objects of a list, each with its own path. */
  objects(name: string): Fields[] {
    return (this.list(name) ?? []).flatMap((item, index) => {
      if (isJson(item)) return [new Fields(item, `${this.#path}${name}[${index}].`, this.faults)];
      this.fail(`${name}[${index}]`, `Must be an object, not ${kindOf(item)}.`, 'type');
      return [];
    });
  }

  /** An absolute http or https address. */
  webAddress(name: string): string | null {
    const value = this.text(name);
    if (value === null || value === '') return null;
    if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
    this.fail(name, 'Must be an absolute http or https URL.', 'url');
    return null;
  }

  fail(name: string, message: string, rule: string): void {
    this.faults.push({ param: `${this.#path}${name}`, message, rule });
  }

  /** @throws AppError `invalid-request` with every fault found so far. */
  finish(): void {
    if (this.faults.length > 0) throw invalidRequest(this.faults);
  }

  #read(name: string, fits: (value: unknown) => boolean, kind: string): unknown {
    const value = this.raw[name];
    if (value === undefined || value === null) return null;
    if (fits(value)) return value;
    this.fail(name, `Must be ${kind}, not ${typeof value === 'number' ? value : kindOf(value)}.`, 'type');
    return null;
  }

  #inside(name: string, value: number, least: number, most: number): boolean {
    if (value >= least && value <= most) return true;
    this.fail(name, `Is ${value}; it must lie between ${least} and ${most}.`, 'range');
    return false;
  }
}
