/** The arrows between rooms (ARCHITECTURE.md); everything not listed is forbidden, types count. */
const arrows = {
  kernel: [],
  config: ['kernel'],
  audio: ['kernel'],
  models: ['kernel', 'audio'],
  telephony: ['kernel', 'audio', 'models'],
  domain: ['kernel'],
  providers: ['kernel', 'audio', 'models'],
  conversation: ['kernel', 'audio', 'models', 'domain'],
  storage: ['kernel', 'domain'],
  recording: ['kernel', 'audio', 'domain'],
  analysis: ['kernel', 'domain', 'models'],
  knowledge: ['kernel', 'domain', 'models'],
  calling: ['kernel', 'audio', 'domain', 'models', 'telephony', 'conversation', 'recording', 'analysis'],
  webhooks: ['kernel', 'domain', 'models'],
  importing: ['kernel', 'domain', 'models'],
  api: ['kernel', 'audio', 'domain'],
  replay: ['kernel', 'domain', 'conversation'],
  simulation: ['kernel', 'audio', 'models', 'telephony', 'providers'],
  operator: ['kernel'],
  cli: ['kernel', 'config', 'operator'],
};
/** Files that wire rooms together, each for one process or thread. */
const roots =
  '^src/(main|media-thread|[a-z-]+-worker)\\.ts$|^src/main/|^src/simulation/callee-process\\.ts$|^src/cli/(serve|doctor|demo|keys|call|replay|agents|backup|restore)';
const test = '\\.test\\.ts$|/testing\\.ts$';
/** Sockets, and the statement language, only in the rooms named for them. */
const socketRooms =
  '^src/(telephony/sip/transport|telephony/rtp|providers/shared|api|cli|operator|storage|main)(/|\\.ts)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle has no order to read in.',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(arrows).map(([room, allowed]) => ({
      name: `arrows-of-${room}`,
      severity: 'error',
      comment: `${room} may import only: ${allowed.join(', ') || 'nothing of ours'}.`,
      from: { path: `^src/${room}/`, pathNot: [roots, test] },
      to: { path: '^src/', pathNot: [`^src/(${[room, ...allowed].join('|')})/`] },
    })),
    {
      name: 'front-doors-only',
      severity: 'error',
      comment: 'Another room is entered by its index.ts.',
      from: { path: '^src/([^/]+)/', pathNot: test },
      to: { path: '^src/([^/]+)/.+', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'sockets-in-their-rooms',
      severity: 'error',
      comment: 'Sockets live in transport, RTP, shared provider plumbing, the API and the CLI.',
      from: { path: '^src/', pathNot: [socketRooms, test] },
      to: { path: '^(node:)?(net|dgram|tls|http|https|http2)$' },
    },
    {
      name: 'sql-in-storage',
      severity: 'error',
      comment: 'No statement outside storage.',
      from: { path: '^src/', pathNot: ['^src/storage/', test] },
      to: { path: 'node_modules/(pg|kysely)/' },
    },
    {
      name: 'nothing-shipped-imports-a-test',
      severity: 'error',
      comment: 'Tests and their doubles stay out of the product.',
      from: { path: '^src/', pathNot: test },
      to: { path: test },
    },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      comment: 'What is imported is in package.json.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
      extensions: ['.ts', '.js', '.cjs'],
    },
  },
};
