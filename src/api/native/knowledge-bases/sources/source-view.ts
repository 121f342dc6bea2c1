/** A source of a knowledge base as the native API shows it, and how its content is read from a request. */
import type { KnowledgeSource, Tenant } from '#domain';
import { AppError, invalidRequest, notFound, spellNative, type Id } from '#kernel';
import { Type, type Static } from 'typebox';
import type { NativeDeps } from '../../native.ts';
import { IdText, readId } from '../../shapes/ids.ts';
import { isWebUrl } from '../../shapes/texts.ts';
import { iso, isoMaybe, Moment } from '../../shapes/times.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);

export const SourceSchema = Type.Object(
  {
    id: Type.String(),
    object: Type.Literal('knowledge_source'),
    knowledge_base_id: Type.String(),
    type: Type.Union([Type.Literal('text'), Type.Literal('file'), Type.Literal('web')]),
    name: Type.String(),
    url: textOrNull,
    media_type: textOrNull,
    state: Type.Union([Type.Literal('pending'), Type.Literal('ready'), Type.Literal('failed')]),
    fault: Type.Union([Type.String(), Type.Null()], {
      description: 'Why it could not be read, and the mend.',
    }),
    characters: Type.Integer(),
    chunks: Type.Integer({ description: 'Pieces that can be found.' }),
    read_at: Type.Union([Moment, Type.Null()]),
    created_at: Moment,
    updated_at: Moment,
  },
  { additionalProperties: false },
);

export const SourceParams = Type.Object({ id: IdText, source: IdText });
export const SourceName = Type.String({ minLength: 1, maxLength: 200 });
export const SourceText = Type.String({
  minLength: 1,
  maxLength: 700_000,
  description: 'Plain text or Markdown; `#` lines are headings.',
});
export const SourceUrl = Type.String({ minLength: 1, maxLength: 2000, description: 'http or https.' });

/** By the end of a name. */
const TYPES: Readonly<Record<string, string>> = {
  ...{
    txt: 'text/plain',
    md: 'text/markdown',
    markdown: 'text/markdown',
    html: 'text/html',
    htm: 'text/html',
  },
  ...{ csv: 'text/csv', tsv: 'text/tab-separated-values', json: 'application/json' },
};

export function sourceView(source: KnowledgeSource): Static<typeof SourceSchema> {
  const { kind, name, url, state, fault, characters, chunks } = source;
  return {
    id: spellNative('source', source.id),
    object: 'knowledge_source',
    knowledge_base_id: spellNative('kb', source.baseId),
    type: kind,
    ...{ name, url, media_type: source.mediaType, state, fault, characters, chunks },
    read_at: isoMaybe(source.readAt),
    created_at: iso(source.createdAt),
    updated_at: iso(source.updatedAt),
  };
}

/** @throws AppError `knowledge-base-unknown` (404) */
export async function knownBase(deps: NativeDeps, { organizationId }: Tenant, text: string): Promise<Id> {
  const id = readId(text, 'knowledge-base');
  if (!(await deps.store.knowledge.getBase(organizationId, id))) throw notFound('knowledge-base');
  return id;
}

/** @throws AppError `pdf-unsupported` (415), `invalid-request` for what is no text */
export function readFile(
  filename: string,
  content: { readonly text?: string | undefined; readonly base64?: string | undefined },
): { readonly content: string; readonly mediaType: string } {
  const end = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? 'txt';
  const mediaType = TYPES[end];
  const bytes = content.base64 === undefined ? null : Buffer.from(content.base64, 'base64');
  if (mediaType === undefined || bytes?.subarray(0, 5).toString('latin1') === '%PDF-')
    throw new AppError({
      code: 'pdf-unsupported',
      status: 415,
      param: 'filename',
      message: `A file like ${filename.slice(0, 100)} cannot be read. Save it as text, Markdown, HTML, CSV or JSON (.txt, .md, .html, .csv, .json).`,
    });
  if ((content.text === undefined) === (content.base64 === undefined))
    throw invalidRequest([{ param: 'text', rule: 'one-content', message: 'Give either text or base64.' }]);
  const text = content.text ?? utf8(bytes!);
  if (text === null || text.includes('\0'))
    throw invalidRequest([
      {
        param: 'base64',
        rule: 'utf-8',
        message: 'Is no text in UTF-8. Save the file in UTF-8 and encode its bytes.',
      },
    ]);
  return { content: text, mediaType };
}

/** @throws AppError `invalid-request` */
export function readUrl(url: string): string {
  if (isWebUrl(url)) return url;
  throw invalidRequest([{ param: 'url', rule: 'url', message: 'Must be an absolute http or https URL.' }]);
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Whoever sent it is told.
    return null;
  }
}
