/** Rows for people: columns as wide as they need. */

/** @param columns fields of a row, dots lead inside */
export function tableOf(rows: readonly object[], columns: readonly string[]): string[] {
  if (rows.length === 0) return [];
  const cells = [
    columns.map((column) => column.split('.').at(-1)!.toUpperCase()),
    ...rows.map((row) => columns.map((column) => cellOf(row, column))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]!.length)));
  return cells.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index]!))
      .join('  ')
      .trimEnd(),
  );
}

function cellOf(row: object, column: string): string {
  let value: unknown = row;
  for (const name of column.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name];
  if (value === null || value === undefined || value === '') return '-';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
