/** Tables as text (RFC 4180): commas (or semicolons, where the first line has no comma), quotes, any line ending. */

/** A row by the names of the first line; empty fields are left out. */
export type CsvRow = Readonly<Record<string, string>>;

export interface CsvFault {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** @returns every row below the heading, or the first fault */
export function readCsv(text: string): { readonly rows: readonly CsvRow[] } | { readonly fault: CsvFault } {
  const clean = text.replace(/^\uFEFF/, '');
  const firstLine = clean.slice(0, clean.search(/[\r\n]|$/));
  const records = split(clean, firstLine.includes(',') || !firstLine.includes(';') ? ',' : ';');
  if ('fault' in records) return records;
  const [heading, ...body] = records.records;
  const names = heading?.fields.map((name) => name.trim()) ?? [];
  if (names.every((name) => name === '')) return fault(1, 'There is no heading: name the columns.');
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined) return fault(1, `The column \`${twice}\` is there twice.`);
  const rows: CsvRow[] = [];
  for (const { fields, line } of body) {
    if (fields.length === 1 && fields[0] === '') continue;
    if (fields.length > names.length)
      return fault(line, `Has ${fields.length} fields, and the heading ${names.length}.`);
    rows.push(
      Object.fromEntries(
        fields.flatMap((field, index) => {
          const [name, value] = [names[index]!, field.trim()];
          return name === '' || value === '' ? [] : [[name, value] as const];
        }),
      ),
    );
  }
  return { rows };
}

interface CsvRecord {
  readonly fields: readonly string[];
  readonly line: number;
}

function split(
  text: string,
  separator: string,
): { readonly records: readonly CsvRecord[] } | { readonly fault: CsvFault } {
  const records: CsvRecord[] = [];
  let fields: string[] = [];
  let [line, start, at] = [1, 1, 0];
  const endField = (value: string): void => void fields.push(value);
  const endRecord = (): void => {
    records.push({ fields, line: start });
    fields = [];
    start = line;
  };
  while (at <= text.length) {
    if (text[at] === '"') {
      let value = '';
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (at >= text.length) return fault(start, 'A quote is never closed.');
        if (text[at] === '\n') line += 1;
        if (text[at] === '"') at += 1;
        value += text[at];
      }
      at += 1;
      if (at < text.length && ![separator, '\r', '\n'].includes(text[at]!))
        return fault(line, 'Something follows a closing quote.');
      endField(value);
    } else {
      const from = at;
      while (at < text.length && ![separator, '\r', '\n'].includes(text[at]!)) at += 1;
      endField(text.slice(from, at));
    }
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    line += 1;
    endRecord();
    at += 1;
    if (at === text.length) break;
  }
  return { records };
}

function fault(line: number, message: string): { readonly fault: CsvFault } {
  return { fault: { line, message } };
}
