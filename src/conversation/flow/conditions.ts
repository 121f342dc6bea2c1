/** Conditions of edges. */
import { lookUp, spoken, type Condition, type Variables } from '#domain';

/** Texts compare without case and outer spaces, numbers as numbers when both sides are. */
export function holds({ variable, op, value }: Condition, variables: Variables): boolean {
  const found = lookUp(variables, variable);
  const left = text(found);
  const right = text(value);
  switch (op) {
    case 'exists':
      return left !== null;
    case 'not_exists':
      return left === null;
    case 'equals':
      return same(left, right);
    case 'not_equals':
      return !same(left, right);
    case 'contains':
      if (Array.isArray(found)) return found.some((item) => same(text(item), right));
      return left !== null && right !== null && left.includes(right);
    case 'greater_than':
      return compare(left, right, (a, b) => a > b);
    case 'less_than':
      return compare(left, right, (a, b) => a < b);
  }
}

function text(value: unknown): string | null {
  return spoken(value)?.trim().toLowerCase() ?? null;
}

function same(left: string | null, right: string | null): boolean {
  if (left === null || right === null) return left === right;
  return left === right || compare(left, right, (a, b) => a === b);
}

function compare(
  left: string | null,
  right: string | null,
  test: (a: number, b: number) => boolean,
): boolean {
  if (left === null || right === null || left === '' || right === '') return false;
  const [a, b] = [Number(left), Number(right)];
  return !Number.isNaN(a) && !Number.isNaN(b) && test(a, b);
}
