/** What every database must do with knowledge, contacts, memory, phone books and mail. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contact, KnowledgeBase, KnowledgeSource } from '#domain';
import { AppError, type Id } from '#kernel';
import type { Stored } from './contract.ts';
import { ids } from './samples.ts';

const hasCode = (code: string) => (fault: unknown) => fault instanceof AppError && fault.code === code;

const sampleBase = (organizationId: Id, more: Partial<KnowledgeBase> = {}): KnowledgeBase => ({
  ...{ id: ids.next(), organizationId, name: 'Shop', condition: '', language: 'en', embedding: null },
  ...{ createdAt: 5, updatedAt: 5, ...more },
});

const sampleSource = ({ id: baseId, organizationId }: KnowledgeBase): KnowledgeSource => ({
  ...{
    id: ids.next(),
    organizationId,
    baseId,
    kind: 'text',
    name: 'hours',
    url: null,
    mediaType: 'text/plain',
  },
  ...{ state: 'pending', fault: null, characters: 0, chunks: 0, readAt: null, createdAt: 5, updatedAt: 5 },
});

const sampleContact = (organizationId: Id, more: Partial<Contact> = {}): Contact => ({
  ...{ id: ids.next(), organizationId, phone: '+34600111222', name: 'Ana', email: null, timeZone: null },
  ...{ fields: { plan: 'gold' }, createdAt: 5, updatedAt: 5, ...more },
});

export function knowledgeContract(stored: Stored): void {
  test('knowledge: found by stems of its own language, scoped, and read once', async () => {
    const { store, organizationId } = await stored();
    const { knowledge } = store;
    const texts = {
      en: ['We are closing at six in the evening.', 'Returns are taken for thirty days.'],
      es: ['Cerramos a las seis de la tarde.', 'Las devoluciones se aceptan durante treinta días.'],
    };
    for (const [language, [hours, returns]] of Object.entries(texts)) {
      const base = sampleBase(organizationId, { language });
      const source = sampleSource(base);
      await knowledge.insertBase(base);
      await knowledge.insertSource(source, 'text');
      const [due] = (await knowledge.claimDue(10, 1000, 50)).filter((it) => it.source.id === source.id);
      assert.deepEqual([due!.content, due!.base], ['text', base]);
      assert.ok(!(await knowledge.claimDue(10, 1000, 50)).some((it) => it.source.id === source.id), 'leased');
      const chunks = [hours!, returns!].map((text, place) => ({
        ...{ place, heading: '', text, vector: Float32Array.from([place, 1]) },
      }));
      const read = { characters: 9, mediaType: null, chunks };
      assert.equal(await knowledge.finish({ ...due!, wish: due!.wish + 1 }, read, 20), false, 'another wish');
      assert.equal(await knowledge.finish(due!, read, 20), true);
      const kept = await knowledge.getSource(organizationId, base.id, source.id);
      assert.deepEqual([kept!.state, kept!.chunks, kept!.readAt], ['ready', 2, 20]);
      // Another form of the word than the text has.
      const asked = language === 'en' ? "when do you close? it's late" : '¿cuándo cierran ustedes? cerrar';
      const found = await knowledge.byWords(organizationId, [base.id], asked, language, 10);
      assert.deepEqual(
        found.hits.map(({ text, source: name }) => [text, name]),
        [[hours, 'hours']],
      );
      assert.deepEqual(await knowledge.byWords(ids.next(), [base.id], asked, language, 10), {
        stems: found.stems,
        hits: [],
      });
      const { rows } = await knowledge.vectors(organizationId, base.id, 10);
      assert.deepEqual(
        rows.map(({ vector }) => [...vector]),
        [
          [0, 1],
          [1, 1],
        ],
      );
      const [second] = await knowledge.chunksAt(organizationId, [{ sourceId: source.id, place: 1 }]);
      assert.equal(second!.text, returns);
      assert.equal(await knowledge.getBase(ids.next(), base.id), null, 'a foreign id is unknown');
    }
  });

  test('knowledge: hostile words are words; a change of language is due; what goes takes its chunks along', async () => {
    const { store, organizationId } = await stored();
    const { knowledge } = store;
    const base = sampleBase(organizationId, { embedding: { provider: 'openai', model: 'm' } });
    const source = sampleSource(base);
    await knowledge.insertBase(base);
    await knowledge.insertSource(source, 'x');
    const due = (await knowledge.claimDue(10, 1000, 50)).find((it) => it.source.id === source.id)!;
    const chunk = {
      place: 0,
      heading: 'It\'s \\ "it"',
      text: "O'Brien \\ & | ! ( ) <-> :* cafés",
      vector: null,
    };
    await knowledge.finish(due, { characters: 1, mediaType: null, chunks: [chunk] }, 20);
    const mark = await knowledge.vectorMark(organizationId, base.id);
    for (const query of ["O'Brien", "' & | ! ( ) <-> :* \\", "http://x.test/a\\b?c='d", ''])
      await knowledge.byWords(organizationId, [base.id], query, 'en', 5);
    assert.equal((await knowledge.byWords(organizationId, [base.id], "o'brien", 'en', 5)).hits.length, 1);
    const moved = await knowledge.updateBase(organizationId, base.id, { language: 'es' }, 30);
    assert.equal(moved!.language, 'es');
    const again = (await knowledge.claimDue(30, 1000, 50)).find((it) => it.source.id === source.id)!;
    assert.equal(again.wish, due.wish + 1);
    await knowledge.fail(again, 'gone', null, 31);
    const failed = await knowledge.getSource(organizationId, base.id, source.id);
    assert.deepEqual([failed!.state, failed!.fault, failed!.chunks], ['failed', 'gone', 1]);
    assert.equal(await knowledge.removeSource(organizationId, base.id, source.id), true);
    assert.notEqual(await knowledge.vectorMark(organizationId, base.id), mark);
    assert.equal(await knowledge.removeBase(ids.next(), base.id), false);
    assert.equal(await knowledge.removeBase(organizationId, base.id), true);
  });

  test('contacts: one a number, merged by it, found by a part, erased with all that hangs on it', async () => {
    const { store, organizationId } = await stored();
    const contact = sampleContact(organizationId);
    await store.contacts.insert(contact);
    await assert.rejects(store.contacts.insert(sampleContact(organizationId)), hasCode('contact-taken'));
    const fresh = sampleContact(organizationId, { id: ids.next(), updatedAt: 9 });
    const patch = { email: 'ana@x.test', fields: { plan: null, seat: 4 } };
    const { contact: merged, made } = await store.contacts.upsert(fresh, patch);
    assert.deepEqual(
      [made, merged.id, merged.name, merged.email, merged.fields],
      [false, contact.id, 'Ana', 'ana@x.test', { seat: 4 }],
    );
    for (const search of ['aN', '0011', 'X.TEST'])
      assert.equal((await store.contacts.list(organizationId, { limit: 5, search })).length, 1, search);
    assert.equal(await store.contacts.count(organizationId, '%'), 0, 'a per cent sign is itself');
    assert.equal(await store.contacts.findByPhone(ids.next(), contact.phone), null);
    const memory = {
      id: ids.next(),
      organizationId,
      name: 'M',
      instructions: '',
      createdAt: 5,
      updatedAt: 5,
    };
    await store.memories.insert(memory);
    const kept = { storeId: memory.id, contactId: contact.id, callId: null, updatedAt: 6 };
    assert.equal(await store.memories.keep(ids.next(), { ...kept, facts: ['x'] }), null, 'not theirs');
    await store.memories.keep(organizationId, { ...kept, facts: ['Has a dog.'] });
    await store.memories.keep(organizationId, { ...kept, data: { city: 'Vigo' } });
    const [recalled] = await store.memories.recallAll(organizationId, [memory.id], contact.id);
    assert.deepEqual([recalled!.facts, recalled!.data], [['Has a dog.'], { city: 'Vigo' }]);
    assert.equal(await store.contacts.erase(organizationId, contact.phone), 1);
    assert.equal(await store.contacts.findByPhone(organizationId, contact.phone), null);
    assert.equal(await store.memories.recall(organizationId, memory.id, contact.id), null);
  });

  test('phone books and mail: in order, once, claimed by one, in time', async () => {
    const { store, organizationId } = await stored();
    const book = { id: ids.next(), organizationId, name: 'Desk', createdAt: 5, updatedAt: 5 };
    await store.phoneBooks.insert(book);
    for (const name of ['Sales', 'Care'])
      await store.phoneBooks.insertEntry({
        ...{ id: ids.next(), organizationId, bookId: book.id, phone: '+34911000000', name },
        ...{ condition: `${name}?`, createdAt: 5, updatedAt: 5 },
      });
    const entries = await store.phoneBooks.entries(organizationId, book.id);
    assert.deepEqual(
      entries.map(({ name }) => name),
      ['Sales', 'Care'],
    );
    assert.deepEqual(await store.phoneBooks.entries(ids.next(), book.id), []);
    const callId = ids.next();
    const due = { callId, organizationId, emails: ['a@x.test'] };
    await store.mail.request(due, 100);
    await store.mail.request({ ...due, emails: ['b@x.test'] }, 100);
    await store.analyses.request({ callId, organizationId, run: ids.next(), settings: null }, 100);
    const mine = async (now: number) =>
      (await store.mail.claimDue(now, 1000, 500, 50)).filter((it) => it.callId === callId);
    assert.deepEqual(await mine(150), [], 'its analysis is still owed');
    assert.deepEqual(await mine(600), [{ ...due, tries: 0 }], 'so long and no longer');
    assert.deepEqual(await mine(700), [], 'leased');
    await store.mail.postpone(callId, 800, 1);
    assert.deepEqual(await mine(900), [{ ...due, tries: 1 }]);
    assert.deepEqual([await store.mail.finish(callId), await store.mail.finish(callId)], [true, false]);
  });
}
