// The walls of the house, looked at in the sources: without the condition `source`, `#slo` would lead into dist.
module.exports = {
  extends: '../.dependency-cruiser.cjs',
  options: {
    enhancedResolveOptions: {
      conditionNames: ['leitstand-source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
