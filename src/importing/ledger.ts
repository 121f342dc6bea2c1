/** Writes each object through our own API, remembers the vendor's id as its alias, and keeps the account of it. */
import type { AliasRepository, ImportLine, ImportVendor, WriteAnswer, WriteOwn } from '#domain';
import { parseId, type Id, type IdSource } from '#kernel';
import { leaveOut } from './leave-out.ts';
import { isRow } from './rows.ts';

/** A request to our own API. */
export interface Ask {
  readonly method: 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly body: unknown;
}

export interface Thing {
  /** In our words. */
  readonly noun: string;
  /** Of the alias; null: its own name, such as a telephone number, is its id there and here. */
  readonly alias: string | null;
  readonly vendorId: string;
  readonly name: string;
  /** What of it cannot be taken, known before it is written. */
  readonly notes?: readonly string[];
  create(): Ask | Promise<Ask>;
  /** Null: it cannot be changed by this API, and stays as it is. */
  update(id: Id): Ask | null;
  /** Is the one of this id there? Without it: `GET` where it is created, and its id. */
  exists?(id: Id): Promise<boolean>;
  /** Finds the one that was there before, made by hand. */
  adopt?(): Promise<Id | null>;
  /** What hangs on it; @returns notes */
  after?(id: Id, isNew: boolean): Promise<readonly string[]>;
}

export interface LedgerOptions {
  readonly aliases: AliasRepository;
  readonly ids: IdSource;
  readonly organizationId: Id;
  readonly vendor: ImportVendor;
  readonly write: WriteOwn;
  readonly dryRun: boolean;
  /** Told of every line. */
  note(line: ImportLine): void;
}

/** One import's account. */
export class Ledger {
  readonly #options: LedgerOptions;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  get dryRun(): boolean {
    return this.#options.dryRun;
  }

  /** Ours for a vendor's id that was taken over, now or in an import before. */
  known(alias: string, vendorId: string): Promise<Id | null> {
    const { aliases, organizationId, vendor } = this.#options;
    return aliases.resolve(organizationId, vendor, alias, vendorId);
  }

  /** @returns ours; null when it was not taken, or in a dry run is not there yet */
  async save(thing: Thing): Promise<Id | null> {
    const known = await this.#find(thing);
    if (this.dryRun) {
      this.#line(thing, known === null ? 'would_create' : 'would_update', known, []);
      return known;
    }
    if (known !== null) {
      const ask = thing.update(known);
      if (ask === null) return this.#done(thing, 'kept', known, []);
      const { answer, notes } = await this.#send(ask);
      if (isGood(answer)) return this.#done(thing, 'updated', known, notes);
      if (!(await this.#isGone(ask, answer))) return this.#done(thing, 'kept', known, [reasonOf(answer)]);
    }
    return this.#create(thing, known === null ? await this.#begun(thing) : null);
  }

  /** @param begun the id under which an import that was broken off began to make it */
  async #create(thing: Thing, begun: Id | null): Promise<Id | null> {
    const ask = await thing.create();
    if (begun !== null && (await this.#isThere(thing, ask, begun)))
      return this.#done(thing, 'kept', begun, ['An import that was broken off had made it.']);
    const as = begun ?? (await this.#begin(thing));
    const { answer, notes } = await this.#send(ask, as);
    if (!isGood(answer)) {
      await this.#endBeginning(thing);
      return this.#refused(thing, answer);
    }
    const id = idIn(answer.body);
    if (id === null) {
      this.#line(thing, 'skipped', null, ['Our own API answered without an id.']);
      return null;
    }
    return this.#done(thing, 'created', id, notes);
  }

  /**
   * Its id is chosen and kept before it is made, so that no end of this process makes it twice: the next import finds
   * it under that id, or makes it under that id.
   */
  async #begin({ alias, vendorId }: Thing): Promise<Id | null> {
    if (alias === null) return null;
    const { aliases, ids, organizationId, vendor } = this.#options;
    const id = ids.next();
    await aliases.put(organizationId, BEGUN + vendor, alias, vendorId, id);
    return id;
  }

  async #begun({ alias, vendorId }: Thing): Promise<Id | null> {
    const { aliases, organizationId, vendor } = this.#options;
    return alias === null ? null : aliases.resolve(organizationId, BEGUN + vendor, alias, vendorId);
  }

  async #endBeginning({ alias, vendorId }: Thing): Promise<void> {
    const { aliases, organizationId, vendor } = this.#options;
    if (alias !== null) await aliases.remove(organizationId, BEGUN + vendor, alias, vendorId);
  }

  async #isThere(thing: Thing, { path }: Ask, id: Id): Promise<boolean> {
    return thing.exists ? thing.exists(id) : isGood(await this.read(`${path}/${id}`));
  }

  /** A thing that is the server's, not the organization's: the vendor's id of it names ours from now on. */
  async call(noun: string, vendorId: string, name: string, id: Id): Promise<void> {
    const { aliases, organizationId, vendor } = this.#options;
    if (!this.dryRun) await aliases.put(organizationId, vendor, noun, vendorId, id);
    this.#options.note({ noun, vendorId, name, action: 'kept', id, notes: [] });
  }

  /** A request beside what `save` does. */
  write({ method, path, body }: Ask, as: Id | null = null): Promise<WriteAnswer> {
    return this.#options.write(method, path, body, ...(as === null ? [] : [as]));
  }

  /** The same, as a note: empty when it went well. */
  async note(ask: Ask, what: string): Promise<readonly string[]> {
    const answer = await this.write(ask);
    return isGood(answer) ? [] : [`${what}: ${reasonOf(answer)}`];
  }

  read(path: string): Promise<WriteAnswer> {
    return this.#options.write('GET', path);
  }

  /** Something that is seen at the vendor and not taken. */
  skip(noun: string, vendorId: string, name: string, why: string): void {
    this.#options.note({ noun, vendorId, name, action: 'skipped', id: null, notes: [why] });
  }

  /** What is refused for some of its fields is sent again without them, and they are told. */
  async #send(ask: Ask, as: Id | null = null): Promise<{ answer: WriteAnswer; notes: readonly string[] }> {
    const notes: string[] = [];
    let now = ask;
    for (let tries = 1; ; tries++) {
      const answer = await this.write(now, as);
      const mayHelp = [400, 404, 422].includes(answer.status) && tries < MOST_TRIES;
      const said = reasonOf(answer);
      const lighter = mayHelp ? leaveOut(now.body, said, paramIn(answer.body)) : null;
      if (lighter === null) return { answer, notes: isGood(answer) ? notes : [] };
      notes.push(`Left out ${lighter.left.join(', ')}: ${said}`);
      now = { ...now, body: lighter.body };
    }
  }

  /** Deleted here meanwhile; a refusal for something else that it names is a 404 as well. */
  async #isGone(ask: Ask, answer: WriteAnswer): Promise<boolean> {
    return answer.status === 404 && (await this.read(ask.path)).status === 404;
  }

  async #find({ alias, vendorId, adopt }: Thing): Promise<Id | null> {
    if (alias !== null) return this.known(alias, vendorId);
    return (await adopt?.()) ?? null;
  }

  async #refused(thing: Thing, answer: WriteAnswer): Promise<Id | null> {
    const there = (await thing.adopt?.()) ?? null;
    if (there === null) {
      this.#line(thing, 'skipped', null, [reasonOf(answer)]);
      return null;
    }
    const ask = thing.update(there);
    const updated = ask && (await this.write(ask));
    const notes = updated && !isGood(updated) ? [reasonOf(updated)] : [];
    return this.#done(thing, updated && notes.length === 0 ? 'updated' : 'kept', there, notes);
  }

  async #done(
    thing: Thing,
    action: 'created' | 'updated' | 'kept',
    id: Id,
    notes: readonly string[],
  ): Promise<Id> {
    const { aliases, organizationId, vendor } = this.#options;
    if (thing.alias !== null) {
      await aliases.put(organizationId, vendor, thing.alias, thing.vendorId, id);
      await this.#endBeginning(thing);
    }
    const more = (await thing.after?.(id, action === 'created')) ?? [];
    this.#line(thing, action, id, [...notes, ...more]);
    return id;
  }

  #line(thing: Thing, action: ImportLine['action'], id: Id | null, notes: readonly string[]): void {
    const { noun, vendorId, name } = thing;
    this.#options.note({ noun, vendorId, name, action, id, notes: [...(thing.notes ?? []), ...notes] });
  }
}

