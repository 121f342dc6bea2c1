/** Holds answers to the shapes that the documents promise. */
import assert from 'node:assert/strict';
import { Compile } from 'typebox/compile';
import type { TSchema } from 'typebox';
import type { AnswerShape, ApiOperation, JsonSchema } from './operations.ts';
import type { Reply } from './world.ts';

const compiled = new Map<JsonSchema, ReturnType<typeof Compile>>();

/** @throws AssertionError that names the operation, the status and what does not fit */
export function checkReply(operation: ApiOperation, reply: Reply): void {
  const what = `${operation.method} ${operation.path} (${operation.api} ${operation.id})`;
  const said = `${reply.status} ${reply.text.slice(0, 400)}`;
  assert.ok(reply.status < 500 || operation.answers[reply.status] !== undefined, `${what}: ${said}`);
  assert.notEqual(reply.status, 500, `${what}: ${said}`);
  const shape = reply.status < 300 ? operation.answers[reply.status] : errorOf(operation, reply.status);
  assert.ok(shape, `${what} answers with a status that its document does not know: ${said}`);
  if (shape.schema === undefined) return;
  if (reply.status < 300 && !/json/.test(reply.type)) {
    // An answer whose form is asked for in the query.
    if (operation.parameters.some(({ name }) => name === 'format')) return;
    assert.ok(shape.mediaTypes.includes(reply.type.split(';')[0]!), `${what}: ${reply.type}`);
    return;
  }
  assert.match(reply.type, /json/, `${what}: ${said}`);
  const value: unknown = JSON.parse(reply.text);
  const check = compiledOf(shape.schema);
  if (!check.Check(value)) {
    const faults = check.Errors(value).map((error) => `${error.instancePath} ${error.message}`);
    assert.fail(`${what} answers ${reply.status} against its schema: ${faults.join('; ')}: ${said}`);
  }
}

/** Any error has the one shape of its API. */
function errorOf({ answers }: ApiOperation, status: number): AnswerShape | undefined {
  return answers[status] ?? answers['default'] ?? answers['401'];
}

export function compiledOf(schema: JsonSchema): ReturnType<typeof Compile> {
  let one = compiled.get(schema);
  if (!one) compiled.set(schema, (one = Compile(schema as unknown as TSchema)));
  return one;
}
