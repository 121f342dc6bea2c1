/** The operations of knowledge, contacts, memory, phone books and mail. */
import { createContact } from './contacts/create/route.ts';
import { deleteContact } from './contacts/delete/route.ts';
import { getContact } from './contacts/get/route.ts';
import { listContacts } from './contacts/list/route.ts';
import { updateContact } from './contacts/update/route.ts';
import { upsertContact } from './contacts/upsert/route.ts';
import { createKnowledgeBase } from './knowledge-bases/create/route.ts';
import { deleteKnowledgeBase } from './knowledge-bases/delete/route.ts';
import { getKnowledgeBase } from './knowledge-bases/get/route.ts';
import { listKnowledgeBases } from './knowledge-bases/list/route.ts';
import { searchKnowledgeBase } from './knowledge-bases/search/route.ts';
import { createKnowledgeSource } from './knowledge-bases/sources/create/route.ts';
import { deleteKnowledgeSource } from './knowledge-bases/sources/delete/route.ts';
import { getKnowledgeSource } from './knowledge-bases/sources/get/route.ts';
import { listKnowledgeSources } from './knowledge-bases/sources/list/route.ts';
import { refreshKnowledgeSource } from './knowledge-bases/sources/refresh/route.ts';
import { updateKnowledgeSource } from './knowledge-bases/sources/update/route.ts';
import { updateKnowledgeBase } from './knowledge-bases/update/route.ts';
import { createMailDomain } from './mail-domains/create/route.ts';
import { deleteMailDomain } from './mail-domains/delete/route.ts';
import { getMailDomain } from './mail-domains/get/route.ts';
import { listMailDomains } from './mail-domains/list/route.ts';
import { refreshMailDomain } from './mail-domains/refresh/route.ts';
import { updateMailDomain } from './mail-domains/update/route.ts';
import { verifyMailDomain } from './mail-domains/verify/route.ts';
import { createMemoryStore } from './memory-stores/create/route.ts';
import { deleteMemoryStore } from './memory-stores/delete/route.ts';
import { getMemoryStore } from './memory-stores/get/route.ts';
import { listMemoryStores } from './memory-stores/list/route.ts';
import { deleteMemory } from './memory-stores/memories/delete/route.ts';
import { getMemory } from './memory-stores/memories/get/route.ts';
import { listMemories } from './memory-stores/memories/list/route.ts';
import { putMemory } from './memory-stores/memories/put/route.ts';
import { updateMemoryStore } from './memory-stores/update/route.ts';
import { createPhoneBook } from './phone-books/create/route.ts';
import { deletePhoneBook } from './phone-books/delete/route.ts';
import { createPhoneBookEntry } from './phone-books/entries/create/route.ts';
import { deletePhoneBookEntry } from './phone-books/entries/delete/route.ts';
import { getPhoneBookEntry } from './phone-books/entries/get/route.ts';
import { listPhoneBookEntries } from './phone-books/entries/list/route.ts';
import { updatePhoneBookEntry } from './phone-books/entries/update/route.ts';
import { getPhoneBook } from './phone-books/get/route.ts';
import { listPhoneBooks } from './phone-books/list/route.ts';
import { updatePhoneBook } from './phone-books/update/route.ts';
import type { Operation } from './native.ts';

export const knowledgeOperations: readonly Operation[] = [
  createContact,
  deleteContact,
  getContact,
  listContacts,
  updateContact,
  upsertContact,
  createKnowledgeBase,
  deleteKnowledgeBase,
  getKnowledgeBase,
  listKnowledgeBases,
  searchKnowledgeBase,
  createKnowledgeSource,
  deleteKnowledgeSource,
  getKnowledgeSource,
  listKnowledgeSources,
  refreshKnowledgeSource,
  updateKnowledgeSource,
  updateKnowledgeBase,
  createMailDomain,
  deleteMailDomain,
  getMailDomain,
  listMailDomains,
  refreshMailDomain,
  updateMailDomain,
  verifyMailDomain,
  createMemoryStore,
  deleteMemoryStore,
  getMemoryStore,
  listMemoryStores,
  deleteMemory,
  getMemory,
  listMemories,
  putMemory,
  updateMemoryStore,
  createPhoneBook,
  deletePhoneBook,
  createPhoneBookEntry,
  deletePhoneBookEntry,
  getPhoneBookEntry,
  listPhoneBookEntries,
  updatePhoneBookEntry,
  getPhoneBook,
  listPhoneBooks,
  updatePhoneBook,
];