export function isGood({ status }: WriteAnswer): boolean {
  return status >= 200 && status < 300;
}

/** Before the vendor's name: no dialect, so that nobody is shown an id of something that may not be there. */
const BEGUN = 'begun-';

/** A body is sent so often with less and less in it. */
const MOST_TRIES = 5;

function paramIn(body: unknown): unknown {
  if (!isRow(body)) return null;
  return body['param'] ?? (isRow(body['detail']) ? body['detail']['param'] : null);
}

/** Where our dialects put the id of what they made. */
const ID_FIELDS = ['id', 'model_id', 'action_id', 'key', 'uuid', 'knowledge_base_id', 'phone_book_id'];

function idIn(body: unknown): Id | null {
  if (!isRow(body)) return null;
  for (const field of ID_FIELDS) {
    const text = body[field];
    const id = typeof text === 'string' ? parseId(text) : null;
    if (id !== null) return id;
  }
  for (const inner of Object.values(body)) {
    const id = idIn(inner);
    if (id !== null) return id;
  }
  return null;
}

/** The sentence of a refusal, in any of our APIs' shapes. */
export function reasonOf({ status, body }: WriteAnswer): string {
  const said = sentenceIn(body);
  return said === null ? `Refused with ${status}.` : said.slice(0, 500);
}

function sentenceIn(body: unknown): string | null {
  if (typeof body === 'string') return body === '' ? null : body;
  if (Array.isArray(body)) return sentenceIn(body[0]);
  if (!isRow(body)) return null;
  for (const field of ['detail', 'message', 'description', 'msg', 'error']) {
    const found = sentenceIn(body[field]);
    if (found !== null) return found;
  }
  return null;
}
