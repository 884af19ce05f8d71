/** TF32xx: single objects that are no pods. */
export const objectCodes = {
  TF3201: {
    title: 'An object has no namespace',
    remedy: 'It goes where whoever applies it happens to be. Give it one.',
  },
  TF3202: {
    title: 'An object is in a namespace that everybody shares',
    remedy: 'Quotas, policies and rights are by namespace. Give the application one of its own.',
  },
  TF3203: {
    title: 'An object lacks common labels',
    remedy:
      'Give it `app.kubernetes.io/name`, `instance`, `part-of` and `managed-by`, `env` and `owner`; workloads and their pods `component` and `version` too.',
  },
  TF3204: {
    title: 'A label or annotation is not one that Kubernetes takes',
    remedy:
      'A value has at most 63 letters, digits, dots, hyphens and underscores, and begins and ends with a letter or digit. So has a key, with a DNS name and a slash before it if there is a prefix.',
  },
  TF3205: {
    title: 'A workload is not named as its instance',
    remedy:
      'Give `app.kubernetes.io/instance` its name, or the part before the slot or version, so that either finds the other.',
  },
  TF3206: {
    title: 'A name is not one that Kubernetes takes',
    remedy:
      'Most names are DNS names. A Service begins with a letter and has at most 63 characters, as have a Job and a Namespace; a CronJob has 52.',
  },
  TF3210: {
    title: 'A single pod answers for a Service',
    remedy:
      'Nobody answers while it starts again, or moves. That is fine where nobody minds: let a platform make it a warning in the environments where somebody does.',
  },
  TF3211: {
    title: 'A release takes the place of the one before while nothing runs',
    remedy: 'Use a rolling update, if two releases can run side by side.',
  },
  TF3212: {
    title: 'A rolling update can never begin',
    remedy: 'Kubernetes refuses it. Give `maxSurge` or `maxUnavailable` more than 0.',
  },
  TF3213: {
    title: 'An autoscaler has its bounds the wrong way round',
    remedy: 'Kubernetes refuses it. Give `minReplicas` <= `maxReplicas`.',
  },
  TF3214: {
    title: 'An autoscaler leaves a single pod, or has no room',
    remedy: 'Keep two pods when there is little to do, and allow more when there is much.',
  },
  TF3215: {
    title: 'A disruption budget does not say one thing',
    remedy: 'Give exactly one of `minAvailable` and `maxUnavailable`.',
  },
  TF3216: {
    title: 'A disruption budget lets no node be drained',
    remedy: 'Give `maxUnavailable: 1`, so that one pod may always go.',
  },
  TF3217: {
    title: 'A disruption budget keeps pods that serve nobody',
    remedy:
      'By default, a pod that is not ready may not be evicted while others are missing, and a node that runs a broken one cannot be drained. Give `unhealthyPodEvictionPolicy: AlwaysAllow`.',
  },
  TF3218: {
    title: 'A disruption budget protects nothing',
    remedy: 'It lets all pods go at once. Give `maxUnavailable: 1`.',
  },
  TF3219: {
    title: 'A pod has nobody who makes it again',
    remedy:
      'When its node goes, it is gone. Make it a Deployment, or a Job. Hooks of Helm and Argo CD, such as tests, are made anew each time.',
  },
  TF3220: {
    title: 'A network policy has rules that count for nothing',
    remedy: 'Rules count only for directions that `policyTypes` has. Add the direction, or leave the rules out.',
  },
  TF3221: {
    title: 'A network policy lets everybody in',
    remedy: 'Say who comes in, or why it is open to all in the annotation `twelve-factor/open-network`.',
  },
  TF3230: {
    title: 'A Service is open beyond the cluster, past all routes',
    remedy: 'Leave `type` and `externalIPs` out, and let a route lead to it.',
  },
  TF3231: {
    title: 'A Service has a load balancer of its own',
    remedy: 'What is HTTP can share one: let a route lead to it. For anything else, that is how it is done.',
  },
  TF3232: {
    title: 'The ports of a Service are not ones that Kubernetes takes',
    remedy: 'Give one at least, and where there are several, each a name and a number of its own.',
  },
  TF3235: {
    title: 'A route is not served over TLS',
    remedy: 'Give `spec.tls` with all its hosts.',
  },
  TF3236: {
    title: 'An Ingress does not say its class',
    remedy: 'Give `spec.ingressClassName`. The annotation `kubernetes.io/ingress.class` is deprecated.',
  },
  TF3237: {
    title: 'An Ingress answers for every host',
    remedy: 'It takes requests that are meant for others. Give the host that it serves.',
  },
  TF3238: {
    title: 'An Ingress has a snippet',
    remedy:
      'Whoever may write it can read every Secret that the controller reads. Use the annotations for what it is to do.',
  },
  TF3240: {
    title: 'A ConfigMap seems to hold a credential',
    remedy:
      'Keep it in a Secret. If it is none, say why: a line `KEY: reason` of the annotation `twelve-factor/allowed-credentials`.',
  },
  TF3241: {
    title: 'A Secret is in git with its values',
    remedy:
      'Base64 hides nothing, and git forgets nothing. Make it from an ExternalSecret or a SealedSecret, and change what was in it.',
  },
  TF3250: {
    title: 'A schedule is not one that Kubernetes takes',
    remedy: 'Give minute, hour, day of month, month and day of week; the time zone in `timeZone`.',
  },
  TF3251: {
    title: 'A time zone is not known',
    remedy: 'Give a name of the tz database, as in `Europe/Berlin`.',
  },
  TF3252: {
    title: 'A CronJob has no deadline for its start',
    remedy:
      'Without `startingDeadlineSeconds`, it never starts again after a hundred missed times. Below ten seconds, it may not start at all.',
  },
  TF3253: {
    title: 'A CronJob does not say what becomes of runs that overlap',
    remedy: 'Give `concurrencyPolicy`: by default they run side by side.',
  },
  TF3254: {
    title: 'A Job stays for ever',
    remedy: 'Give `ttlSecondsAfterFinished`, so that it and its pods go some time after it has ended.',
  },
  TF3255: {
    title: 'Jobs of a CronJob go before its history says so',
    remedy: 'Leave `ttlSecondsAfterFinished` out: the history limits of the CronJob clean up.',
  },
  TF3256: {
    title: 'A Job may hang, or be tried too often',
    remedy: 'Give `activeDeadlineSeconds` and `backoffLimit`.',
  },
  TF3260: {
    title: 'A role has a wildcard',
    remedy: 'It takes in what nobody has thought of yet. Name the API groups, resources and verbs that are needed.',
  },
  TF3261: {
    title: 'A role reads Secrets',
    remedy: 'It reads those of everybody in the namespace. Mount what is needed, or name it by `resourceNames`.',
  },
  TF3262: {
    title: 'A role is a way to more rights',
    remedy:
      'Whoever may escalate, bind or impersonate, or enter what runs, has more than the role says. Leave it to people, and for a while.',
  },
  TF3263: {
    title: 'A binding gives every right',
    remedy: 'Bind a role with the rights that are needed instead of `cluster-admin`.',
  },
  TF3264: {
    title: 'A binding is for nobody in particular',
    remedy: 'Everybody who has no account of his own has these rights. Bind an account that only one program has.',
  },
  TF3270: {
    title: 'An address is not one that an EndpointSlice takes',
    remedy: 'Give addresses of its `addressType` that are the same machine on every node.',
  },
} as const;
