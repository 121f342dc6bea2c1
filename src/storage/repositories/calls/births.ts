/**
 * Group commit of new calls, with the audit log's rows of the requests that made them: who adds one waits for the commit
 * that holds it.
 */
import type { Kysely } from 'kysely';
import { chain, type AuditEntry } from '#domain';
import type { Id } from '#kernel';
import { Gathering } from '../../database/gathering.ts';
import type { Schema } from '../../database/schema.ts';
import { behindHead, lockHead, type AuditHeads } from '../audit-heads.ts';
import { insertCalls, isOvertaken, type Birth } from './insert.ts';

/** Each size is a statement that is planned once a connection. */
const LARGEST_GROUP = 16;
/** Organizations whose calls are gathered by themselves. */
const MOST_ORGANIZATIONS = 1000;

export class Births {
  readonly #db: Kysely<Schema>;
  readonly #heads: AuditHeads;
  readonly #unaudited: Gathering<Birth, void>;
  readonly #audited = new Map<Id, Gathering<Birth, void>>();

  constructor(db: Kysely<Schema>, heads: AuditHeads) {
    this.#db = db;
    this.#heads = heads;
    this.#unaudited = new Gathering<Birth, void>(LARGEST_GROUP, async (births) => {
      await insertCalls(db, births);
      return births.map(() => undefined);
    });
  }

  /** Settles when the call is committed. @throws what the database says of this call, or of the connection */
  ask(birth: Birth): Promise<void> {
    return (birth.audit ? this.#ofOrganization(birth.call.organizationId) : this.#unaudited).ask(birth);
  }

  /** One group at a time: the next one's rows are chained to its last. */
  #ofOrganization(id: Id): Gathering<Birth, void> {
    const known = this.#audited.get(id);
    if (known) return known;
    if (this.#audited.size >= MOST_ORGANIZATIONS) this.#audited.clear();
    const write = async (births: readonly Birth[]) => {
      await this.#write(id, births);
      return births.map(() => undefined);
    };
    const made = new Gathering<Birth, void>(LARGEST_GROUP, write, 1);
    this.#audited.set(id, made);
    return made;
  }

  async #write(organizationId: Id, births: readonly Birth[]): Promise<void> {
    const head = this.#heads.get(organizationId);
    if (head) {
      const entries = chain(organizationId, head, entriesOfBirths(births));
      try {
        await insertCalls(this.#db, births, { organizationId, head, entries });
        return this.#heads.remember(organizationId, entries);
      } catch (fault) {
        this.#heads.forget(organizationId);
        if (!isOvertaken(fault)) throw fault;
      }
    }
    const written = await this.#db.transaction().execute((tx) => insertAudited(tx, organizationId, births));
    this.#heads.remember(organizationId, written);
  }
}

/** In the transaction under way, behind whoever wrote to the organization's chain before. */
export async function insertAudited(
  tx: Kysely<Schema>,
  organizationId: Id,
  births: readonly Birth[],
): Promise<readonly AuditEntry[]> {
  const head = await lockHead(tx, organizationId);
  const entries = chain(organizationId, behindHead(head), entriesOfBirths(births));
  await insertCalls(tx, births, { organizationId, head, entries });
  return entries;
}

function entriesOfBirths(births: readonly Birth[]) {
  return births.flatMap(({ audit }) => audit ?? []);
}
