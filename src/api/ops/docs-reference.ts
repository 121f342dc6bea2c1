/** `/reference` and `/<dialect>/reference`: one page over an OpenAPI document; nothing comes from elsewhere. */
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Dialect } from '../dialect.ts';
import { escapeHtml } from './docs-html.ts';

/** Its own script and style, and requests to this server alone. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";
const OPEN = { config: { public: true } } as const;

const ASSETS = { 'reference.js': 'text/javascript', 'reference.css': 'text/css' } as const;

export function serveReference(app: FastifyInstance, dialects: readonly Dialect[]): void {
  const all = [
    { path: '/reference', document: '/openapi.json', title: 'Parley' },
    ...dialects.map(({ name, document }) => ({
      path: `/${name}/reference`,
      document: `/${name}/openapi.json`,
      title: document.title,
    })),
  ];
  for (const { path, document, title } of all)
    app.get(path, OPEN, async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('Content-Security-Policy', POLICY)
        .send(pageOf(title, document, all)),
    );
  for (const [name, type] of Object.entries(ASSETS))
    app.get(`/reference/${name}`, OPEN, async (_request, reply) =>
      reply
        .type(`${type}; charset=utf-8`)
        .header('Cache-Control', 'no-cache')
        .send(readFileSync(new URL(name, import.meta.url), 'utf8')),
    );
}

function pageOf(
  title: string,
  document: string,
  all: readonly { readonly path: string; readonly document: string; readonly title: string }[],
): string {
  const choices = all.map(
    (one) =>
      `<option value="${one.path}"${one.document === document ? ' selected' : ''}>${escapeHtml(one.title)}</option>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} - API reference</title>
<link rel="stylesheet" href="/reference/reference.css">
<script src="/reference/reference.js" defer></script>
</head>
<body data-document="${document}">
<header>
<select id="document" aria-label="API">${choices.join('')}</select>
<input id="search" type="search" placeholder="Search" aria-label="Search">
<input id="key" type="password" placeholder="API key: pk_test_…" aria-label="API key" autocomplete="off">
<a href="/docs">Guides</a> <a href="${document}">openapi.json</a>
</header>
<nav id="groups" aria-label="Operations"></nav>
<main id="operations"><noscript>This page needs JavaScript; the document is at <a href="${document}">${document}</a>.</noscript></main>
</body>
</html>
`;
}
