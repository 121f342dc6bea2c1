/** The pages of docs/errors, from the catalogue. */
import { ERROR_PAGES, type ErrorPage } from './catalogue.ts';

/** One page, Markdown. */
export function renderErrorPage(code: string, page: ErrorPage): string {
  return `# \`${code}\`

HTTP ${page.status}. ${page.title}.

## What happened

${page.meaning}

## What to do

${page.mend}
`;
}

/** The index, Markdown. */
export function renderErrorIndex(): string {
  const entries = Object.entries(ERROR_PAGES).map(
    ([code, page]) => `- [\`${code}\`](${code}.md) (${page.status}): ${page.title}.`,
  );
  return `# Errors of the API

Every error is a problem document (RFC 9457); its \`code\` is one of these. The dialects say the same in their vendor's shape.

${entries.join('\n')}
`;
}
