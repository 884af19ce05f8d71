import { appFileCodes } from './app-file-codes';
import { bundleCodes } from './bundle-codes';
import { commandCodes } from './command-codes';
import { configCodes } from './config-codes';
import { forgeCodes } from './forge-codes';
import { gitCodes } from './git-codes';
import { hostCodes } from './host-codes';
import { objectCodes } from './object-codes';
import { platformCodes } from './platform-codes';
import { podCodes } from './pod-codes';
import { referenceCodes } from './reference-codes';
import { releaseCodes } from './release-codes';
import { repositoryCodes } from './repository-codes';
import { rolloutCodes } from './rollout-codes';
import { schemaCodes } from './schema-codes';
import { serviceCodes } from './service-codes';
import { synthesisCodes } from './synthesis-codes';
import { testingCodes } from './testing-codes';
import { trafficCodes } from './traffic-codes';
import { yamlCodes } from './yaml-codes';

/** What `docs/errors.md` says of a code. */
export interface ErrorPage {
  /** What is wrong, as a sentence. */
  readonly title: string;
  /** Why it is an error and what to do, in one or two sentences. */
  readonly remedy: string;
}

/** Every code that this library can tell, with its page. A code, once published, keeps its meaning. */
export const errorCodes = {
  ...platformCodes,
  ...configCodes,
  ...serviceCodes,
  ...rolloutCodes,
  ...trafficCodes,
  ...synthesisCodes,
  ...bundleCodes,
  ...releaseCodes,
  ...repositoryCodes,
  ...gitCodes,
  ...forgeCodes,
  ...hostCodes,
  ...commandCodes,
  ...referenceCodes,
  ...podCodes,
  ...testingCodes,
  ...schemaCodes,
  ...yamlCodes,
  ...objectCodes,
  ...appFileCodes,
} as const satisfies Record<string, ErrorPage>;

/** `TF` and four digits. */
export type ErrorCode = keyof typeof errorCodes;

/** What a problem is told with: a code of this library, or of a rule that a platform team added. */
export type RuleCode = ErrorCode | (string & {});
