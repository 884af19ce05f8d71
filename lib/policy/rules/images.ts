import { isMutableTag, tryParseImage } from '../../manifest/image';
import { remembering } from '../../manifest/remember';
import { containerRule } from '../define-rule';
import type { Field } from '../field';
import type { Rule } from '../rule';

/** Registries that get no new images any more. */
const GONE = /^(?:k8s\.gcr\.io|gcr\.io\/google[-_]containers|docker\.io\/bitnamilegacy|bitnamilegacy)\//;
const DIGEST = /@sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$/;
const TAG = /^[\w.:/-]+:([\w.-]+)$/;

/** What a container runs: the same at every start, and from where it is meant to be. */
export const images: readonly Rule[] = [
  containerRule(
    {
      code: 'TF3101',
      severity: 'warning',
      remedy: "give the build's own tag or its digest",
      asked: `kube-score container-image-tag, kube-linter latest-tag, Polaris tagNotSpecified, Trivy KSV-0013, Checkov CKV_K8S_14,
        Datree CONTAINERS_MISSING_IMAGE_VALUE_VERSION`,
    },
    (container, tell) => {
      const { image } = container;
      if (!isMoving(image)) return;
      const tag = tagOf(image);
      tell(
        image,
        tag === undefined
          ? `${image.text} has no tag, so it is "latest" of whatever day it is`
          : `tag ${tag} can move to another build`,
      );
    },
  ),
  containerRule(
    {
      code: 'TF3102',
      severity: 'note',
      remedy: 'give name:tag@sha256:digest where the pipeline knows it',
      asked: 'Checkov CKV_K8S_43, Kubescape C-0306, Datree CONTAINERS_MISSING_IMAGE_VALUE_DIGEST',
    },
    (container, tell) => {
      const { image } = container;
      // A tag that moves is told as what it is.
      const tag = tagOf(image);
      if (tag !== undefined && !isMutableTag(tag) && isReference(image.text ?? '')) {
        tell(image, 'a tag, which whoever may push can give to another build');
      }
    },
  ),
  containerRule(
    {
      code: 'TF3103',
      severity: 'note',
      remedy: 'give imagePullPolicy: Always, or name the image by digest',
      asked: `kube-score container-image-pull-policy, Polaris pullPolicyNotAlways, Checkov CKV_K8S_15, Kubescape C-0075`,
    },
    (container, tell) => {
      const { image } = container;
      const policy = container.at('imagePullPolicy');
      // Kubernetes pulls "latest" at every start unless somebody says otherwise.
      if (policy.value === 'Always' || tagOf(image) === undefined) return;
      if (!policy.isGiven) {
        if (!/:latest$/.test(image.text ?? '')) tell(policy, 'not said, so a node runs what it has of that tag');
      } else if (policy.value === 'IfNotPresent' || policy.value === 'Never') {
        tell(policy, `${policy.value}, so a node runs what it has of that tag`);
      }
    },
  ),
  containerRule(
    {
      code: 'TF3104',
      severity: 'warning',
      remedy: 'take it from where it is kept up now, such as registry.k8s.io, or from your own registry',
      asked: 'Trivy KSV-0125, Kubescape C-0253',
    },
    (container, tell) => {
      const { image } = container;
      if (image.text !== undefined && GONE.test(image.text)) {
        tell(image, 'a registry that is frozen: nothing in it is repaired any more');
      }
    },
  ),
  containerRule(
    {
      code: 'TF3105',
      severity: 'error',
      remedy: 'give registry/name:tag or registry/name@sha256:digest, the name in lower case',
    },
    (container, tell) => {
      const { image } = container;
      if (!image.isGiven || image.value === '') tell(image, 'there is none');
      else if (image.text !== undefined && !isReference(image.text)) tell(image, 'no reference that a node can pull');
    },
  ),
];

/** Whether it may be another build tomorrow: without a tag, or with one that moves. */
function isMoving(image: Field): boolean {
  if (image.text === undefined || !isReference(image.text) || DIGEST.test(image.text)) return false;
  const tag = tagOf(image);
  return tag === undefined || isMutableTag(tag);
}

/** The tag of an image that is named by its tag alone. */
function tagOf({ text }: Field): string | undefined {
  return text === undefined ? undefined : ownTag(text);
}

/** An image is the same in every environment, and reading it takes its time. */
const ownTag = remembering((text): string | undefined =>
  // A port of the registry is no tag.
  DIGEST.test(text) ? undefined : TAG.exec(text)?.[1],
);

/** Other digests than SHA-256 are rare, but can be pulled. */
const isReference = remembering(
  (text): boolean => tryParseImage(text.replace(/@sha512:[0-9a-f]{128}$/, '')) !== undefined,
);
