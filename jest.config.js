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
  moduleNameMapper: { '^cdk8s-twelve-factor$': '<rootDir>/lib', '^cdk8s-twelve-factor/(\\w+)$': '<rootDir>/lib/$1' },
  // Types are checked once, by `npm run lint`; here each file is only transpiled.
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json' }] },
};
