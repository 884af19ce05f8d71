import { autoReleaseTo } from '../policies';
import { ownerOfBundle } from './owner';
import type { Recording } from './record';
import type { Plan, Request } from './request';

/** Records bundles, and puts each on every environment that an `autoRelease` of `twelve.yaml` names for its branch or tag. */
export function planByRules(recordings: readonly Recording[], andSwitch?: boolean): Plan {
  return {
    recordings,
    requestsIn: ({ policies, environments }) =>
      recordings.flatMap((recording) => {
        const { bundle, source } = recording;
        const owner = ownerOfBundle(bundle);
        const subject = { application: bundle.application, ...(owner !== undefined && { owner }) };
        const names = environments.map(({ name }) => name);
        return autoReleaseTo(subject, source, policies, names).map((name) => releaseTo(name, recording, andSwitch));
      }),
  };
}

/** The request that records a bundle and puts it on an environment. */
export function releaseTo(environment: string, recording: Recording, andSwitch?: boolean): Request {
  return { verb: 'release', application: recording.bundle.application, environment, recording, switch: andSwitch };
}
