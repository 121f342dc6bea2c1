/** The text of a source, by its media type. Pure. */
import { htmlText } from './html.ts';
import { csvText, jsonText } from './table.ts';

/** @returns the text with headings as Markdown, or why it cannot be read, as a sentence with the mend */
export function textOf(
  content: string,
  mediaType: string,
): { readonly text: string } | { readonly fault: string } {
  const type = mediaType.toLowerCase().split(';')[0]!.trim();
  if (content.startsWith('%PDF-') || type === 'application/pdf')
    return {
      fault: 'This is a PDF, which Parley does not read. Save it as text, Markdown or HTML and send that.',
    };
  if (content.includes('\0'))
    return { fault: 'This is no text. Send plain text, Markdown, HTML, CSV or JSON.' };
  const text = readable(content.replace(/^\uFEFF/, ''), type);
  if (text === null)
    return { fault: `${type} cannot be read. Send plain text, Markdown, HTML, CSV or JSON.` };
  return text.trim() === '' ? { fault: 'It holds no text.' } : { text };
}

function readable(content: string, type: string): string | null {
  switch (type) {
    case 'text/html':
    case 'application/xhtml+xml':
      return htmlText(content);
    case 'text/csv':
    case 'text/tab-separated-values':
      return csvText(content);
    case 'application/json':
    case 'text/json':
      return jsonText(content) ?? content;
    default:
      return type.startsWith('text/') || type === '' || type === 'application/octet-stream' ? content : null;
  }
}
