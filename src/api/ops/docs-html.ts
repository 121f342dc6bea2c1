/** A Markdown page as HTML that needs nothing from elsewhere. */
import { Marked, type Tokens } from 'marked';
import type { DocsPage } from './docs-folder.ts';

const STYLE = `
:root{color-scheme:light dark;--line:#8884;--soft:#8881;--link:#0b6bcb}
@media(prefers-color-scheme:dark){:root{--link:#7ab8ff}}
body{margin:0;font:16px/1.55 system-ui,sans-serif;display:grid;grid-template-columns:15rem minmax(0,52rem);gap:2rem}
nav{padding:1.2rem;border-right:1px solid var(--line);height:100vh;overflow:auto;position:sticky;top:0;box-sizing:border-box;font-size:.9rem}
nav a{display:block;padding:.15rem 0}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}[aria-current]{font-weight:600}
main{padding:1rem 1rem 5rem}h1,h2,h3{line-height:1.2}h2{margin-top:2.2rem}
pre,code{font:13.5px/1.45 ui-monospace,monospace}code{background:var(--soft);padding:.1em .3em;border-radius:3px}
pre{background:var(--soft);padding:.8rem;overflow:auto;border-radius:5px}pre code{background:none;padding:0}
table{border-collapse:collapse;display:block;overflow:auto}td,th{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}
@media(max-width:50rem){body{display:block}nav{position:static;height:auto;border:0}}
`;

/** May a page do nothing but be read: no script, no frame, no address but ours. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/** @param pages for the list at the side */
export function docsHtml(page: DocsPage, pages: Iterable<DocsPage>): string {
  const links = [...pages]
    .filter(({ name }) => !name.includes('/') || name === 'errors/README')
    .map(({ name, title }) => {
      const here = name === page.name ? ' aria-current="page"' : '';
      return `<a href="/docs/${addressOf(name)}"${here}>${escapeHtml(title)}</a>`;
    });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} - Parley</title>
<link rel="alternate" type="text/markdown" href="/docs/${page.name}.md">
<style>${STYLE}</style>
</head>
<body>
<nav><p><a href="/reference">API reference</a><a href="/llms.txt">llms.txt</a></p>
${links.join('\n')}
</nav>
<main>
${toHtml(page)}
</main>
</body>
</html>
`;
}

/** `README` is its folder. */
function addressOf(name: string): string {
  return name.replace(/(?:^|\/)README$/, '');
}

function toHtml({ name, text }: DocsPage): string {
  const marked = new Marked({ gfm: true, async: false });
  marked.use({
    renderer: {
      heading({ tokens, depth, text: words }: Tokens.Heading): string {
        return `<h${depth} id="${anchorOf(words)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link): string {
        const words = this.parser.parseInline(tokens);
        const target = linkFrom(name, href);
        return target === null ? words : `<a href="${escapeHtml(target)}">${words}</a>`;
      },
    },
  });
  return marked.parse(text) as string;
}

/** Where a link of a page leads once it is served; null for a file of the repository that is not. */
function linkFrom(name: string, href: string): string | null {
  if (/^(?:https?:|mailto:|#|\/)/.test(href)) return href;
  const { pathname, hash } = new URL(href, `http://x/root/docs/${name}`);
  if (!pathname.startsWith('/root/docs/')) return null;
  return `/docs/${addressOf(pathname.slice('/root/docs/'.length).replace(/\.md$/, ''))}${hash}`;
}

/** As GitHub makes them, so that a link works there too. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
