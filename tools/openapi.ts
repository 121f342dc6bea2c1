/** Writes what is generated from the API: src/api/openapi.json and the pages of docs/errors. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { generatedFiles } from '../src/api/openapi/generated.ts';

mkdirSync('docs/errors', { recursive: true });
for (const [path, text] of Object.entries(await generatedFiles())) writeFileSync(path, text);
