/** `/docs/…` as HTML and as `.md`, `/llms.txt` and `/llms-full.txt`: open to everybody, the same for everybody. */
import { AppError } from '#kernel';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ERROR_PAGES, pageOf } from '../errors/catalogue.ts';
import { renderErrorPage } from '../errors/pages.ts';
import { readDocs, type DocsPage } from './docs-folder.ts';
import { docsHtml, PAGE_POLICY } from './docs-html.ts';

const MARKDOWN = 'text/markdown; charset=utf-8';
const HTML = 'text/html; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';
const OPEN = { config: { public: true } } as const;

/** @param documents the paths of the OpenAPI documents, for llms.txt */
export function serveGuides(app: FastifyInstance, documents: readonly string[]): void {
  // Read when first asked for: an installation without its docs folder still serves calls.
  let read: ReadonlyMap<string, DocsPage> | null = null;
  const pages = (): ReadonlyMap<string, DocsPage> => (read ??= readDocs());
  const find = (path: string): DocsPage | undefined =>
    pages().get(path) ?? pages().get(path === '' ? 'README' : `${path}/README`) ?? errorPage(path);

  const answer = (reply: FastifyReply, path: string, accept: string): FastifyReply => {
    const plain = path.endsWith('.md');
    const page = find(path.replace(/\.md$/, '').replace(/\/$/, ''));
    if (!page) throw noPage();
    // A problem's `type` leads to its page: programs that follow it read Markdown, browsers HTML.
    const forProgram = page.name.startsWith('errors/') && !accept.includes('text/html');
    if (plain || forProgram) return reply.type(MARKDOWN).header('Vary', 'Accept').send(page.text);
    return reply
      .type(HTML)
      .header('Vary', 'Accept')
      .header('Content-Security-Policy', PAGE_POLICY)
      .send(docsHtml(page, pages().values()));
  };
  app.get('/docs', OPEN, async (request, reply) => answer(reply, '', request.headers.accept ?? ''));
  app.get<{ Params: { '*': string } }>('/docs/*', OPEN, async (request, reply) =>
    answer(reply, request.params['*'], request.headers.accept ?? ''),
  );
  app.get('/llms.txt', OPEN, async (_request, reply) =>
    reply.type(TEXT).send(llmsText([...pages().values()], documents)),
  );
  app.get('/llms-full.txt', OPEN, async (_request, reply) =>
    reply.type(TEXT).send(
      [...pages().values()]
        .filter(isForUsers)
        .map(({ name, text }) => `<!-- /docs/${name}.md -->\n\n${text.trim()}\n`)
        .join('\n'),
    ),
  );
}

/** Why something was built as it is helps nobody who uses it. */
function isForUsers({ name }: DocsPage): boolean {
  return !name.startsWith('decisions/');
}

/** As llmstxt.org describes it: a title, a summary, lists of links. */
function llmsText(pages: readonly DocsPage[], documents: readonly string[]): string {
  const guides = pages.filter(isForUsers).filter(({ name }) => name !== 'README');
  return [
    '# Parley',
    '',
    '> A self-hosted, open engine for AI phone calls: one HTTP request, a real SIP call, a provable outcome.',
    '',
    'Every page is Markdown at its address with `.md`; all of them in one file: [/llms-full.txt](/llms-full.txt).',
    '',
    '## Guides',
    '',
    ...guides.map(({ name, title, summary }) => `- [${title}](/docs/${name}.md): ${shorten(summary)}`),
    '',
    '## API',
    '',
    ...documents.map((path) => `- [${path}](${path}): OpenAPI 3.1`),
    '',
  ].join('\n');
}

/** The first sentence. */
function shorten(text: string): string {
  return /^.*?[.:](?=\s|$)/.exec(text)?.[0] ?? text;
}

function errorPage(path: string): DocsPage | undefined {
  const code = /^errors\/([\w-]+)$/.exec(path)?.[1];
  const page = code === undefined ? undefined : pageOf(code);
  if (code === undefined || !page || !Object.hasOwn(ERROR_PAGES, code)) return undefined;
  return { name: `errors/${code}`, title: code, summary: page.title, text: renderErrorPage(code, page) };
}

function noPage(): AppError {
  return new AppError({
    code: 'route-unknown',
    status: 404,
    message: 'There is no such page. /docs lists the guides, /docs/errors the codes of errors.',
  });
}
