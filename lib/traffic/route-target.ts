/** The service that routes lead to. */
export interface RouteTarget {
  /** Name of the service's objects. */
  readonly instance: string;
  /** Name of the service in its application: what others are told. */
  readonly service: string;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** Name of the Kubernetes Service. */
  readonly serviceName: string;
  /** Number or name of the Service's port. */
  readonly servicePort: number | string;
  /** Number of that port, where `servicePort` is its name: the Gateway API and Gloo go by numbers. */
  readonly portNumber?: number;
  /**
   * How requests are shared among Services, all of which have that port. Every one is rendered, whatever its weight, so
   * that other weights are other values and never other fields.
   *
   * @default - `serviceName` gets them all
   */
  readonly backends?: readonly Backend[];
  /**
   * TraefikService that shares requests and is made by Flagger. Only `Route.traefik` can lead there.
   *
   * @default - none
   */
  readonly traefikServiceName?: string;
  /**
   * RouteTable of Gloo that shares requests and is made by Flagger. Only `Route.gloo` can lead there.
   *
   * @default - none
   */
  readonly routeTableName?: string;
  /**
   * HTTPRoute that is made by Flagger, of what `BoundRoutes.flaggerRoute` tells it. Only `Route.gatewayApi` can be told.
   *
   * @default - none
   */
  readonly httpRouteName?: string;
}

/** A Service that gets a share of the requests. */
export interface Backend {
  readonly serviceName: string;
  /** Its share is its weight of the sum of all. */
  readonly weight: number;
}

/** The port as a number. */
export function portNumberOf({ service, servicePort, portNumber }: RouteTarget): number {
  const number = typeof servicePort === 'number' ? servicePort : portNumber;
  if (number === undefined) {
    throw new Error(`the number of port ${JSON.stringify(servicePort)} of ${service} is not known`);
  }
  return number;
}
