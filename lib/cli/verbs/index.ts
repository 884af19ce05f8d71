import { addCheck } from './check';
import { addDiff } from './diff';
import { addHistory } from './history';
import { addInitPlatform } from './init-platform';
import { addPin, addUnpin } from './pin';
import { addPolicy } from './policy';
import { addPromote } from './promote';
import { addPrune } from './prune';
import { addPullRequest } from './pull-request';
import { addRelease } from './release';
import { addRollback } from './rollback';
import { addShift } from './shift';
import { addStatus } from './status';
import { addSwitch } from './switch';
import { addSynth } from './synth';
import type { AddVerb } from './verb';
import { addVerify } from './verify';
import { addWhoami } from './whoami';
import { addWhy } from './why';

/** All verbs, in the order of the help. */
export const verbs: readonly AddVerb[] = [
  addSynth,
  addInitPlatform,
  addRelease,
  addPromote,
  addSwitch,
  addShift,
  addRollback,
  addPin,
  addUnpin,
  addStatus,
  addHistory,
  addDiff,
  addWhy,
  addVerify,
  addCheck,
  addPrune,
  addPullRequest,
  addPolicy,
  addWhoami,
];
