/** Scanning of header values: quoted strings, angle brackets, tokens (RFC 3261, 25.1). Linear in the input. */

const TOKEN = /^[A-Za-z0-9\-.!%*_+`'~]+$/;
// Control characters are what this looks for.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** 25.1 `token`. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Does it hold a character that would end or corrupt a header line? */
export function hasControl(text: string): boolean {
  return CONTROL.test(text);
}

/** Splits at `separator`, but not inside quoted strings or angle brackets; parts are trimmed. */
export function splitOutside(text: string, separator: ',' | ';' | '&'): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char === '\\') i++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '<') depth++;
    else if (char === '>') depth = Math.max(0, depth - 1);
    else if (char === separator && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}

/** Index after the closing quote of a quoted string that starts at `from`, or -1. */
export function quotedEnd(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return -1;
}

/** The text of a quoted string; anything else is returned as it is. */
export function unquote(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  return text.slice(1, -1).replace(/\\(.)/gs, '$1');
}

/** 25.1 `quoted-string`; control characters, which none may hold, become spaces. */
export function quote(text: string): string {
  const clean = [...text].map((char) => (hasControl(char) ? ' ' : char)).join('');
  return `"${clean.replace(/["\\]/g, '\\$&')}"`;
}
