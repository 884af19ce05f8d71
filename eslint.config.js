const tseslint = require('typescript-eslint');

module.exports = tseslint.config(
  { ignores: ['.cache/', 'build/', 'coverage/', 'dist/', 'node_modules/', 'lib/imports/', 'scripts/*.js', '*.js'] },
  ...tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } } },
  {
    files: ['lib/**/*.ts'],
    rules: {
      // Arrows between folders run one way.
      'no-restricted-imports': ['error', { patterns: ['cdk8s-plus-27', 'cdk8s-plus-27/*'] }],
    },
  },
  { files: ['lib/manifest/k8s.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['apps/index.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
