/** Reads JSON bodies and says where a broken one breaks. */
import { AppError, errorText } from '#kernel';
import type { FastifyInstance } from 'fastify';

/** Keys that would reach into prototypes; found in a body, it is refused. */
const DANGEROUS = /"(?:__proto__|constructor)"|\\u00/;

/** JSON for every route below `app`; an empty body reads as none. */
export function readJsonBodies(app: FastifyInstance): void {
  const careful = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/(?:[\w.-]+\+)?json(?:\s*;|$)/i,
    { parseAs: 'string' },
    (request, body, done) => {
      const text = String(body);
      if (text.trim() === '') return done(null, undefined);
      try {
        const value: unknown = JSON.parse(text);
        if (!DANGEROUS.test(text)) return done(null, value);
      } catch (thrown) {
        return done(brokenJson(text, thrown));
      }
      careful(request, text, (fault, value) => done(fault ? forbiddenKey() : null, value));
    },
  );
}

function brokenJson(text: string, thrown: unknown): AppError {
  const said = errorText(thrown);
  const at = /position (\d+)/.exec(said)?.[1];
  const position = at === undefined ? firstFault(text) : Number(at);
  const before = text.slice(0, position).split('\n');
  const reason = said.replace(/ (?:in|after) JSON.*$|, (?:\.\.\.)?"[\s\S]*$/, '');
  return new AppError({
    code: 'invalid-json',
    status: 400,
    param: 'body',
    message: `The body is not JSON: ${reason} at line ${before.length}, column ${before.at(-1)!.length + 1}. Send one JSON object in UTF-8.`,
    extra: { position },
  });
}

/** The parser tells no position of an unexpected token: it lies behind the longest prefix that might still be JSON. */
function firstFault(text: string): number {
  let [good, bad] = [0, text.length];
  while (good + 1 < bad) {
    const middle = (good + bad) >> 1;
    if (mayGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function mayGoOn(prefix: string): boolean {
  try {
    JSON.parse(prefix);
    return true;
  } catch (thrown) {
    const said = errorText(thrown);
    return /end of JSON|Unterminated/.test(said) || said.includes(`position ${prefix.length} `);
  }
}

function forbiddenKey(): AppError {
  return new AppError({
    code: 'invalid-json',
    status: 400,
    param: 'body',
    message: 'The body holds a key `__proto__` or `constructor.prototype`, which is refused. Rename it.',
  });
}
