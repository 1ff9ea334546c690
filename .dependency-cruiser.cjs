/**
 * The arrows of the tree: domain <- exports, ports <- workflows <- functions <- infra/local; adapters import ports and
 * domain; infra/cloud imports shared/names.ts alone. `npm run arrows` also plants a violation, so that a checker that
 * reads nothing cannot pass.
 */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(shared|functions|infra|test)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    only('names-import-nothing', '^shared/names\\.ts$', '^$'),
    only('domain-is-pure', '^shared/domain/', '^shared/domain/'),
    only('ports-know-the-domain', '^shared/ports/', '^shared/(names\\.ts|domain/|ports/)'),
    only('exports-know-the-domain', '^shared/exports/', '^shared/(domain|ports|exports)/'),
    only('rendering-knows-the-domain', '^shared/render/', '^shared/(domain|render)/'),
    only('workflows-know-no-home', '^shared/workflows/', '^shared/(domain|ports|exports|render|workflows)/'),
    only('adapters-serve-ports', '^shared/adapters/', '^shared/(names\\.ts|domain/|ports/|adapters/)'),
    only('functions-know-no-home', '^functions/', '^(shared/|functions/)'),
    only('cloud-knows-names-alone', '^infra/cloud/', '^(infra/cloud/|shared/names\\.ts)'),
    only('nothing-imports-tests', '^(shared|functions|infra)/', '^(shared|functions|infra)/'),
    {
      name: 'domain-needs-no-machine',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev'],
        pathNot: '^(crypto$|node_modules/temporal-polyfill/)',
      },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
