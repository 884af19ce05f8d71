/** TF12xx to TF14xx and TF16xx to TF18xx: process types and what every pod has. */
export const serviceCodes = {
  TF1201: {
    title: 'A number of pods makes no sense',
    remedy: 'Give a whole number up to 10000; an autoscaler needs 1 at least.',
  },
  TF1202: {
    title: 'An autoscaling target is not a percentage',
    remedy: 'Targets of CPU and memory are percent of the request: a whole number from 1 to 1000, as in 65.',
  },
  TF1203: {
    title: 'An autoscaling metric is malformed',
    remedy:
      "Give the metric's name and its target as a quantity, as in `Metric.pods('http_requests_per_second', '100')`.",
  },
  TF1204: {
    title: 'The scaling minimum exceeds the maximum',
    remedy: 'Give min <= max.',
  },
  TF1205: {
    title: 'A resource amount is not positive',
    remedy: 'Give 1m or more for requests and limits of CPU, a byte or more for those of memory and ephemeral storage.',
  },
  TF1206: {
    title: 'A resource request exceeds its limit',
    remedy: 'Kubernetes refuses such a container: give request <= limit.',
  },
  TF1207: {
    title: 'A disruption budget would block a drain, or allow everything',
    remedy: "Give the pods that may be missing at a time: a whole number from 1, or `'1%'` to `'99%'`.",
  },
  TF1208: {
    title: 'A disruption budget is left out without a reason',
    remedy: 'Say why in `because`: the reason is rendered as an annotation.',
  },
  TF1209: {
    title: "An autoscaler's behavior is malformed",
    remedy: 'Give a stabilization window of 0 to 3600 whole seconds.',
  },
  TF1301: {
    title: 'A probe has a malformed path',
    remedy: 'Begin it with / and leave out spaces.',
  },
  TF1302: {
    title: 'A probe has no command',
    remedy: "Give the program and its arguments as a list, as in `['bin/alive', '--quick']`. There is no shell.",
  },
  TF1303: {
    title: 'A probe has a timing that Kubernetes refuses',
    remedy: 'Give whole seconds, at least 1 for period and timeout, and a whole number of failures from 1.',
  },
  TF1304: {
    title: 'A probe has no port to ask',
    remedy: 'Give `port`, or use `Health.exec` for a process that listens on nothing.',
  },
  TF1305: {
    title: 'A probe has a malformed header name',
    remedy: 'Use letters, digits and hyphens.',
  },
  TF1306: {
    title: 'Probes are left out without a reason',
    remedy: 'Say why in `because`: the reason is rendered as an annotation.',
  },
  TF1307: {
    title: 'A start may take too long or no time',
    remedy: "Give more than the liveness probe's period and at most a day.",
  },
  TF1308: {
    title: 'Draining leaves the process no time to end',
    remedy: 'The grace period includes the draining: give a longer grace or a shorter drain.',
  },
  TF1309: {
    title: 'A shutdown time is malformed',
    remedy: 'Give whole seconds, and a grace of at least 1.',
  },
  TF1310: {
    title: 'A probe asks a port that nothing declares',
    remedy:
      'The pod would never be ready, or be restarted for ever. Use a declared port, or declare it in `ports` or a sidecar.',
  },
  TF1311: {
    title: 'Liveness and readiness ask the same question',
    remedy:
      'A process that cannot serve for a moment would be restarted, which makes it worse. Give readiness a question of its own, or leave liveness out with `Health.of`.',
  },
  TF1401: {
    title: 'The path of the metrics is malformed',
    remedy: 'Begin it with / and leave out spaces.',
  },
  TF1402: {
    title: 'Metrics are at a port that nothing declares',
    remedy: 'Prometheus would find nothing there. Use a declared port, or declare it in `ports` or a sidecar.',
  },
  TF1403: {
    title: 'A link is not a URL',
    remedy: 'Give it whole, beginning with https://.',
  },
  TF1601: {
    title: 'A rolling update has a malformed number of pods',
    remedy: "Give a whole number from 0, or `'0%'` to `'100%'`.",
  },
  TF1602: {
    title: 'A rolling update could never replace a pod',
    remedy: 'With neither surge nor missing pods nothing can move: give `maxSurge` or `maxUnavailable` more than 0.',
  },
  TF1603: {
    title: 'Recreate contradicts the disruption budget',
    remedy:
      'Recreate takes all pods at once. Use `Rollout.rolling()`, one replica, or `Disruption.unbounded({ because })` where that gap is accepted.',
  },
  TF1604: {
    title: 'Services of an application have different slots',
    remedy:
      'All services of an application that have slots are moved as one: give them the same strategy, with the same live slot or the same steps.',
  },
  TF1605: {
    title: 'A slot or standby is unknown',
    remedy: 'Blue/green has the slots `blue` and `green`, and `standby` is `warm`, `full` or `minimum`.',
  },
  TF1606: {
    title: 'A strategy moves traffic that a process does not have',
    remedy: 'A worker takes its work itself: use `Rollout.rolling()` or `Rollout.recreate()`.',
  },
  TF1607: {
    title: 'A slot of one pod has a disruption budget',
    remedy: 'A budget protects some pods while others are drained: leave it out, or scale to two pods at least.',
  },
  TF1608: {
    title: 'The steps of a canary are malformed',
    remedy: 'Give rising whole percents from 1 to 100, as in `[10, 50, 100]`.',
  },
  TF1609: {
    title: 'A canary by replicas has an autoscaler',
    remedy:
      "Its shares are numbers of pods, which an autoscaler changes. Use `Scaling.fixed(n)`, or let a router divide the traffic: `by: 'traefik'` or `'gatewayApi'`.",
  },
  TF1610: {
    title: 'A canary by replicas has too few pods for its smallest step',
    remedy: 'A share is a number of pods, one at least: give more pods or a larger first step.',
  },
  TF1611: {
    title: 'A canary by replicas leaves no stable pod',
    remedy: 'End with a smaller step: the stable pods get the release when the canary settles.',
  },
  TF1612: {
    title: 'A canary has no route that could divide the traffic',
    remedy: "`by: 'traefik'` needs `Route.traefik`, `by: 'gatewayApi'` needs `Route.gatewayApi`.",
  },
  TF1701: {
    title: 'A user or group id is malformed',
    remedy: 'Give a whole number from 1 to 2147483647.',
  },
  TF1702: {
    title: 'A process would run as root without a reason',
    remedy: "Give another id, or say `Security.relaxed({ root: 'why' })`: the reason is rendered as an annotation.",
  },
  TF1703: {
    title: 'Security is relaxed without a reason',
    remedy: 'Say why: the reason is rendered as an annotation, for whoever reviews the manifest.',
  },
  TF1704: {
    title: 'A capability is malformed',
    remedy: 'Name single capabilities in upper case without CAP_, as in `NET_BIND_SERVICE`.',
  },
  TF1705: {
    title: 'A writable folder is malformed, or meets something else',
    remedy:
      'Give absolute paths without `..` and without a slash at the end, each once and away from secrets as files. /tmp is always writable. A path also names its volume (`/var/cache` is `var-cache`), which is unique in the pod.',
  },
  TF1801: {
    title: 'A schedule is malformed, or never comes',
    remedy:
      "Give minute, hour, day of month, month and day of week, as in `'30 3 * * 1-5'`. The time zone goes into `timeZone`.",
  },
  TF1802: {
    title: 'A time zone is unknown',
    remedy: 'Give a name of the tz database, as in `Europe/Berlin` or `Etc/UTC`.',
  },
  TF1803: {
    title: 'A number of retries makes no sense',
    remedy: 'Give a whole number from 0 to 100.',
  },
  TF1804: {
    title: "A task's time is malformed",
    remedy:
      'Give whole seconds, 1 at least; for `latestStart` 10, because Kubernetes looks for due runs every ten seconds only.',
  },
  TF1805: {
    title: 'A release task has no release',
    remedy: 'Its Job is named by the version, so that it runs once in each release: put it into an `Application`.',
  },
  TF1806: {
    title: 'An external service is nowhere, or in two places',
    remedy: 'Give either `host` or `addresses`.',
  },
  TF1807: {
    title: 'An external service has a malformed address',
    remedy:
      'Give `host` as a DNS name, or `addresses` as 1 to 100 IP addresses of one family: each once, and none that is loopback, link-local or unspecified.',
  },
} as const;
