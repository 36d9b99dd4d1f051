/**
 * The floor plan, held by a machine: each floor may import only itself and what is listed. docs/ARCHITECTURE.md
 * explains the floors; `npm run check:layers` proves them.
 */
const engine = (folder) => `electron/engine/${folder}/`;

/** floor → the other floors it may stand on. Paths are prefixes. */
const floors = {
  'electron/base/': [],
  'electron/contract/': [],
  'electron/account/': ['electron/base/', 'electron/contract/'],
  [engine('google')]: ['electron/base/', 'electron/contract/'],
  [engine('catalog')]: ['electron/base/', 'electron/contract/'],
  [engine('destination')]: ['electron/base/', 'electron/contract/'],
  [engine('media')]: ['electron/base/', 'electron/contract/'],
  [engine('sources')]: [
    'electron/base/',
    'electron/contract/',
    engine('google'),
    engine('catalog'),
    engine('destination'),
    engine('media'),
  ],
  // A run knows the Source interface, never Google.
  [engine('backup')]: [
    'electron/base/',
    'electron/contract/',
    engine('catalog'),
    engine('destination'),
    engine('media'),
    'electron/engine/sources/source.ts',
  ],
  // One job each, for the facade alone.
  [engine('runs')]: [
    'electron/base/',
    'electron/contract/',
    engine('google'),
    engine('catalog'),
    engine('destination'),
    engine('media'),
    engine('sources'),
    engine('backup'),
  ],
  'electron/cli/': ['electron/base/', 'electron/contract/', 'electron/account/', 'electron/engine/engine.ts'],
  // The decoder's process has no engine in it, but its pool alone.
  'electron/main/': [
    'electron/base/',
    'electron/contract/',
    'electron/account/',
    'electron/engine/engine.ts',
    'electron/engine/media/decoding/decoder-pool.ts',
  ],
  'electron/preload/': ['electron/contract/'],
  'renderer/': ['electron/contract/'],
};

const escaped = (prefix) => prefix.replaceAll('.', '\\.');

const floorRules = Object.entries(floors).map(([floor, below]) => ({
  name: `floor-${floor.replaceAll('/', '-').replace(/-$/, '')}`,
  comment: `${floor} may import only itself${below.length === 0 ? '' : `, ${below.join(', ')}`}`,
  severity: 'error',
  from: { path: `^${escaped(floor)}` },
  to: {
    path: '^(electron|renderer|test)/',
    pathNot: [floor, ...below].map((prefix) => `^${escaped(prefix)}`),
  },
}));

export default {
  forbidden: [
    ...floorRules,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contract-is-pure',
      comment: 'What crosses a process border does no I/O: zod is all it needs.',
      severity: 'error',
      from: { path: '^electron/contract/' },
      to: { pathNot: ['^electron/contract/', '^node_modules/zod'] },
    },
    {
      name: 'base-is-plain-node',
      comment: 'What lies below everything knows Node and the HTTP client, nothing of Afterimage or Electron.',
      severity: 'error',
      from: { path: '^electron/base/' },
      to: { pathNot: ['^electron/base/', '^node_modules/undici'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'only-the-shell-imports-electron',
      severity: 'error',
      from: { pathNot: '^(electron/(main|preload)/|test/)' },
      to: { path: '^(node_modules/electron/|electron$)' },
    },
    {
      name: 'the-page-has-no-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'start-failures-need-nothing',
      comment: 'What tells that the page cannot start is loaded before the page, and must not fail with it.',
      severity: 'error',
      from: { path: '^renderer/(main\\.ts$|start-failure/)' },
      to: {
        dynamic: false,
        pathNot: [
          '^renderer/start-failure/',
          '^renderer/app/[^/]+\\.css$',
          '^electron/contract/problem-(codes|texts)\\.ts$',
        ],
      },
    },
    {
      name: 'one-user-of-the-bridge',
      comment: 'Only renderer/api touches window.afterimage; features and the store go through it.',
      severity: 'error',
      from: { path: '^renderer/store/' },
      to: { path: '^renderer/(features|components|app)/' },
    },
    {
      name: 'design-system-knows-no-feature',
      severity: 'error',
      from: { path: '^renderer/components/' },
      to: { path: '^renderer/(features|store|api|app)/' },
    },
    {
      name: 'product-needs-no-dev-dependency',
      severity: 'error',
      from: { path: '^(electron|renderer)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/electron/' },
    },
    {
      name: 'product-needs-no-test-code',
      severity: 'error',
      from: { path: '^(electron|renderer)/' },
      to: { path: '^test/' },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'types', 'default'] },
  },
};
