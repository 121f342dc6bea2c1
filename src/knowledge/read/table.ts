/** Tables and JSON as sentences that can be found: each row names its columns. Pure. */

/** RFC 4180; commas, semicolons or tabs, whichever the first line has most of. */
export function csvText(csv: string): string {
  const rows = parseCsv(csv, separatorOf(csv));
  const [head, ...rest] = rows;
  if (!head) return '';
  if (rest.length === 0) return head.join(', ');
  return rest
    .map((row) =>
      row
        .map((cell, index) => (cell === '' ? '' : `${head[index] ?? `column ${index + 1}`}: ${cell}`))
        .filter((it) => it !== '')
        .join('. '),
    )
    .filter((it) => it !== '')
    .join('\n\n');
}

/** Each entry of a list a paragraph; nested names joined by dots. @returns null for what is no JSON */
export function jsonText(json: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const items = Array.isArray(value) ? value : [value];
  return items.map((item) => told(item, '').join('. ')).join('\n\n');
}

function told(value: unknown, path: string, depth = 0): string[] {
  if (value === null || value === undefined || depth > 20) return [];
  if (typeof value !== 'object') return [path === '' ? String(value) : `${path}: ${String(value)}`];
  return Object.entries(value).flatMap(([key, item]) => {
    const name = Array.isArray(value) ? path : path === '' ? key : `${path}.${key}`;
    return told(item, name, depth + 1);
  });
}

function separatorOf(csv: string): string {
  const first = csv.split('\n', 1)[0]!;
  const count = (separator: string): number => first.split(separator).length;
  return [',', ';', '\t'].toSorted((one, other) => count(other) - count(one))[0]!;
}

function parseCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = (): void => {
    row.push(cell.trim());
    if (row.some((it) => it !== '')) rows.push(row);
    [row, cell] = [[], ''];
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text[++i]!;
      else quoted = false;
    } else if (char === '"' && cell.trim() === '') [quoted, cell] = [true, ''];
    else if (char === separator) [cell] = [(row.push(cell.trim()), '')];
    else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
  }
  endRow();
  return rows;
}
