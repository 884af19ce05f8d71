/** TF1620 to TF1649: progressive delivery by Flagger. */
export const rolloutCodes = {
  TF1620: {
    title: 'An analysis has no steps',
    remedy:
      'Give the canary more and more of the traffic (`stepWeight` and `maxWeight`, or `stepWeights`), or a number of checks (`iterations`), one at least.',
  },
  TF1621: {
    title: 'The weights of an analysis are malformed',
    remedy:
      'Weights are whole percents from 1 to 100. `stepWeights` rise. `stepWeight` divides `maxWeight`: else the last step would give the canary more than that.',
  },
  TF1622: {
    title: 'The steps of an analysis are given in two ways',
    remedy:
      'Flagger follows one of them and ignores the others. Give `stepWeight` and `maxWeight`, or `stepWeights`, or `iterations`; with `Provider.kubernetes` the iterations alone, because nothing weighs traffic there.',
  },
  TF1623: {
    title: 'The threshold of an analysis is malformed',
    remedy: 'Give the number of failed checks that take a release back: a whole number from 1.',
  },
  TF1624: {
    title: 'A time of a progressive rollout is malformed',
    remedy:
      'Give whole seconds, at least 10 for the interval: Flagger takes a shorter one for that. The other times are a second at least.',
  },
  TF1625: {
    title: 'An analysis looks at nothing',
    remedy:
      'Every release whose pods start would pass. Give `metrics`, a webhook that tests (`Webhook.acceptanceTest`), or a `gate`. The built-in metrics are those of Traefik, Gloo and ingress-nginx; for the Gateway API and `Provider.kubernetes` say what to measure.',
  },
  TF1626: {
    title: 'The bounds of a metric are missing or contradict each other',
    remedy:
      'Give `min` or `max`, or both with min <= max. A success rate is a percentage, a duration whole milliseconds.',
  },
  TF1627: {
    title: 'A metric of an analysis is malformed',
    remedy:
      'A metric has a name of its own (a DNS label), a query and where to ask it; Datadog needs the name of a Secret with `datadog_api_key` and `datadog_application_key`. In a query, Flagger knows {{ name }}, {{ namespace }}, {{ target }}, {{ service }}, {{ ingress }}, {{ route }} and {{ interval }}.',
  },
  TF1628: {
    title: 'Two metrics or webhooks of an analysis have the same name',
    remedy: 'Events and alerts name them: give each a name of its own.',
  },
  TF1629: {
    title: 'An address is not a URL that can be in git',
    remedy: 'Give it whole, beginning with http:// or https://, without user and password: manifests are read by many.',
  },
  TF1630: {
    title: 'A webhook is malformed',
    remedy:
      'A webhook has a type of Flagger, a name, and a URL; a test has a command. Metadata are strings, retries a whole number from 0.',
  },
  TF1631: {
    title: 'A gate cannot work',
    remedy:
      'A gate asks before the release begins, before it is promoted, or both. With iterations it needs two at least: while Flagger waits for the promotion, it repeats the last one, and with a single one it would begin anew.',
  },
  TF1632: {
    title: 'An alert is malformed',
    remedy: 'Give the names of an AlertProvider and its namespace, and a severity: `info`, `warn` or `error`.',
  },
  TF1633: {
    title: 'A route leads around the progressive rollout',
    remedy:
      'ingress-nginx divides the traffic of its Ingresses alone; requests by another kind of route always reach the old release. Use `Route.to`, or `Provider.kubernetes`, which goes with any kind.',
  },
  TF1634: {
    title: 'A progressive rollout has no route to divide the traffic of',
    remedy:
      'Without requests the metrics of the canary stay empty and every release is taken back. Give the service a route of the kind that the provider divides, or use `Provider.kubernetes`.',
  },
  TF1635: {
    title: 'An object has the name of one that Flagger makes',
    remedy:
      'Flagger makes `<name>`, `<name>-primary` and `<name>-canary` itself; with one of ours beside it, Flagger and the GitOps engine would undo each other without end. Remove the object or give it another name.',
  },
  TF1636: {
    title: 'A progressive rollout has no pods',
    remedy: 'Flagger takes a scale of none for a canary that waits: scale to one pod at least.',
  },
  TF1637: {
    title: 'The Ingress is not one of ingress-nginx',
    remedy:
      "`Provider.nginx` weighs by annotations that ingress-nginx alone understands. Set the platform's `ingress.className` to its class, or use `Provider.traefik` with `Route.traefik`.",
  },
  TF1638: {
    title: 'HTTP/2 behind a TraefikService that Flagger makes',
    remedy:
      'The name of the port says HTTP/2 in the clear (gRPC, for instance), and the TraefikService by which Flagger divides the traffic has no word for that: Traefik speaks HTTP/1.1 to the pods. Use `Provider.gatewayApi` or `Provider.gloo`, or call the port `http` if the process understands HTTP/1.1 as well.',
  },
} as const;
