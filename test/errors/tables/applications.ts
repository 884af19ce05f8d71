import { Size } from 'cdk8s';
import {
  Application,
  type ApplicationProps,
  Cpu,
  Peer,
  Platform,
  type PlatformProps,
  Quota,
  Scaling,
  Worker,
} from '../../../lib';
import { type BadApplication, application, image, platform, untyped, web, worker } from '../support';

const ok = web({});
const named = (name: string) => () => new Application(name, { platform, version: '1.5.0' }, ok);
const versioned = (version: unknown) => () => application(ok, { version: untyped(version) });
const built = (build: unknown) => () => application(ok, { build: untyped(build) });
const owned = (owner: unknown) => () => application(ok, { owner: untyped(owner) });

/** An application of a platform with one mistake in it. */
const on = (props: PlatformProps<string>) => () =>
  new Application('lulu', { platform: new Platform(props), version: '1.5.0' }, ok);
const onStaging = (staging: PlatformProps<string>['environments'][string]) => on({ environments: { staging } });

const quota = (props: ApplicationProps<'staging' | 'production'>['quota']) => () =>
  application(worker({ scaling: Scaling.fixed(4) }), { quota: props });

const LABEL =
  'is not a DNS label; use lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit (TF1001)';
const VERSION =
  "can't be a tag and a label; use letters, digits, dots, hyphens and underscores, at most 63, beginning and ending with a letter or digit (TF1007)";
const BUILD =
  'is no tag and no digest; use letters, digits, dots, hyphens and underscores, at most 128, or sha256: and 64 hexadecimal digits (TF1007)';
const OWNER =
  "can't be a label; use letters, digits, dots, hyphens and underscores, at most 63, beginning and ending with a letter or digit (TF1008)";
const NAMESPACE = 'is not a DNS label of at most 63 characters; correct the namespace rule (TF1001)';
const NAME = 'is no DNS name; use lower-case letters, digits, hyphens and dots, at most 253 characters (TF1016)';
const NO_NAMESPACE = 'is no namespace; use lower-case letters, digits and hyphens, at most 63 characters (TF1016)';
const FULL = 'what the workloads ask for at full scale while a release rolls; give more, or scale less (TF1905)';

