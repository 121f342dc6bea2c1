/** A source out of a request: `pdf|text|web`, which an update calls `file|text|link`. */
import type { KnowledgeSource } from '#domain';
import { AppError } from '#kernel';
import { Fields } from '../../shared/fields.ts';

const LONGEST_TEXT = 700_000;
const LONGEST_URL = 2_000;
const KINDS = ['pdf', 'text', 'web', 'link', 'file'] as const;

export interface GivenSource {
  readonly name: string | null;
  readonly text: string | null;
  readonly url: string | null;
}

/** @throws AppError `invalid-request` naming each field, `pdf-unsupported` */
export function readSource(
  body: unknown,
): Pick<KnowledgeSource, 'kind' | 'name' | 'url' | 'mediaType'> & { readonly content: string | null } {
  const fields = new Fields(body);
  fields.requiredText('type');
  const kind = fields.oneOf('type', KINDS);
  const { name, text, url } = readParts(fields, kind);
  if (kind === 'text' && text === null) fields.fail('text', 'Is required.', 'required');
  if ((kind === 'web' || kind === 'link') && url === null) fields.fail('url', 'Is required.', 'required');
  fields.finish();
  return kind === 'text'
    ? { kind: 'text', name: name ?? 'text', url: null, mediaType: 'text/markdown', content: text }
    : { kind: 'web', name: (name ?? url ?? '').slice(0, 200), url, mediaType: null, content: null };
}

/** @throws like `readSource` */
export function readSourceChange(body: unknown): GivenSource {
  const fields = new Fields(body);
  const given = readParts(fields, fields.oneOf('type', KINDS));
  fields.finish();
  return given;
}

function readParts(fields: Fields, kind: (typeof KINDS)[number] | null): GivenSource {
  if (kind === 'pdf' || kind === 'file') throw unreadable();
  const name = fields.text('name');
  if (name !== null && (name === '' || name.length > 200))
    fields.fail('name', 'Must have 1 to 200 characters.', 'length');
  const text = fields.text('text') ?? fields.text('content');
  if (text !== null && (text === '' || text.length > LONGEST_TEXT))
    fields.fail('text', `Must have 1 to ${LONGEST_TEXT} characters.`, 'length');
  const url = fields.webAddress('url') ?? fields.webAddress('link');
  if (url !== null && url.length > LONGEST_URL)
    fields.fail('url', `May have at most ${LONGEST_URL} characters.`, 'length');
  return { name, text, url };
}

function unreadable(): AppError {
  return new AppError({
    code: 'pdf-unsupported',
    status: 415,
    param: 'type',
    message:
      'A PDF cannot be read. Send its text with type text, or the address of a web page with type web.',
  });
}
