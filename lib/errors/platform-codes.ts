/** TF10xx: names, images, environments, ports. */
export const platformCodes = {
  TF1001: {
    title: 'A name is not a DNS label',
    remedy:
      'Names of applications, environments, services and namespaces become names of Kubernetes objects: lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit.',
  },
  TF1002: {
    title: 'A name is too long',
    remedy:
      'Objects are named `<application>-<service>`, at most 63 characters (a CronJob 52, because it names Jobs). Names are never cut: give a shorter application or service name.',
  },
  TF1003: {
    title: 'An image or registry is not a valid reference',
    remedy: 'Give `registry/name:tag` or `registry/name@sha256:<64 hexadecimal digits>`, the name in lower case.',
  },
  TF1004: {
    title: 'An image is not named for good',
    remedy:
      "In a protected environment a tag that can move (`latest`, `stable`, `master`, none, ...) would let two pods of one release run different builds. Give the build's own tag or its digest. A sidecar names its own everywhere.",
  },
  TF1005: {
    title: 'A name is used twice',
    remedy: 'Two services of an application share its name space: give each a name of its own.',
  },
  TF1006: {
    title: 'An environment is not well defined',
    remedy:
      'A platform has one environment at least; its name is a DNS label other than `default`, its branch a git branch name.',
  },
  TF1007: {
    title: 'The version is missing or cannot be used, or the build cannot',
    remedy:
      'The version is a label, and the tag of the images where no build is given: letters, digits, dots, hyphens and underscores, at most 63. Set the variable VERSION in the pipeline, or give `version` to the application. A build is a tag of at most 128 such characters, or a digest, by the variable BUILD or by `build`.',
  },
  TF1008: {
    title: 'The owner cannot be a label',
    remedy: 'Use letters, digits, dots, hyphens and underscores, at most 63, as in `team-lulu`.',
  },
  TF1009: {
    title: 'A domain is missing or malformed',
    remedy: 'Give the environment a `domain` such as `staging.example.com`: `env.domain` needs it.',
  },
  TF1010: {
    title: 'A choice names an unknown environment, or leaves one out',
    remedy: 'Name environments of the platform, all of them or some and a `default`.',
  },
  TF1011: {
    title: 'The Kubernetes version is not supported',
    remedy: "Give the cluster's minor as a string, `'1.27'` or newer.",
  },
  TF1012: {
    title: 'A number is not a port',
    remedy: 'Give a whole number from 1 to 65535.',
  },
  TF1013: {
    title: 'A name is not a port name',
    remedy: 'Use at most 15 lower-case letters, digits and single hyphens, one letter at least.',
  },
  TF1014: {
    title: 'A port needs root',
    remedy: "Ports below 1024 are root's. Let the process listen on a higher one; its Service may still offer 80.",
  },
  TF1015: {
    title: 'A port is used twice in a pod',
    remedy: 'The containers of a pod share its ports: give each a number and a name of its own.',
  },
  TF1017: {
    title: 'A prop is not what it has to be',
    remedy: 'The message shows how it is written. TypeScript tells it while you type.',
  },
  TF1016: {
    title: 'A platform names something that no cluster can have',
    remedy:
      'Secrets, priority classes and ingress classes are called by DNS names, namespaces by DNS labels, in lower case.',
  },
  TF1020: {
    title: 'There is no such prop',
    remedy:
      'The message says which one may be meant. What nobody knows would be ignored, so a service takes the props that it has and no other: a class or a function that adds props of its own takes them out, `const { team, ...rest } = props`.',
  },
  TF1018: {
    title: 'A rule is not well defined, or not one that there is',
    remedy:
      'Rules of your own have a code that no other rule has, such as `ACME-OWNER`. Severities are `error`, `warning`, `note` and `off`, each for an environment of the platform or as `default`.',
  },
  TF1019: {
    title: 'A platform adds a label or annotation that it cannot',
    remedy:
      'Its key or value is none that Kubernetes takes, or this library says itself what it holds: `app.kubernetes.io/...`, `twelve-factor/...`, `env`, `owner`, and the Pod Security level of a namespace, which is what its pods need. Its version may be pinned.',
  },
} as const;
