/** TF15xx: routes and network policy. */
export const trafficCodes = {
  TF1501: {
    title: 'A route has no usable host',
    remedy:
      'Give a DNS name in lower case, such as `api.example.com`, or a wildcard for one label, such as `*.example.com`: without scheme, port or path, and no address.',
  },
  TF1502: {
    title: 'A route has no usable path',
    remedy:
      "Give a path that begins with `/`, of letters, digits and `-._~!$&'()*+,;=:@`, without empty, `.` or `..` segments, query or percent-encoding: controllers disagree on what else means.",
  },
  TF1503: {
    title: 'Two services claim the same host and path',
    remedy: 'A request can only go to one of them. Give one of the two another host or path, or remove its route.',
  },
  TF1504: {
    title: 'A service has the same route twice',
    remedy:
      'Remove one of them. A path with and without a slash at its end is the same, and so is an exact path and a prefix.',
  },
  TF1505: {
    title: 'Routes that share an object ask for different things',
    remedy:
      'All `Route.to` of a service are one Ingress, with one set of entry points, TLS and middlewares; all `Route.traefik` are one IngressRoute, with one set of entry points and TLS. Make them alike, or use the other kind of route for some of them. `Route.gatewayApi` and `Route.gloo` of a service are one object as well, with one list of hosts for all paths: give a `name` to the routes that differ.',
  },
  TF1506: {
    title: 'A certificate comes from nowhere',
    remedy:
      'Name the Secret, ClusterIssuer or certificate resolver as it is called in the cluster; one service has one issuer. Gloo has no default certificate: give `Tls.issuedBy` or `Tls.secret`, or `Tls.off()` where TLS ends before Gloo.',
  },
  TF1507: {
    title: 'Entry points or the rule of a route are not what Traefik understands',
    remedy:
      'Entry points are names such as `websecure`. A rule is one line, such as ``Host(`api.example.com`) && Header(`X-Canary`, `1`)``, with its backticks and parentheses in pairs. A priority is a whole number.',
  },
  TF1508: {
    title: 'A route cannot share requests as the rollout needs it',
    remedy:
      'An Ingress knows no weights, and each router of Flagger has its own kind of route: use the one that the message names.',
  },
  TF1511: {
    title: 'A middleware is given nothing it can work with',
    remedy: 'The message names the prop. A middleware that does nothing, or not what it says, is worse than none.',
  },
  TF1512: {
    title: 'Two middlewares of a service have the same name',
    remedy:
      'Middlewares are named after their kind; give `name` to the second one of a kind. The same middleware, given alike, is one.',
  },
  TF1513: {
    title: 'A middleware of an Ingress needs to know its namespace',
    remedy:
      'An Ingress names its middlewares together with their namespace. Give the chart a `namespace`, or use `Route.traefik`, which finds middlewares beside itself.',
  },
  TF1521: {
    title: 'An address block is not one',
    remedy:
      'Give an IPv4 or IPv6 block in CIDR notation with no bits beyond its prefix, such as `10.0.0.0/8` or `fd00::/8`.',
  },
  TF1522: {
    title: 'An exception lies outside of its address block',
    remedy: '`except` takes blocks out of the block before it: each must be smaller than that block and lie within it.',
  },
  TF1523: {
    title: 'A peer has no usable port',
    remedy: 'Give a port number from 1 to 65535, and TCP, UDP or SCTP.',
  },
  TF1524: {
    title: 'A peer has no usable name or labels',
    remedy:
      'Namespaces, applications and services have the names of Kubernetes objects; pods are selected by at least one label, as they carry it. Leave `pods` out for all pods.',
  },
  TF1525: {
    title: 'The network is opened without a reason',
    remedy: 'Say in `because` why no policy fits. The reason becomes an annotation, for whoever reads the manifest.',
  },
  TF1526: {
    title: 'A caller is let in without a port',
    remedy: 'A process that declares no ports would be open on all of them: say which one is meant with `.on(port)`.',
  },
  TF1531: {
    title: 'A route has no Gateway',
    remedy:
      'A route by the Gateway API is attached to a Gateway: give `gateway: { name, namespace }`, or `ingress.gateway` in the defaults of the platform.',
  },
  TF1532: {
    title: 'A Gateway cannot do what a middleware asks',
    remedy:
      'The Gateway API takes a prefix off that the path begins with, sets and removes headers, and redirects to https. For more, use `Route.traefik`.',
  },
  TF1533: {
    title: 'A time, a retry or a rewritten path of a route is malformed',
    remedy: 'Give times up to a day, 1 to 10 retries, and paths that begin with `/`.',
  },
  TF1534: {
    title: 'An HTTPRoute has too many hosts or paths',
    remedy:
      'The Gateway API allows 16 of each: give a `name` to some of the routes, and they become an HTTPRoute of their own.',
  },
  TF1535: {
    title: 'A delegated route is not what its VirtualService can delegate to',
    remedy:
      'Give in `delegatedFrom.labels` what its selector asks for, none of the labels that the service has itself. TLS belongs to the VirtualService.',
  },
  TF1536: {
    title: 'A route by Gloo needs to know its namespace',
    remedy: 'Gloo names Services and Secrets together with their namespace: give the chart a `namespace`.',
  },
  TF1537: {
    title: 'Two VirtualServices have the same host',
    remedy:
      'Gloo takes a host from one VirtualService alone, and refuses all that share it. Keep one for the host, and let it delegate to the services: `Route.gloo(host, path, { delegatedFrom: { labels } })`.',
  },
} as const;
