/**
 * The layers, held by a machine: each layer may import only itself and what is listed. docs/ARCHITECTURE.md
 * explains the layers, `npm run check` proves them, and test/unit/house/layers.test.ts sees each rule refuse a breach. A rule's
 * comment is printed with every breach: it says what to do instead.
 */
const engine = (folder) => `electron/engine/${folder}/`;

/** layer → the other layers it may import. Paths are prefixes. */
const layers = {
  'electron/base/': [],
  'electron/contract/': [],
  // Who writes a log is handed the port of base/; only whoever starts a process knows what is behind it.
  'electron/logging/': ['electron/base/'],
  'electron/account/': ['electron/base/', 'electron/contract/'],
  // The facade; the folders below have rules of their own.
  'electron/engine/': ['electron/base/', 'electron/contract/'],
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
  // A run knows the interfaces of a source and its policy, never Google.
  [engine('backup')]: [
    'electron/base/',
    'electron/contract/',
    engine('catalog'),
    engine('destination'),
    engine('media'),
    'electron/engine/sources/source.ts',
    'electron/engine/sources/source-policy.ts',
  ],
  // Sends stored photos back: it knows Google, the catalog and the folder, and no run.
  [engine('restore')]: [
    'electron/base/',
    'electron/contract/',
    engine('google'),
    engine('catalog'),
    engine('destination'),
    engine('media'),
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
    engine('restore'),
  ],
  // When what is due: for the app and for the daemon of the command line.
  'electron/schedule/': ['electron/base/', 'electron/contract/'],
  'electron/cli/': [
    'electron/base/',
    'electron/logging/',
    'electron/contract/',
    'electron/account/',
    'electron/schedule/',
    'electron/engine/engine.ts',
  ],
  // The decoder's process has no engine in it, but its pool alone.
  'electron/main/': [
    'electron/base/',
    'electron/logging/',
    'electron/contract/',
    'electron/account/',
    'electron/schedule/',
    'electron/engine/engine.ts',
    'electron/engine/media/decoding/decoder-pool.ts',
  ],
  'electron/preload/': ['electron/contract/'],
  'renderer/': ['electron/contract/'],
};

const escaped = (prefix) => prefix.replaceAll('.', '\\.');

const layerRules = Object.entries(layers).map(([layer, below]) => ({
  name: `layer-${layer.replaceAll('/', '-').replace(/-$/, '')}`,
  comment:
    `${layer} may import only ${['itself', ...below].join(', ')}. What two layers share belongs into electron/base/ ` +
    '(plain Node) or electron/contract/ (models, problems, settings); anything else is passed in by whoever builds it.',
  severity: 'error',
  from: { path: `^${escaped(layer)}` },
  to: {
    path: '^(electron|renderer|build|test)/',
    pathNot: [layer, ...below].map((prefix) => `^${escaped(prefix)}`),
  },
}));

export default {
  forbidden: [
    ...layerRules,
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one, or share a third: move what both need into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'contract-is-pure',
      comment: 'What crosses a process border does no I/O: zod, and what reads ICU messages, are all it needs.',
      severity: 'error',
      from: { path: '^electron/contract/' },
      to: { pathNot: ['^electron/contract/', '^node_modules/(zod|intl-messageformat|@formatjs)/'] },
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
      comment:
        "Everything outside electron/main and electron/preload runs without Electron: have the shell pass in what it's needed for.",
      severity: 'error',
      from: { pathNot: '^(electron/(main|preload)/|test/)' },
      to: { path: '^(node_modules/electron/|electron$)' },
    },
    {
      name: 'the-page-has-no-node',
      comment: 'The page is sandboxed and has no Node: ask main for it by a verb of electron/contract/ipc.ts.',
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
          '^electron/contract/(problem-codes\\.ts$|languages\\.ts$|problems/)',
        ],
      },
    },
    {
      name: 'one-user-of-the-bridge',
      comment:
        'Only the root of the page takes the api from the window; everything else gets it from its context (useApi). ' +
        'test/unit/house/bridge.test.ts holds the same for window.afterimage itself.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/app/Root\\.tsx$' },
      to: { path: '^renderer/api/window-api\\.ts$' },
    },
    {
      name: 'store-knows-no-screen',
      comment: 'The store reduces events, and is tested without a page: hand it values; let the screens read from it.',
      severity: 'error',
      from: { path: '^renderer/store/' },
      to: { path: '^renderer/(features|components|app)/' },
    },
    {
      name: 'design-system-knows-no-feature',
      comment:
        'Components take props and know nothing of Afterimage: move what knows a feature into renderer/features/.',
      severity: 'error',
      from: { path: '^renderer/components/' },
      to: { path: '^renderer/(features|store|api|app)/' },
    },
    {
      name: 'product-needs-no-dev-dependency',
      comment:
        'What the product imports must be installed with it: list the package under dependencies, with its reason in docs/DEPENDENCIES.md.',
      severity: 'error',
      from: { path: '^(electron|renderer)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/electron/' },
    },
    {
      name: 'product-needs-no-test-code',
      comment:
        'Neither tests nor build scripts are shipped: move what both need into electron/, and import it from there.',
      severity: 'error',
      from: { path: '^(electron|renderer)/' },
      to: { path: '^(test|build)/' },
    },
    {
      name: 'nothing-unresolved',
      comment:
        'No such file or package: correct the path (with its ending, .ts or .tsx), or add the package to package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'types', 'default'] },
  },
};
