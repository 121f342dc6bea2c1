/** What agents look up: sources read into chunks, chunks found by words and by meaning. */
export { chunksOf, type Chunk } from './chunk.ts';
export { createKnowledge, type KnowledgeOptions, type OpenKnowledge } from './knowledge.ts';
export { textOf } from './read/text-of.ts';
