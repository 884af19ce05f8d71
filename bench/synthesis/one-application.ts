import { applicationOf } from './this-library';

// An app file as its users have it, compiled.

applicationOf('app-0', process.argv[2]).synth();
