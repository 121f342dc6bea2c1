/**
 * `npm run build`: compiles `src` to ESM in `dist` for `npm pack`. Node strips types only outside `node_modules`,
 * so the package ships JavaScript; `dist/package.json` maps the rooms to their compiled doors.
 */
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CLIENT, compile, compileClient } from './client-build.ts';

/** Files that run beside the code: statements, tables, the script and style of the reference page. */
const ASSETS = ['src/**/*.sql', 'src/**/*.json', 'src/api/ops/reference.{js,css}'];

rmSync('dist', { recursive: true, force: true });
compileClient();
compile('tsconfig.build.json');
cpSync(join(CLIENT, 'dist'), 'dist/client', {
  recursive: true,
  filter: (path) => !path.endsWith('.d.ts'),
});
for (const asset of globSync(ASSETS, { exclude: ['src/**/fixtures/**'] })) {
  const target = join('dist', asset.slice('src/'.length));
  mkdirSync(dirname(target), { recursive: true });
  cpSync(asset, target);
}
const { imports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  imports: Record<string, string | Readonly<Record<string, string>>>;
};
const doors = Object.entries(imports).map(([room, door]) => [
  room,
  (typeof door === 'string' ? door : door['default']!)
    .replace('./src/', './')
    .replace(`./${CLIENT}/src/`, './client/')
    .replace(/\.ts$/, '.js'),
]);
writeFileSync(
  'dist/package.json',
  `${JSON.stringify({ type: 'module', imports: Object.fromEntries(doors) }, null, 2)}\n`,
);
