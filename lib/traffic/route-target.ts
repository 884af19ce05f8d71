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
}
