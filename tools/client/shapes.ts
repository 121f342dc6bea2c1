/** Schemas as shapes: two schemas that say the same are one shape, whatever says it and where. */
import type { Schema } from './schema.ts';

export interface Member {
  readonly name: string;
  readonly isOptional: boolean;
  /** Its description and default, empty when there are none. */
  readonly says: string;
  readonly shape: Shape;
}

export type Shape = { readonly id: number } &
  /** A type of the language. */
  (
    | { readonly kind: 'plain'; readonly text: string }
    /** Literals. */
    | { readonly kind: 'choice'; readonly texts: readonly string[] }
    | { readonly kind: 'list'; readonly of: Shape }
    | { readonly kind: 'nullable'; readonly of: Shape }
    /** Members of any name. */
    | { readonly kind: 'record'; readonly of: Shape }
    | { readonly kind: 'union'; readonly options: readonly Shape[] }
    | { readonly kind: 'all'; readonly options: readonly Shape[] }
    | { readonly kind: 'object'; readonly members: readonly Member[]; readonly isOpen: boolean }
  );

type Draft<S> = S extends Shape ? Omit<S, 'id'> : never;

export class Shapes {
  readonly #shared: Readonly<Record<string, Schema>>;
  readonly #known = new Map<string, Shape>();

  constructor(shared: Readonly<Record<string, Schema>>) {
    this.#shared = shared;
  }

  of(schema: Schema): Shape {
    if (schema.$ref !== undefined) return this.of(this.#shared[schema.$ref.split('/').at(-1)!]!);
    if (schema.const !== undefined) return this.#choice([JSON.stringify(schema.const)]);
    if (schema.enum) return this.#either(schema.enum.map((value) => this.#literal(value)));
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return this.#either(choices.map((one) => this.of(one)));
    if (schema.allOf) {
      const options = schema.allOf.map((one) => this.of(one));
      return options.length === 0 ? this.#plain('unknown') : this.#one({ kind: 'all', options });
    }
    if (Array.isArray(schema.type))
      return this.#either(schema.type.map((type) => this.of({ ...schema, type } as Schema)));
    return this.#typed(schema);
  }

  #typed(schema: Schema): Shape {
    switch (schema.type) {
      case 'string':
      case 'boolean':
      case 'number':
      case 'null':
        return this.#plain(schema.type);
      case 'integer':
        return this.#plain('number');
      case 'array':
        return this.#one({
          kind: 'list',
          of: schema.items ? this.of(schema.items) : this.#plain('unknown'),
        });
      default:
        return schema.type === 'object' || schema.properties ? this.#object(schema) : this.#plain('unknown');
    }
  }

  #object({ properties = {}, patternProperties = {}, additionalProperties: more, required }: Schema): Shape {
    const others = [
      ...Object.values(patternProperties),
      ...(typeof more === 'object' ? [more] : more === true ? [{}] : []),
    ].map((one) => this.of(one));
    const members = Object.entries(properties).map(([name, schema]) => ({
      name,
      isOptional: !(required?.includes(name) ?? false),
      says: wordsOf(schema),
      shape: this.of(schema),
    }));
    if (members.length > 0) return this.#one({ kind: 'object', members, isOpen: others.length > 0 });
    return this.#one({
      kind: 'record',
      of: others.length > 0 ? this.#either(others) : this.#plain('unknown'),
    });
  }

  /** Null apart, literals together. */
  #either(all: readonly Shape[]): Shape {
    const flat = all.flatMap((one) =>
      one.kind === 'union'
        ? one.options
        : one.kind === 'nullable'
          ? [one.of, this.#plain('null')]
          : one.kind === 'choice'
            ? one.texts.map((text) => this.#choice([text]))
            : [one],
    );
    const distinct = [...new Set(flat)].filter((one) => one !== this.#plain('null'));
    const literals = distinct.flatMap((one) => (one.kind === 'choice' ? one.texts : []));
    const others = distinct.filter(({ kind }) => kind !== 'choice');
    const options = [...(literals.length > 0 ? [this.#choice(literals)] : []), ...others];
    const rest = options.length === 1 ? options[0]! : this.#one({ kind: 'union', options });
    if (!flat.includes(this.#plain('null'))) return rest;
    return options.length === 0 ? this.#plain('null') : this.#one({ kind: 'nullable', of: rest });
  }

  #literal(value: unknown): Shape {
    return value === null ? this.#plain('null') : this.#choice([JSON.stringify(value)]);
  }

  #plain(text: string): Shape {
    return this.#one({ kind: 'plain', text });
  }

  #choice(texts: readonly string[]): Shape {
    return this.#one({ kind: 'choice', texts });
  }

  #one(draft: Draft<Shape>): Shape {
    // A shape within has been made one already: its number says it.
    const key = JSON.stringify(draft, (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'id' in value ? value.id : value,
    );
    let shape = this.#known.get(key);
    if (!shape) this.#known.set(key, (shape = { id: this.#known.size, ...draft } as Shape));
    return shape;
  }
}

/** What a schema says in words. */
export function wordsOf({ description, default: fallback }: Schema): string {
  return [
    ...(description === undefined ? [] : [description.replaceAll(/\s+/g, ' ').trim()]),
    ...(fallback === undefined || typeof fallback === 'object'
      ? []
      : [`Default: ${JSON.stringify(fallback)}.`]),
  ].join(' ');
}

/** The shapes right within one. */
export function within(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case 'list':
    case 'nullable':
    case 'record':
      return [shape.of];
    case 'union':
    case 'all':
      return shape.options;
    case 'object':
      return shape.members.map((member) => member.shape);
    default:
      return [];
  }
}
