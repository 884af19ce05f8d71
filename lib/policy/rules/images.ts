import { containerRule } from '../define-rule';
import type { Rule } from '../rule';

const DIGEST = /@sha256:[0-9a-f]{64}$/;

/** Tags that are moved from build to build. */
const MOVING = ['latest', 'stable', 'edge', 'nightly', 'main', 'master', 'dev', 'develop'];

/** What a pod runs: the same at every start, and from where it is meant to be. */
export const images: readonly Rule[] = [
  containerRule(
    {
      code: 'TF3101',
      severity: 'warning',
      remedy: "give the build's own tag or its digest",
      asked: [
        'kube-score container-image-tag',
        'kube-linter latest-tag',
        'Polaris tagNotSpecified',
        'Trivy KSV-0013',
        'Checkov CKV_K8S_14',
      ],
    },
    (container, tell) => {
      const image = container.at('image');
      const reference = image.text;
      if (reference === undefined || DIGEST.test(reference)) return;
      // A port of the registry is no tag.
      const tag = /:([^/:@]*)$/.exec(reference)?.[1];
      if (!tag) {
        tell(image, `${reference} has no tag, so it is "latest" of whatever day it is`);
      } else if (MOVING.includes(tag)) {
        tell(image, `the tag of ${reference} can move`);
      }
    },
  ),
];
