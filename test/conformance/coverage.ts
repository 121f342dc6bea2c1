/**
 * What a conformance table touches of its dialect's committed OpenAPI document.
 *
 * How a table takes it up: `const coverage = openCoverage('dial', leftOut)`; the rig says `coverage.watch(api.app)`
 * once (every `inject` is then recorded; a request made otherwise goes to `coverage.record`); the table's last test
 * calls `coverage.report(checks)`. {@link conform} does all but the `watch` if it is given `leftOut`. A vendor's rows
 * are one test file, hence one process and one coverage.
 *
 * Spelling of what is documented, in messages and in `test/conformance/<vendor>/left-out.ts`:
 * - `POST /call`: an operation, exercised by a 2xx
 * - `GET /calls ?limit`: a query parameter; `POST /campaign contacts[].phone`: a field of a body; exercised if a request
 *   with it was accepted (2xx) and its value was not null; counted for each operation
 * - `GET /calls > calls[].id` (of a refusal: `GET /calls refused > message`): a field of an answer, exercised if it was not null in one; objects of the same schema
 *   count once, wherever they stand, under the name of the first
 * A map with free keys is one field. A key of left-out may leave the operation away (`stt_config.rate`, `?limit`,
 * `> calls[].id`): it means every operation that has it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isExplained } from './explained.ts';
import { identity, operationsOf, pathsOf, type Schema } from './documented.ts';

/** Documented, yet not exercised: why. The last part of its name stands in backticks in docs/dialect-fields.md. */
export type LeftOut = Readonly<Record<string, string>>;

export interface Exchange {
  readonly method: string;
  /** Path and query, with the dialect's prefix; others are passed over. */
  readonly url: string;
  readonly body?: unknown;
  readonly status: number;
  readonly answer?: unknown;
}

export interface Coverage {
  record(exchange: Exchange): void;
  /** Records every `inject` of the server from now on. */
  watch(server: { inject: unknown }): void;
  /**
   * Prints `conformance <vendor>: N checks, sent F of F fields, seen A of A answer fields, O of O operations`.
   * @throws AssertionError naming what was neither exercised nor left out, what was left out and is exercised or not
   * documented at all, and reasons that docs/dialect-fields.md does not give
   */
  report(checks: number, print?: (line: string) => void): void;
}

interface Injected {
  readonly statusCode: number;
  readonly body: string;
}

/** @param vendor whose `openapi/<vendor>.json` is read */
export function openCoverage(vendor: string, leftOut: LeftOut): Coverage {
  const document = JSON.parse(readFileSync(root(`openapi/${vendor}.json`), 'utf8')) as Schema;
  const prefixes = (document['servers'] as Schema[])
    .map(({ url }) => url as string)
    .toSorted((a, b) => b.length - a.length);
  const operations = operationsOf(document);
  /** Name of what is documented → was it exercised; answers by the schema that they stand in. */
  const wanted = { operations: new Map<string, boolean>(), sent: new Map<string, boolean>() };
  const answers = new Map<string, { name: string; seen: boolean }>();
  for (const { name, query, sent, answers: all } of operations) {
    wanted.operations.set(name, false);
    for (const field of query) wanted.sent.set(`${name} ?${field}`, false);
    for (const { path } of sent) wanted.sent.set(`${name} ${path}`, false);
    for (const [status, fields] of Object.entries(all))
      for (const field of fields.filter((one) => !answers.has(identity(one)))) {
        const whose = status === 'default' ? `${name} refused` : name;
        answers.set(identity(field), { name: `${whose} > ${field.path}`, seen: false });
      }
  }

  const record = ({ method, url, body, status, answer }: Exchange): void => {
    const [path = '', query = ''] = url.split('?');
    const prefix = prefixes.find((one) => path.startsWith(`${one}/`));
    if (prefix === undefined) return;
    const rest = path.slice(prefix.length);
    const found = operations.find((one) => one.method === method.toUpperCase() && one.matches.test(rest));
    if (!found) return;
    const shown = pathsOf(answer);
    for (const field of found.answers[status] ?? found.answers['default'] ?? [])
      if (shown.has(field.path)) answers.get(identity(field))!.seen = true;
    if (status < 200 || status > 299) return;
    wanted.operations.set(found.name, true);
    const given = [...new URLSearchParams(query).keys()].map((name) => `?${name}`);
    for (const name of [...given, ...pathsOf(body)])
      if (wanted.sent.has(`${found.name} ${name}`)) wanted.sent.set(`${found.name} ${name}`, true);
  };

  return {
    record,
    watch(server) {
      const inject = (server.inject as (options: Schema) => Promise<Injected>).bind(server);
      server.inject = async (options: Schema) => {
        const reply = await inject(options);
        const { method = 'GET', url, payload, body = payload } = options;
        record({ method, url, body: parsed(body), status: reply.statusCode, answer: parsed(reply.body) });
        return reply;
      };
    },
    report(checks, print = console.log) {
      // Alternatives of one place have one name: all of them are to be seen.
      const seen = new Map<string, boolean>();
      for (const { name, seen: done } of answers.values()) seen.set(name, done && seen.get(name) !== false);
      const all = [...wanted.operations, ...wanted.sent, ...seen];
      const named = (key: string) => all.filter(([name]) => name === key || name.endsWith(` ${key}`));
      const keys = Object.keys(leftOut);
      const out = new Set(keys.flatMap((key) => named(key).map(([name]) => name)));
      const faults = [
        ...all.filter(([name, done]) => !done && !out.has(name)).map(([name]) => `not exercised: ${name}`),
        ...keys.filter((key) => named(key).length === 0).map((key) => `left out, not documented: ${key}`),
        ...keys
          .filter((key) => named(key).some(([, done]) => done))
          .map((key) => `left out, exercised: ${key}`),
        ...keys
          .filter((key) => !isExplained(vendor, key))
          .map((key) => `not in docs/dialect-fields.md: ${key}`),
      ];
      const count = (some: Map<string, boolean>): string => {
        const names = [...some].filter(([name]) => !out.has(name));
        return `${names.filter(([, done]) => done).length} of ${names.length}`;
      };
      const { sent } = wanted;
      print(
        `conformance ${vendor}: ${checks} checks, sent ${count(sent)} fields, seen ${count(seen)} answer fields, ` +
          `${count(wanted.operations)} operations; ${out.size} left out with a reason`,
      );
      assert.ok(faults.length === 0, `${faults.length} of ${vendor}'s document:\n${faults.join('\n')}`);
    },
  };
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function root(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}
