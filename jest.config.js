const { compilerOptions } = require('./tsconfig.json');

// What is loaded by `import()`: Jest runs no ES modules without a flag of Node.js, so it gets CommonJS of them.
const ES_MODULES = ['@octokit', 'before-after-hook', 'content-type', 'json-with-bigint', 'universal-user-agent'];
const commonJs = { ...compilerOptions, module: 'commonjs', moduleResolution: 'bundler' };

// No test cuts the power, so git need not wait for the disk.
process.env.GIT_TEST_FSYNC ??= '0';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Most of them wait for other programs.
  maxWorkers: '100%',
  // Tests drive git and other programs; how long those take says nothing of what is right.
  testTimeout: 120_000,
  // Compiled copies, that tests start as programs.
  modulePathIgnorePatterns: ['<rootDir>/.cache', '<rootDir>/build'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  moduleNameMapper: {
    '^cdk8s-twelve-factor$': '<rootDir>/lib',
    '^cdk8s-twelve-factor/(\\w+)$': '<rootDir>/lib/$1',
    '^fast-check$': '<rootDir>/test/support/fast-check.ts',
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${ES_MODULES.join('|')})/)`],
  transform: {
    // Types are checked once, by `npm run lint`; here each file is only transpiled.
    '^.+\\.ts$': ['ts-jest', { tsconfig: commonJs }],
    '/node_modules/.+\\.js$': ['ts-jest', { tsconfig: { ...commonJs, allowJs: true }, diagnostics: false }],
  },
};