export const applications: readonly BadApplication[] = [
  { what: 'a name in upper case', told: `[Lulu] name: "Lulu" ${LABEL}`, make: named('Lulu') },
  { what: 'a name that leads out of its folder', told: `[../x] name: "../x" ${LABEL}`, make: named('../x') },
  { what: 'an empty name', told: `name: "" ${LABEL}`, make: named('') },
  {
    what: 'a name of 64 characters',
    told: `[${'l'.repeat(64)}] name: it has 64 characters; use at most 40, to leave room for the names of services (TF1002)`,
    make: named('l'.repeat(64)),
  },
  {
    what: 'no version',
    told: '[lulu] version: none is given; set VERSION, or give `version` (TF1007)',
    make: versioned(undefined),
  },
  {
    what: 'an empty version',
    told: '[lulu] version: none is given; set VERSION, or give `version` (TF1007)',
    make: versioned(''),
  },
  { what: 'a version with a plus', told: `[lulu] version: "1.5.0+7" ${VERSION}`, make: versioned('1.5.0+7') },
  {
    what: 'a version of 64 characters',
    told: `[lulu] version: "${'1'.repeat(64)}" ${VERSION}`,
    make: versioned('1'.repeat(64)),
  },
  { what: 'a version that is a number', told: `[lulu] version: 15 ${VERSION}`, make: versioned(15) },
  { what: 'a build with a plus', told: `[lulu] build: "1.5.0+7" ${BUILD}`, make: built('1.5.0+7') },
  { what: 'an empty build', told: `[lulu] build: "" ${BUILD}`, make: built('') },
  { what: 'a build that is a number', told: `[lulu] build: 15 ${BUILD}`, make: built(15) },
  {
    what: 'a build that is a part of a digest',
    told: `[lulu] build: "sha256:abc" ${BUILD}`,
    make: built('sha256:abc'),
  },
  { what: 'an owner with a space', told: `[lulu] owner: "team lulu" ${OWNER}`, make: owned('team lulu') },
  { what: 'an empty owner', told: `[lulu] owner: "" ${OWNER}`, make: owned('') },
  {
    what: 'an async function',
    told: ['staging', 'production'].map(
      (env) =>
        `[lulu/${env}] application: its function is async, so what it makes later would be missing; await before, and describe the services synchronously (TF1907)`,
    ),
    make: () => application(untyped(async () => Promise.resolve())),
  },
  {
    what: 'a namespace that is too long when composed',
    told: `[${'l'.repeat(40)}/${'s'.repeat(30)}] namespace: "${'l'.repeat(40)}-${'s'.repeat(30)}" ${NAMESPACE}`,
    make: () => {
      const long = new Platform({ environments: { ['s'.repeat(30)]: {} } });
      return new Application('l'.repeat(40), { platform: long, version: '1' }, ok);
    },
  },
  {
    what: 'a namespace rule that makes no name',
    told: `[lulu/staging] namespace: "lulu_staging" ${NAMESPACE}`,
    make: onStaging({ namespace: (app, env) => `${app}_${env}` }),
  },
  {
    what: 'mistakes in the platform and in the application at once',
    told: [
      `[platform/staging] domain: "https://example.com" is no domain; give it as in staging.example.com (TF1009)`,
      '[lulu] version: none is given; set VERSION, or give `version` (TF1007)',
      `[lulu] owner: "" ${OWNER}`,
    ],
    make: () => {
      const wrong = new Platform({ environments: { staging: { domain: 'https://example.com' } } });
      return new Application('lulu', { platform: wrong, version: '', owner: '' }, ok);
    },
  },
  {
    what: 'a misspelt owner',
    told: '[lulu] ownr: there is no such prop; did you mean owner? (TF1020)',
    make: () => application(ok, untyped({ ownr: 'x' })),
  },
];

