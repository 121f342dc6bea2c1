/** Synthflow's phone books and knowledge bases, with what stands in them. */
import type { Ask } from '../ledger.ts';
import { isRow, objectAt, only, rowsOf, textOf, without, type Row } from '../rows.ts';
import type { Taking } from '../taking.ts';

const OURS = '/synthflow/v2';

export async function takePhoneBooks({ source, ledger }: Taking): Promise<void> {
  const names = ['phonebooks', 'phone_books', 'items'];
  for await (const row of rowsOf(source, '/phonebooks', { names, paging: 'page' })) {
    const vendorId = textOf(row, 'key', 'phone_book_id', 'id');
    const name = textOf(row, 'name', 'title') ?? '';
    if (vendorId === null) {
      ledger.skip('phone book', '', name, 'It has no id.');
      continue;
    }
    await ledger.save({
      ...{ noun: 'phone book', alias: 'phone-book', vendorId, name },
      create: () => ({
        method: 'POST',
        path: `${OURS}/phonebooks`,
        body: without(only(row, ['name', 'description']), [], 'drop'),
      }),
      update: () => null,
      async after(id) {
        const notes: string[] = [];
        for (const entry of await entriesOf(row, vendorId))
          notes.push(...(await takeEntry(ledger, id, entry)));
        return notes;
      },
    });
  }

  /** They stand in the list, else in the book itself. */
  async function entriesOf(row: Row, vendorId: string): Promise<readonly Row[]> {
    const path = `/phonebooks/${encodeURIComponent(vendorId)}`;
    const holder = Array.isArray(row['entries'])
      ? row
      : (objectAt(await source.get(path), ['phonebooks', 'phonebook', 'response']) ?? {});
    return Array.isArray(holder['entries']) ? (holder['entries'] as unknown[]).filter(isRow) : [];
  }
}

/** Entries are made once: the vendor's id of one is remembered like any other. */
async function takeEntry(to: Taking['ledger'], book: string, entry: Row): Promise<readonly string[]> {
  const vendorId = textOf(entry, 'key', 'entry_id', 'id') ?? textOf(entry, 'phone_number');
  if (vendorId === null) return ['An entry has neither id nor number.'];
  const body = without(only(entry, ['name', 'phone_number', 'transfer_condition']), [], 'drop');
  await to.save({
    ...{ noun: 'phone book entry', alias: 'phone-book-entry', vendorId },
    name: textOf(entry, 'name', 'phone_number') ?? '',
    create: (): Ask => ({ method: 'POST', path: `${OURS}/phonebooks/${book}/entries`, body }),
    update: () => null,
    exists: async (id) => JSON.stringify((await to.read(`${OURS}/phonebooks/${book}`)).body).includes(id),
  });
  return [];
}

export async function takeKnowledge({ source, ledger }: Taking): Promise<void> {
  const names = ['knowledge_bases', 'knowledge_base', 'items'];
  for await (const row of rowsOf(source, '/knowledge_base', { names, paging: 'offset' })) {
    const vendorId = textOf(row, 'knowledge_base_id', 'id', 'key');
    const name = textOf(row, 'name') ?? '';
    if (vendorId === null) {
      ledger.skip('knowledge base', '', name, 'It has no id.');
      continue;
    }
    const body = without(only(row, ['name', 'rag_use_condition']), [], 'drop');
    await ledger.save({
      ...{ noun: 'knowledge base', alias: 'knowledge-base', vendorId, name },
      create: () => ({ method: 'POST', path: `${OURS}/knowledge_base`, body }),
      update: (id) => ({ method: 'PUT', path: `${OURS}/knowledge_base/${id}`, body }),
      async after(id) {
        const path = `/knowledge_base/${encodeURIComponent(vendorId)}/sources`;
        const notes: string[] = [];
        for await (const one of rowsOf(source, path, { names: ['sources', 'items'], paging: 'offset' }))
          notes.push(...(await takeSource(id, one)));
        for (const model of modelsOf(row)) notes.push(...(await attach(id, model)));
        return notes;
      },
    });
  }

  async function takeSource(base: string, row: Row): Promise<readonly string[]> {
    const vendorId = textOf(row, 'source_id', 'id', 'key');
    const type = textOf(row, 'type') ?? '';
    const name = textOf(row, 'name', 'url', 'link') ?? '';
    const url = textOf(row, 'url', 'link');
    const text = textOf(row, 'text', 'content');
    if (vendorId === null) return [`The source ${name} has no id.`];
    if (/pdf|file/.test(type) || (url === null && text === null))
      return [
        `To be filled in: the source ${name} (${type}), whose content Synthflow does not give. Add it anew.`,
      ];
    const body = {
      ...without(only(row, ['name', 'title']), [], 'drop'),
      ...(url === null ? { type: 'text', text } : { type: 'web', url }),
    };
    await ledger.save({
      ...{ noun: 'knowledge source', alias: 'knowledge-source', vendorId, name },
      create: (): Ask => ({ method: 'POST', path: `${OURS}/knowledge_base/${base}/sources`, body }),
      update: () => null,
    });
    return [];
  }

  async function attach(base: string, model: string): Promise<readonly string[]> {
    const id = await ledger.known('agent', model);
    if (id === null) return [`The agent ${model}, which uses it, was not taken.`];
    const path = `${OURS}/knowledge_base/${base}/attach?model_id=${id}`;
    return ledger.note({ method: 'POST', path, body: {} }, `It could not be attached to ${model}`);
  }
}

/** The agents that use a knowledge base. */
function modelsOf(row: Row): string[] {
  const list = row['assistants'] ?? row['attached_assistants'] ?? row['model_ids'];
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((one) => {
    const id =
      typeof one === 'string'
        ? one
        : one && typeof one === 'object'
          ? textOf(one as Row, 'model_id', 'id')
          : null;
    return id === null ? [] : [id];
  });
}
