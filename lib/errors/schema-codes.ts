/** TF33xx: objects as the schemas of Kubernetes and of its extensions want them. */
export const schemaCodes = {
  TF3301: {
    title: 'A field is unknown',
    remedy:
      'The API server would refuse it, or drop it without a word. Correct its name or its indentation; the message says which field may be meant, or which Kubernetes has it.',
  },
  TF3302: {
    title: 'A value has the wrong type',
    remedy:
      'Write text in quotes where it reads as something else (`"true"`, `"8080"`), and numbers and booleans without quotes.',
  },
  TF3303: {
    title: 'A field is missing',
    remedy: 'The kind cannot be without it: add the field that the message names.',
  },
  TF3304: {
    title: 'A value is none of those allowed',
    remedy: 'Upper and lower case count. The message lists what is allowed.',
  },
  TF3305: {
    title: 'A text has the wrong form',
    remedy:
      'Quantities, times, base64, names and labels each have a grammar that the API server checks. The message says which.',
  },
  TF3306: {
    title: 'A value breaks a rule of its definition',
    remedy: 'The definition of the custom resource bounds the value, as the message says.',
  },
  TF3307: {
    title: 'A field holds nothing',
    remedy:
      'A key without a value is null, and the API server takes the field as left out. Leave it out, or give it the value that is meant.',
  },
  TF3308: {
    title: 'An object cannot have this name',
    remedy: 'Most names are DNS names in lower case; some kinds are stricter. The message says what is allowed.',
  },
  TF3310: {
    title: 'It is not a Kubernetes object',
    remedy: 'An object has `apiVersion`, `kind` and `metadata`. Keep other YAML elsewhere.',
  },
  TF3311: {
    title: 'A version of an API is gone',
    remedy:
      'The cluster does not know it any more, and nothing would be created. Use the version that the message names; fields may have moved.',
  },
  TF3312: {
    title: 'A version of an API is deprecated',
    remedy: 'It will go with a later Kubernetes. The message names what is there instead.',
  },
  TF3313: {
    title: 'A version of an API is not there yet',
    remedy: 'The cluster is older than this version of the API. Use an older version, or upgrade the cluster first.',
  },
  TF3314: {
    title: 'A kind is unknown',
    remedy:
      'Its group belongs to Kubernetes, or is defined here, and has no such kind in this version. Mind the spelling.',
  },
  TF3315: {
    title: 'A kind cannot be validated',
    remedy:
      'It is of a custom resource whose definition is not at hand. Give a folder with its CustomResourceDefinition.',
  },
  TF3321: {
    title: 'A definition of a custom resource cannot be used',
    remedy:
      'Give files of CustomResourceDefinitions in `apiextensions.k8s.io/v1`, as their projects publish them, each version with its schema.',
  },
  TF3322: {
    title: 'There is no definition of a custom resource',
    remedy:
      'What is named has no CustomResourceDefinition, so it would say nothing of any kind. Name the file or the folder that has them, or leave it out.',
  },
  TF3330: {
    title: 'The cluster refuses an object',
    remedy: 'The message is the cluster’s own, as kubectl tells it: see there. Nothing was changed.',
  },
  TF3331: {
    title: 'The command kubectl cannot be run',
    remedy: 'Install it and configure it for a cluster, or leave `--server` out: schemas and rules need no cluster.',
  },
} as const;
