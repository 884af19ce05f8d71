/** TF26xx: app files, as `twelve synth` runs them. */
export const appFileCodes = {
  TF2601: {
    title: 'There is no app file',
    remedy:
      'App files are the programs in `apps/`, other than `index`, `platform` and tests. Run it in the folder of the project, or give `--apps`.',
  },
  TF2602: {
    title: 'No app file makes the application',
    remedy:
      'Give the name of an application, or an app file. Names are those in `new Application(...)`, or of app files without their ending.',
  },
  TF2603: {
    title: 'An app file, or something that it imports, is no valid program',
    remedy: 'The message names file, line and column. An editor shows it too.',
  },
  TF2604: {
    title: 'An app file fails',
    remedy:
      'It, or something that it calls, threw an error or left a promise rejected. The message says where in your own code, the innermost place first.',
  },
  TF2605: {
    title: 'Two applications have one name',
    remedy: 'They would overwrite each other: nothing of them is written. Give each a name of its own.',
  },
  TF2606: {
    title: 'An app file makes no application',
    remedy: 'It needs `new Application(...)` and, at its end, `.synth()`: without that, nothing is rendered.',
  },
  TF2607: {
    title: 'An app file ends the process',
    remedy:
      'Others run in the same process, so `process.exit()` and `process.exitCode` are taken as a failure of the app file. Throw an error instead.',
  },
  TF2608: {
    title: 'App files use another copy of cdk8s-twelve-factor',
    remedy:
      'What they make would be unknown to this one. Run the `twelve` that is installed in the project: `npx twelve synth`.',
  },
  TF2609: {
    title: 'An app file never ends',
    remedy: 'Its top-level `await` waits for something that nothing will ever settle.',
  },
  TF2610: {
    title: 'Types are wrong',
    remedy: 'The compiler of your project says where. The files are written all the same: types change no YAML.',
  },
  TF2611: {
    title: 'There is no compiler to check types with',
    remedy: 'Run `npm install --save-dev typescript` in the project, or leave out `--check`.',
  },
  TF2612: {
    title: 'Files cannot be watched',
    remedy:
      'The system allows no more watches: on Linux raise `fs.inotify.max_user_watches` and `fs.inotify.max_user_instances`.',
  },
} as const;
