/** TF34xx: YAML and JSON that anybody may have written, as it is read to be checked. */
export const yamlCodes = {
  TF3401: {
    title: 'It is not YAML',
    remedy:
      'The message says where it stops being YAML. Often a line is indented too little, or a colon or quote is missing.',
  },
  TF3402: {
    title: 'It is not text',
    remedy:
      'Manifests are text in UTF-8, without control characters. Write other bytes as base64, and characters that cannot be seen as escapes in double quotes.',
  },
  TF3403: {
    title: 'Parsers read a character in different ways',
    remedy:
      'U+0085, U+2028 and U+2029 end a line for some parsers and not for others, and what follows may be hidden: write them as escapes in double quotes. U+FEFF, the byte order mark, is for the start of a file alone: where files are joined, leave it out.',
  },
  TF3404: {
    title: 'A document would not be read',
    remedy:
      'kubectl reads what is before `...` and ignores what comes after: begin each document with a line of `---`.',
  },
  TF3405: {
    title: 'A key is there twice',
    remedy: 'Only one of the two counts, and parsers disagree which. Remove one of them.',
  },
  TF3406: {
    title: 'An alias cannot be followed',
    remedy:
      'An alias stands for what has its anchor, earlier in the same document, and does not contain the alias. All aliases together may stand for 100000 values.',
  },
  TF3407: {
    title: 'A tag or a directive means nothing to Kubernetes',
    remedy: 'Write plain values. Tags other than those of YAML itself are ignored, and directives make kubectl fail.',
  },
  TF3408: {
    title: 'A key cannot be used',
    remedy: 'Keys are text. Put a key in quotes where it reads as something else: `"true"`, `"1"`, `"null"`.',
  },
  TF3409: {
    title: 'A key is read as something else',
    remedy:
      'kubectl reads `y`, `n`, `yes`, `no`, `on` and `off` as true or false, as YAML 1.1 does: put the key in quotes.',
  },
  TF3410: {
    title: 'A value cannot be used',
    remedy:
      'JSON, and so Kubernetes, has no infinite numbers and none that is not a number; a merge key takes mappings.',
  },
  TF3411: {
    title: 'It is too large or too deep',
    remedy:
      'A file of manifests has 4 MiB at most, a document some hundred thousand values, and 200 levels. Split it: the API server takes no object of more than 1.5 MiB.',
  },
  TF3412: {
    title: 'A file cannot be read',
    remedy: 'See that it is there, that it is a regular file and that you may read it.',
  },
  TF3413: {
    title: 'There is nothing to read',
    remedy:
      'Name a file or a folder with files that end in `.yaml`, `.yml` or `.json`; files whose names begin with a dot are left out.',
  },
} as const;
