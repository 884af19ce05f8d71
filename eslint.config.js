const tseslint = require('typescript-eslint');

module.exports = tseslint.config(
  { ignores: ['.cache/', 'build/', 'coverage/', 'dist/', 'node_modules/', 'lib/imports/', 'scripts/*.js', '*.js'] },
  ...tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } } },
  {
    files: ['lib/**/*.ts'],
    rules: {
      // One file has the Kubernetes API, so that another version of it is a change of that file. What else may import what: test/arrows.test.ts.
      'no-restricted-imports': ['error', { patterns: ['cdk8s-plus-27', 'cdk8s-plus-27/*'] }],
    },
  },
  { files: ['lib/manifest/k8s.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['apps/index.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
