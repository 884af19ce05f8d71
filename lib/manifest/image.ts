import type { Place } from '../errors';
import { remembering } from './remember';

/** Tags that name another image tomorrow. */
const MUTABLE_TAGS: ReadonlySet<string> = new Set([
  'latest',
  'stable',
  'master',
  'main',
  'trunk',
  'develop',
  'dev',
  'head',
  'edge',
  'nightly',
  'snapshot',
]);

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REGISTRY =
  '(?:localhost|[A-Za-z0-9][-A-Za-z0-9]*(?:\\.[A-Za-z0-9][-A-Za-z0-9]*)+|[A-Za-z0-9][-A-Za-z0-9.]*(?=:\\d))(?::\\d{1,5})?';
/** A name of 255, a tag of 128 and a digest fit. */
const MAX_REFERENCE = 512;
const TAG = '[A-Za-z0-9_][-A-Za-z0-9_.]{0,127}';

const DIGEST = 'sha256:[0-9a-f]{64}';

const WHOLE_TAG = new RegExp(`^${TAG}$`);
const WHOLE_DIGEST = new RegExp(`^${DIGEST}$`);

/** @see https://github.com/distribution/reference */
const REFERENCE = new RegExp(
  `^(?<name>(?:${REGISTRY}/)?${COMPONENT}(?:/${COMPONENT})*)(?::(?<tag>${TAG}))?(?:@(?<digest>${DIGEST}))?$`,
);

/** Parts of an image reference. */
export interface ImageParts {
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** The parts of a reference; nothing of what is none. */
export const tryParseImage = remembering((reference): ImageParts | undefined => {
  // Nobody's is longer, and a pattern takes its time with what is.
  return reference.length > MAX_REFERENCE ? undefined : (REFERENCE.exec(reference)?.groups as ImageParts | undefined);
});

/** Whether a tag is one that is moved from build to build. */
export function isMutableTag(tag: string): boolean {
  return MUTABLE_TAGS.has(tag.toLowerCase());
}

/** Whether a build can be named so: by a tag, or by a digest. */
export function isBuild(name: string): boolean {
  return WHOLE_TAG.test(name) || WHOLE_DIGEST.test(name);
}

/** A reference with the build as its tag or digest, unless it has one. Nothing is checked. */
export function withBuild(reference: string, build: string): string {
  if (/(:[^/]+|@sha256:.+)$/.test(reference)) {
    return reference;
  }
  return `${reference}${build.includes(':') ? '@' : ':'}${build}`;
}

/** What an image reference is checked against. */
export interface ImageRules {
  /** The tag or digest that an image without one takes. */
  readonly build?: string;
  /** Whether a tag that can move is an error. */
  readonly protected: boolean;
}

/**
 * The image as the manifest names it: without tag or digest it takes the application's build.
 *
 * Tells a reference that is none, and a tag that can move where the environment is protected.
 */
export function resolveImage(place: Place, subject: string, image: string, rules: ImageRules): string {
  const parts = typeof image === 'string' ? tryParseImage(image) : undefined;
  if (!parts) {
    place.problem(
      'TF1003',
      subject,
      `${JSON.stringify(image)} is no image reference`,
      'give it as registry/name:tag or registry/name@sha256:digest, the name in lower case',
    );
    return String(image);
  }
  if (parts.digest) {
    return image;
  }
  const tag = parts.tag ?? rules.build;
  if (tag !== undefined && WHOLE_DIGEST.test(tag)) {
    return withBuild(image, tag);
  }
  if (tag !== undefined && !WHOLE_TAG.test(tag)) {
    place.problem(
      'TF1003',
      subject,
      `build ${JSON.stringify(tag)} can't be a tag`,
      'use letters, digits, dots, hyphens and underscores, at most 128',
    );
  }
  if (rules.protected && (tag === undefined || isMutableTag(tag))) {
    place.problem(
      'TF1004',
      subject,
      tag === undefined ? `${image} has no tag` : `tag ${JSON.stringify(tag)} can move to another image`,
      "give the build's own tag or its digest: this environment is protected",
    );
  }
  return tag === undefined ? image : withBuild(image, tag);
}
