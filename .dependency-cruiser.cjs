const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The packages, from the ground up, with what each may import. Nothing else is allowed, and the tests of
 * a package may also use packages further down this list than its own.
 */
const MAY_IMPORT = {
  protocol: [],
  events: ['protocol'],
  storage: ['protocol', 'events'],
  llm: ['protocol'],
  agent: ['protocol', 'events', 'llm'],
  runtime: ['protocol', 'events'],
  server: ['protocol', 'events', 'storage', 'llm', 'agent', 'runtime'],
  client: ['protocol'],
  web: ['protocol', 'client'],
  cli: ['protocol', 'events', 'storage', 'llm', 'agent', 'runtime', 'server', 'client'],
};
const WITHOUT_NODE = ['protocol', 'client', 'web'];
const TEST = '[.]test[.]tsx?$|^packages/[^/]+/(test|bench)/|/fixtures/';
/** How the web client is built: no part of what runs. */
const BUILDING = '^packages/web/(build/|[^/]+[.]config[.]ts$)';

const names = readdirSync(join(__dirname, 'packages'));
const order = Object.keys(MAY_IMPORT);
const unlisted = names.filter((name) => !order.includes(name));
if (unlisted.length > 0) throw new Error(`packages without a place in MAY_IMPORT: ${unlisted.join(', ')}`);

/** The files that the `exports` of a package name: its only doors. */
function doors(name) {
  const { exports } = JSON.parse(readFileSync(join(__dirname, 'packages', name, 'package.json'), 'utf8'));
  return Object.values(exports ?? {}).map((file) => `packages/${name}/${file.replace(/^[.]\//, '')}`);
}

const escape = (path) => path.replaceAll('.', '[.]');

function direction(name, allowed, test) {
  const permitted = [name, ...allowed].join('|');
  const from = { path: `^packages/${name}/` };
  from[test ? 'path' : 'pathNot'] = test ? [`^packages/${name}/.*(${TEST})`] : [TEST];
  return {
    name: `${name}${test ? '-tests' : ''}-imports-downwards`,
    comment: `${name} may import ${allowed.length === 0 ? 'no other package' : allowed.join(', ')}`,
    severity: 'error',
    from,
    to: { path: '^packages/', pathNot: `^packages/(${permitted})/` },
  };
}

const directions = names.flatMap((name) => {
  const below = order.slice(0, order.indexOf(name));
  return [
    direction(name, MAY_IMPORT[name], false),
    direction(name, [...new Set([...MAY_IMPORT[name], ...below])], true),
  ];
});

const allDoors = names.flatMap(doors).map(escape);

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'through-the-door',
      comment: 'another package is imported by its name, through what its exports name',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: ['^packages/$1/', ...allDoors.map((door) => `^${door}$`)] },
    },
    {
      name: 'through-the-door-from-outside',
      comment: 'tests and measurements use what a package exports',
      severity: 'error',
      from: { path: '^(test|bench)/' },
      to: { path: '^packages/', pathNot: allDoors.map((door) => `^${door}$`) },
    },
    {
      name: 'by-name',
      comment: 'a relative path does not lead into another package',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'source-knows-no-tests',
      comment: 'only tests import tests and what supports them',
      severity: 'error',
      from: { path: '^packages/', pathNot: TEST },
      to: { path: ['^(test|bench|scripts)/', TEST] },
    },
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'it has to exist',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'the package.json beside it names the dependency; tests may use those of the workspace',
      severity: 'error',
      from: { path: '^packages/', pathNot: [TEST, BUILDING] },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev', 'undetermined'],
        pathNot: '^packages/',
      },
    },
    {
      name: 'no-node-where-browsers-go',
      comment: `${WITHOUT_NODE.join(', ')} also run in a browser`,
      severity: 'error',
      from: { path: `^packages/(${WITHOUT_NODE.join('|')})/src/`, pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: ['^dist/', '^coverage/', '^packages/[^/]+/(dist|coverage)/', '^scripts/build/launcher/'],
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    moduleSystems: ['es6'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
