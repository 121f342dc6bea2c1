/** Reads JSON bodies and says where a broken one breaks. */
import { AppError, errorText } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { findBadText, invalidText } from '../errors/name-text.ts';

/** Keys that would reach into prototypes; found in a body, it is refused. */
const DANGEROUS = /"(?:__proto__|constructor)"|\\u00/;

/** Escapes of what no text may hold: NUL, and halves of a pair, which are right as a pair. */
const ESCAPED = /\\u(?:0000|d[89a-f])/i;

/** Arrays and objects within one another; nobody means more, and what walks a body by recursion needs an end. */
const DEEPEST = 200;

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
      if (isTooDeep(text)) return done(tooDeep());
      try {
        const value: unknown = JSON.parse(text);
        const bad = ESCAPED.test(text) ? findBadText(value) : undefined;
        if (bad !== undefined) return done(invalidText(bad));
        if (!DANGEROUS.test(text)) return done(null, value);
      } catch (thrown) {
        return done(brokenJson(text, thrown));
      }
      careful(request, text, (fault, value) => done(fault ? forbiddenKey() : null, value));
    },
  );
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === BACKSLASH && inText) at++;
    else if (char === QUOTE) inText = !inText;
    else if (inText) continue;
    else if (char === OPEN_ARRAY || char === OPEN_OBJECT) {
      if (++depth > DEEPEST) return true;
    } else if (char === CLOSE_ARRAY || char === CLOSE_OBJECT) depth--;
  }
  return false;
}

const [BACKSLASH, QUOTE] = [0x5c, 0x22];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

function tooDeep(): AppError {
  return new AppError({
    code: 'invalid-json',
    status: 400,
    param: 'body',
    message: `The body nests arrays and objects more than ${DEEPEST} levels deep. Make it flatter.`,
  });
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