export const platforms: readonly BadApplication[] = [
  {
    what: 'a platform without environments',
    told: `[platform] environments: none is given; give one at least, as in { production: { domain: 'example.com', protected: true } } (TF1006)`,
    make: on({ environments: {} }),
  },
  {
    what: 'an environment in upper case',
    told: `[platform/Staging] name: "Staging" ${LABEL}`,
    make: on({ environments: { Staging: {} } }),
  },
  {
    what: 'an environment that is called default',
    told: `[platform/default] name: "default" can't name an environment; use at most 30 characters, and not \`default\`, which env.choose needs (TF1006)`,
    make: on({ environments: { default: {} } }),
  },
  {
    what: 'an environment of 31 characters',
    told: `[platform/${'s'.repeat(31)}] name: "${'s'.repeat(31)}" can't name an environment; use at most 30 characters, and not \`default\`, which env.choose needs (TF1006)`,
    make: on({ environments: { ['s'.repeat(31)]: {} } }),
  },
  ...['a..b', '-rf', 'x.lock', 'refs/', 'a b', '@{', ''].map((branch) => ({
    what: `branch ${JSON.stringify(branch)}`,
    told: `[platform/staging] branch: ${JSON.stringify(branch)} is no branch name; use letters, digits, dots, hyphens and slashes (TF1006)`,
    make: onStaging({ branch }),
  })),
  {
    what: 'a domain that is a number',
    told: '[platform/staging] domain: 5 is no domain; give it as in staging.example.com (TF1009)',
    make: onStaging({ domain: untyped(5) }),
  },
  {
    what: 'a registry with a scheme',
    told: '[platform/staging] registry: "https://registry.example.com" is no registry; give its host and maybe a path, as in registry.example.com/team (TF1003)',
    make: onStaging({ registry: 'https://registry.example.com' }),
  },
  ...[
    [
      'app.kubernetes.io/part-of',
      '"app.kubernetes.io/part-of" is set already, by this library or by Kubernetes; leave it out, or choose another key',
    ],
    ['owner', '"owner" is set already, by this library or by Kubernetes; leave it out, or choose another key'],
    [
      'twelve-factor/slot',
      '"twelve-factor/slot" is set already, by this library or by Kubernetes; leave it out, or choose another key',
    ],
    ['a b', `"a b" is no key; give one as in 'team' or 'example.com/team'`],
  ].flatMap(([key = '', told = '']) =>
    (['monitorLabels', 'namespaceLabels'] as const).map((prop) => ({
      what: `${prop} with ${key}`,
      told: `[platform/staging] ${prop}: ${told} (TF1019)`,
      make: onStaging({ [prop]: { [key]: 'a' } }),
    })),
  ),
  {
    what: 'a Pod Security level that the platform sets',
    told: '[platform/staging] namespaceLabels: "pod-security.kubernetes.io/enforce" is set already, by this library or by Kubernetes; leave it out, or choose another key (TF1019)',
    make: onStaging({ namespaceLabels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }),
  },
  {
    what: 'a label of a namespace that is true',
    told: `[platform/staging] namespaceLabels: "team" can't be true; use letters, digits, dots, hyphens and underscores, at most 63, beginning and ending with a letter or digit (TF1019)`,
    make: onStaging({ namespaceLabels: { team: untyped(true) } }),
  },
  {
    what: 'an annotation of a namespace that is a number',
    told: `[platform/staging] namespaceAnnotations: "team" can't be 5; give a text (TF1019)`,
    make: onStaging({ namespaceAnnotations: { team: untyped(5) } }),
  },
  {
    what: 'labels of monitors as text',
    told: `[platform/staging] monitorLabels: it is no record of texts; give it as in monitorLabels: { 'example.com/team': 'a' } (TF1017)`,
    make: onStaging({ monitorLabels: untyped('release=stack') }),
  },
  {
    what: 'a peer of every service that is no namespace',
    told: '[platform/staging] network.allowTo: namespace "Telemetry" is no name; use lower-case letters, digits and hyphens (TF1524)',
    make: onStaging({ network: { allowTo: [Peer.namespace('Telemetry')] } }),
  },
  ...(
    [
      ['that list', ['telemetry']],
      ['a string', 'telemetry'],
      ['that object', Peer.namespace('telemetry')],
      ['null', null],
    ] as const
  ).map(([shown, dns]) => ({
    what: `DNS at ${JSON.stringify(dns)}`,
    told: `[platform/staging] network.dns: ${shown} is not what it has to be; give it as in dns: [Peer.application('lulu')] (TF1017)`,
    make: onStaging({ network: { dns: untyped(dns) } }),
  })),
  ...['1.26', 'v1.30', '2.0', 1.3].map((kubernetes) => ({
    what: `Kubernetes ${JSON.stringify(kubernetes)}`,
    told: `[platform/staging] kubernetes: ${JSON.stringify(kubernetes)} is no version that is supported; give the minor as a string, '1.27' or newer (TF1011)`,
    make: onStaging({ kubernetes: untyped(kubernetes) }),
  })),
  ...(
    [
      ['priorityClassName', { priorityClassName: 'High' }, '"High"', NAME],
      ['imagePullSecrets', { imagePullSecrets: ['pull', 'pull_2'] }, '"pull_2"', NAME],
      ['imagePullSecrets', { imagePullSecrets: untyped<string[]>([5]) }, '5', NAME],
      ['monitoringNamespace', { monitoringNamespace: 'monitoring.prod' }, '"monitoring.prod"', NO_NAMESPACE],
      ['ingress.className', { ingress: { className: '' } }, '""', NAME],
      ['ingress.namespace', { ingress: { namespace: 'i'.repeat(64) } }, `"${'i'.repeat(64)}"`, NO_NAMESPACE],
    ] as const
  ).map(([subject, props, given, wrong]) => ({
    what: `${subject} ${given}`,
    told: `[platform/staging] ${subject}: ${given} ${wrong}`,
    make: onStaging(props),
  })),
  {
    what: 'a platform owner with a space',
    told: `[platform] owner: "platform team" ${OWNER}`,
    make: on({ owner: 'platform team', environments: { staging: {} } }),
  },
  {
    what: 'misspelt props of a platform, of an environment and of the ingress',
    told: [
      '[platform] regstry: there is no such prop; did you mean registry? (TF1020)',
      '[platform] ingress.clasName: there is no such prop; did you mean className? (TF1020)',
      '[platform/staging] domian: there is no such prop; did you mean domain? (TF1020)',
    ],
    make: on(untyped({ regstry: 'x', ingress: { clasName: 'nginx' }, environments: { staging: { domian: 'x' } } })),
  },
  {
    what: 'misspelt environments',
    told: [
      "[platform] environments: none is given; give one at least, as in { production: { domain: 'example.com', protected: true } } (TF1006)",
      '[platform] environmens: there is no such prop; did you mean environments? (TF1020)',
    ],
    make: on(untyped({ environmens: { staging: {} } })),
  },
  {
    what: 'environments as a list',
    told: [
      '[platform] environments: that list is not what it has to be; give it as in environments: { production: {} } (TF1017)',
      '[platform/0] props: a string is no object; give one, as in { metrics: ... } (TF1017)',
      `[platform/0] name: "0" ${LABEL}`,
    ],
    make: on(untyped({ environments: ['staging'] })),
  },
  {
    what: 'an environment that is null',
    told: '[platform/staging] props: null is no object; give one, as in { metrics: ... } (TF1017)',
    make: on(untyped({ environments: { staging: null } })),
  },
];

