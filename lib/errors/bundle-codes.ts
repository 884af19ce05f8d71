/** TF20xx: bundles, as they are read to be released. */
export const bundleCodes = {
  TF2001: {
    title: 'A name cannot be that of an application, an environment or a slot',
    remedy:
      'These names become folders, branches and Kubernetes objects: lower-case letters, digits and hyphens, at most 63, beginning with a letter and ending with a letter or digit. The names of Windows devices (`con`, `nul`, `com1`, ...) can be no file on every machine.',
  },
  TF2002: {
    title: 'There is no folder of bundles',
    remedy: 'Run `npx cdk8s synth`, which writes `dist/`, or name the folder that holds the bundles.',
  },
  TF2003: {
    title: 'The application has no descriptor, or no application has one',
    remedy:
      'A bundle is a folder for each environment and `<application>.json` beside them. Run `npx cdk8s synth`, or name an application or a folder that is there.',
  },
  TF2004: {
    title: 'The descriptor is not what a synthesis writes',
    remedy:
      'The message names the field and what is allowed. Descriptors are not edited by hand: run `npx cdk8s synth` again.',
  },
  TF2005: {
    title: 'The descriptor is of a format that is not known',
    remedy:
      'Another version of cdk8s-twelve-factor wrote it, in another format. Synthesize and release with one version.',
  },
  TF2006: {
    title: 'The descriptor is that of another application',
    remedy: 'Its file name and what is in it disagree. Run `npx cdk8s synth` again.',
  },
  TF2007: {
    title: 'The version of a bundle cannot be used',
    remedy:
      'The version names the release and is a label: letters, digits, dots, hyphens and underscores, at most 63, beginning and ending with a letter or digit.',
  },
  TF2008: {
    title: 'The slots contradict themselves',
    remedy:
      'An environment has two slots of different names. One of them is live, each has its edits in `traffic`, and shares rise from 0. Run `npx cdk8s synth` again.',
  },
  TF2009: {
    title: 'An edit of the traffic leads nowhere, or where no edit may lead',
    remedy:
      'An edit puts one value in the place of another: its file is in the environment, its path ends at a value that is there. What an object is (`apiVersion`, `kind`, its name and namespace) never changes with the traffic.',
  },
  TF2010: {
    title: 'An environment of the descriptor has no files',
    remedy:
      'Its folder is missing or empty, and releasing that would remove everything that runs there. Run `npx cdk8s synth` again.',
  },
  TF2011: {
    title: 'There is a folder that the descriptor does not name',
    remedy: 'It was left by an older synthesis, or put there by hand. Remove it, or run `npx cdk8s synth` again.',
  },
  TF2012: {
    title: 'The files were changed after synthesis',
    remedy:
      'The digest in the descriptor is not that of the files, so they are not what was rendered and reviewed. Change what renders them, and run `npx cdk8s synth` again.',
  },
  TF2013: {
    title: 'Something that is no file of its own is in the bundle',
    remedy:
      'A bundle has plain files, in the folder of the environment or in that of a slot. Links are never followed; pipes, sockets and devices are never opened; other folders are not part of a release. Remove it.',
  },
  TF2014: {
    title: 'A file has a name that no manifest has',
    remedy:
      'Manifests are called `<Kind>.<name>.yaml`: letters, digits, dots, hyphens and underscores, beginning with a letter or digit. What else is in the folder would be committed too: remove it.',
  },
  TF2015: {
    title: 'Two file names differ in case alone',
    remedy:
      'On macOS and Windows they are one file, and a clone there would lose the other. Rename one of the objects.',
  },
  TF2016: {
    title: 'A file or a bundle is too large',
    remedy:
      'A cluster takes no object above 1.5 MiB, and every engine that applies the bundle reads all of it. Split the object, or the application.',
  },
  TF2017: {
    title: 'A file or folder cannot be read',
    remedy: 'See that it is yours to read, and that nothing writes to the folder at the same time.',
  },
  TF2018: {
    title: 'A file is not plain text',
    remedy:
      'Manifests are UTF-8 with LF, without a byte order mark and without control characters. If git rewrote the line ends, say `dist/** -text` in `.gitattributes`. Then run `npx cdk8s synth` again.',
  },
  TF2019: {
    title: 'A file is not one YAML document',
    remedy: 'The message names the line. A file has exactly one document, and that one object.',
  },
  TF2020: {
    title: 'A file uses YAML that is not plain data',
    remedy:
      'Anchors, aliases, merge keys, tags and directives mean different things to different parsers, and let a small file grow without end. Write the values out.',
  },
  TF2021: {
    title: 'A file is nested too deeply or has too many parts',
    remedy: 'No manifest is like that. Split the object, or let the library write it.',
  },
  TF2022: {
    title: 'A key cannot be used',
    remedy:
      'Keys are strings, each once in its object: of two that are alike, parsers take one or the other. A key that reads as a number, boolean or null is quoted. `__proto__` is no key.',
  },
  TF2023: {
    title: 'A file is not a Kubernetes object',
    remedy:
      'An object has `apiVersion` (`v1` or `group/version`), `kind` and `metadata.name`, each of them text; `metadata.namespace` may be left out.',
  },
  TF2024: {
    title: 'A file has a list of objects',
    remedy:
      'Whatever has `items` is taken for a list by everything that applies it. Write one file for each object, so that a release shows what it changes.',
  },
  TF2025: {
    title: 'A Secret with its values would be committed to git',
    remedy:
      'Use `Secrets.existing`, `Secrets.external` or `Secrets.sealed`: they refer to values that are kept elsewhere. If the values are real and were ever pushed, change them.',
  },
  TF2026: {
    title: 'One object is in two files',
    remedy: 'The one that is applied last would win. Give one of them another name or namespace, or remove it.',
  },
} as const;
