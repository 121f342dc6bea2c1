/** Conditions of edges. */
import { lookUp, spoken, type Condition, type Variables } from '#domain';

/** An ISO date, or a time of 24 hours. */
const MOMENT = /^(?:\d{4}-\d\d-\d\d|\d\d:\d\d)$/;

/** Texts compare without case and outer spaces, numbers as numbers, dates and times by their order. */
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
  if (MOMENT.test(left) && MOMENT.test(right)) return test(left < right ? -1 : left > right ? 1 : 0, 0);
  const [a, b] = [Number(left), Number(right)];
  return !Number.isNaN(a) && !Number.isNaN(b) && test(a, b);
}
