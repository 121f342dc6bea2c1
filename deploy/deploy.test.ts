/** What can be known of these files without the programs that read them: they parse, and what they name is there. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { SETTINGS } from '#config';

const ROOT = join(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
const variables = new Set(Object.values(SETTINGS).map(({ variable }) => variable as string));

/** Instructions with their continued lines joined. */
const instructions = read('Dockerfile')
  .replaceAll(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, name, rest] = /^([A-Z]+) (.+)$/.exec(line) ?? assert.fail(`no instruction: ${line}`);
    return { name: name!, rest: rest! };
  });

test('Dockerfile: known instructions, stages that exist, every source there', () => {
  const stages: string[] = [];
  for (const { name, rest } of instructions) {
    assert.match(
      name,
      /^(FROM|RUN|COPY|WORKDIR|ENV|USER|VOLUME|EXPOSE|HEALTHCHECK|STOPSIGNAL|ENTRYPOINT|CMD)$/,
    );
    if (name === 'FROM') stages.push(/ AS (\w+)$/.exec(rest)?.[1] ?? '');
    if (name !== 'COPY') continue;
    const [, stage, paths] = /^(?:--from=(\w+) )?(.+)$/.exec(rest)!;
    const sources = paths!.split(' ').slice(0, -1);
    if (stage) assert.ok(stages.includes(stage), stage);
    else for (const source of sources) assert.ok(existsSync(join(ROOT, source)), source);
  }
});

const last = (name: string): string => instructions.findLast((one) => one.name === name)!.rest;

test('Dockerfile: nobody is root, children are reaped, data are a volume, JSON forms are JSON', () => {
  assert.equal(last('USER'), 'parley');
  assert.equal(JSON.parse(last('ENTRYPOINT'))[0], 'tini');
  assert.deepEqual(JSON.parse(last('CMD')), ['serve']);
  assert.match(last('HEALTHCHECK'), /\/readyz/);
  assert.ok(Array.isArray(JSON.parse(/\[.*\]$/.exec(last('HEALTHCHECK'))![0])));
  for (const [, variable] of last('ENV').matchAll(/(PARLEY_\w+)=/g))
    assert.ok(variables.has(variable!), variable);
});

test('compose.yaml: services, volumes and settings that exist', () => {
  const { services, volumes } = parse(read('compose.yaml'));
  assert.deepEqual(Object.keys(services), ['database', 'parley']);
  for (const service of Object.values<{ volumes: string[] }>(services))
    for (const volume of service.volumes) assert.ok(Object.hasOwn(volumes, volume.split(':')[0]!), volume);
  for (const name of Object.keys(services.parley.environment)) assert.ok(variables.has(name), name);
  assert.ok(existsSync(join(ROOT, services.parley.build.dockerfile)));
});

test('parley.service: its settings exist, and stopping waits for the drain', () => {
  const unit = read('parley.service');
  for (const [, name] of unit.matchAll(/^Environment=(\w+)=/gm)) assert.ok(variables.has(name!), name);
  const drain = Number.parseInt(SETTINGS.drain.fallback!, 10);
  assert.ok(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)![1]) > drain);
});