export const quotas: readonly BadApplication[] = [
  {
    what: 'a quota that holds the pods that come in a rolling update, and not those that end',
    told: ['staging', 'production'].map((env) => `[lulu/${env}] quota requests.cpu: 500m is less than 600m, ${FULL}`),
    make: quota(() => Quota.of({ requestsCpu: Cpu.millis(500), requestsMemory: Size.gibibytes(2) })),
  },
  {
    what: 'a quota that is too small in one environment, in every way',
    told: [
      `[lulu/production] quota requests.cpu: 100m is less than 600m, ${FULL}`,
      `[lulu/production] quota requests.memory: 1Gi is less than 1536Mi, ${FULL}`,
      `[lulu/production] quota limits.cpu: 1 is less than 3, ${FULL}`,
      `[lulu/production] quota limits.memory: 1Mi is less than 1536Mi, ${FULL}`,
    ],
    make: quota((env) =>
      env.choose({
        staging: Quota.none(),
        production: Quota.of({
          requestsCpu: Cpu.millis(100),
          requestsMemory: Size.gibibytes(1),
          limitsCpu: Cpu.units(1),
          limitsMemory: Size.mebibytes(1),
        }),
      }),
    ),
  },
  {
    what: 'a quota that refuses pods without a CPU limit',
    told: [
      '[lulu/staging] quota limits.cpu: 8 would refuse pods without a CPU limit; leave `limitsCpu` out, or give every container a CPU limit (TF1905)',
    ],
    make: () => {
      const unlimited = new Platform({ cpuLimits: false, environments: { staging: {} } });
      const some = { requestsCpu: Cpu.units(8), requestsMemory: Size.gibibytes(8), limitsCpu: Cpu.units(8) };
      return new Application('lulu', { platform: unlimited, version: '1', quota: () => Quota.of(some) }, (chart) => {
        new Worker(chart, 'mailer', { image });
      });
    },
  },
  ...[-1, NaN].map((headroomPercent) => ({
    what: `a headroom of ${headroomPercent} percent`,
    told: ['staging', 'production'].map(
      (env) => `[lulu/${env}] quota: headroom ${headroomPercent} % is less than none; give 0 or more (TF1906)`,
    ),
    make: quota(() => Quota.computed({ headroomPercent })),
  })),
  {
    what: 'amounts of a quota without their units',
    told: ['staging', 'production'].flatMap((name) => [
      `[lulu/${name}] quota.requestsCpu: 8 is not what it has to be; give it as in requestsCpu: Cpu.units(8) (TF1017)`,
      `[lulu/${name}] quota.requestsMemory: none is given; give one, as in requestsMemory: Size.gibibytes(16) (TF1017)`,
    ]),
    make: quota(() => Quota.of(untyped({ requestsCpu: 8 }))),
  },
];
