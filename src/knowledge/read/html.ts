/** The words of a page, headings as Markdown; no script, style, form or navigation. Pure. */

/** Their content is nothing to read. */
const SILENT = /<(script|style|noscript|template|svg|nav|form|iframe|head)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi;
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…' },
  ...{
    euro: '€',
    pound: '£',
    copy: '©',
    reg: '®',
    deg: '°',
    middot: '·',
    laquo: '«',
    raquo: '»',
    szlig: 'ß',
  },
  ...{ aacute: 'á', eacute: 'é', iacute: 'í', oacute: 'ó', uacute: 'ú', ntilde: 'ñ', ccedil: 'ç', uuml: 'ü' },
  ...{
    auml: 'ä',
    ouml: 'ö',
    Auml: 'Ä',
    Ouml: 'Ö',
    Uuml: 'Ü',
    Ntilde: 'Ñ',
    iexcl: '¡',
    iquest: '¿',
    agrave: 'à',
  },
  ...{
    egrave: 'è',
    ograve: 'ò',
    ecirc: 'ê',
    acirc: 'â',
    ocirc: 'ô',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
  },
};

/** @param html hostile or broken: what is no tag is text */
export function htmlText(html: string): string {
  const body = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(SILENT, ' ')
    .replace(/\s+/g, ' ')
    .replace(/<h([1-6])\b[^>]*>/gi, (_, level: string) => `\n\n${'#'.repeat(Number(level))} `)
    .replace(/<\/h[1-6]\s*>/gi, '\n\n')
    .replace(/<(?:br|hr)\b[^>]*>/gi, '\n')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/(?:td|th)\s*>/gi, ' | ')
    .replace(
      /<\/?(?:p|div|section|article|header|footer|main|ul|ol|table|tr|dl|dt|dd|blockquote|pre|li)\b[^>]*>/gi,
      '\n\n',
    )
    .replace(/<\/?[a-z][^>]*>/gi, '');
  return decoded(body)
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** What the page calls itself. */
export function htmlTitle(html: string): string | null {
  const title = /<title\b[^>]*>([\s\S]{0,500}?)<\/title/i.exec(html)?.[1];
  const text = title === undefined ? '' : decoded(title).replace(/\s+/g, ' ').trim();
  return text === '' ? null : text.slice(0, 200);
}

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const isText = code > 8 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isText ? String.fromCodePoint(code) : '';
  });
}
