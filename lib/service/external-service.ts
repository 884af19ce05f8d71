import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { isIPv4 } from 'node:net';
import { checkConstructName, checkNameLength, commonLabels, isDnsName, kubeObject, RenderContext } from '../manifest';
import { any, checkedProps, listOf, type Shape, text } from '../props';
import { checkAddresses } from './external-address';
import { freeId } from './free-id';
import { checkPortNumber } from './port';

/** What lives outside of the cluster, or in another part of it. */
export interface ExternalServiceProps {
  /**
   * Its DNS name: the Service is an alias of it.
   *
   * @default - `addresses` are given
   */
  readonly host?: string;
  /**
   * Its IP addresses, all of one family.
   *
   * @default - `host` is given
   */
  readonly addresses?: readonly string[];
  /**
   * Its port. Required with `addresses`; an alias has none.
   *
   * @default - none
   */
  readonly port?: number;
}

const EXTERNAL_SERVICE: Shape<ExternalServiceProps> = {
  host: { ...any, example: "'db.example.com'" },
  addresses: listOf(text("'10.0.0.1'")),
  port: any,
};

/**
 * A backing service outside (factor IV), under a name inside: `<application>-<service>`. It can move without a change of code.
 *
 * @example
 * new ExternalService(chart, 'database', { addresses: ['10.1.2.3'], port: 5432 });
 */
export class ExternalService extends Construct {
  /** Name to call it by. */
  readonly name: string;
  /** The name in the cluster. */
  readonly service: ApiObject;
  /** Its addresses; absent for an alias. */
  readonly endpoints?: ApiObject;

  constructor(scope: Construct, id: string, props: ExternalServiceProps) {
    super(scope, freeId(scope, id));
    const context = RenderContext.of(this);
    const place = context.place.within(id);
    props = checkedProps(place, '', props, EXTERNAL_SERVICE);
    this.name = context.instanceOf(id);
    checkConstructName(place, 'name', id);
    checkNameLength(place, 'name', this.name);
    const labels = commonLabels(context, id);
    const metadata = { name: this.name, labels };

    if ((props.host === undefined) === (props.addresses === undefined)) {
      place.problem('TF1806', 'host, addresses', props.host ? 'both are given' : 'none is given', 'give one of them');
    }
    if (props.host !== undefined) {
      if (props.port !== undefined && props.addresses === undefined) {
        place.problem('TF1806', 'port', `${props.port} beside a host: an alias has no port of its own`, 'leave it out');
      }
      if (!isDnsName(props.host) || isIPv4(props.host)) {
        place.problem(
          'TF1807',
          'host',
          `${JSON.stringify(props.host)} is no DNS name`,
          'give it as in db.example.com; for IP addresses use `addresses`',
        );
      }
      this.service = kubeObject(this, 'Service', 'Service', {
        metadata,
        spec: { type: 'ExternalName', externalName: props.host },
      });
      return;
    }

    const addresses = props.addresses ?? [];
    const port = props.port ?? 0;
    const family = checkAddresses(place, addresses);
    checkPortNumber(place, 'port', props.port);
    this.service = kubeObject(this, 'Service', 'Service', {
      metadata,
      spec: {
        // Else it has the cluster's first family, and endpoints of another one are not looked at.
        ...(family === 'IPv6' ? { ipFamilies: [family], ipFamilyPolicy: 'SingleStack' } : {}),
        ports: [{ name: 'main', port, protocol: 'TCP', targetPort: port }],
      },
    });
    this.endpoints = kubeObject(this, 'EndpointSlice', 'EndpointSlice', {
      metadata: {
        name: this.name,
        // Both are how Kubernetes knows whose endpoints these are, and that its own controller has to leave them alone.
        labels: {
          ...labels,
          'kubernetes.io/service-name': this.name,
          'endpointslice.kubernetes.io/managed-by': 'cdk8s-twelve-factor',
        },
      },
      addressType: family,
      endpoints: [{ addresses: [...addresses], conditions: { ready: true } }],
      ports: [{ name: 'main', port, protocol: 'TCP' }],
    });
  }
}
