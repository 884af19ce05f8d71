import type { Rule } from '../rule';
import { accounts } from './accounts';
import { astray } from './astray';
import { autoscalers } from './autoscalers';
import { budgets } from './budgets';
import { canaries } from './canaries';
import { configSources } from './config-sources';
import { containers } from './containers';
import { credentials } from './credentials';
import { endpoints } from './endpoints';
import { host } from './host';
import { images } from './images';
import { ingresses } from './ingresses';
import { labels } from './labels';
import { monitors } from './monitors';
import { names } from './names';
import { namespaces } from './namespaces';
import { networkPolicies } from './network-policies';
import { placement } from './placement';
import { ports } from './ports';
import { privileges } from './privileges';
import { probes } from './probes';
import { quotas } from './quotas';
import { resources } from './resources';
import { roles } from './roles';
import { routes } from './routes';
import { security } from './security';
import { selectors } from './selectors';
import { serviceShape } from './service-shape';
import { services } from './services';
import { spread } from './spread';
import { tasks } from './tasks';
import { values } from './values';
import { variables } from './variables';
import { workloads } from './workloads';

/** The rules of this library, in the order of their codes. */
export const builtInRules: readonly Rule[] = [
  ...accounts,
  ...astray,
  ...autoscalers,
  ...budgets,
  ...canaries,
  ...configSources,
  ...containers,
  ...credentials,
  ...endpoints,
  ...host,
  ...images,
  ...ingresses,
  ...labels,
  ...monitors,
  ...names,
  ...namespaces,
  ...networkPolicies,
  ...placement,
  ...ports,
  ...privileges,
  ...probes,
  ...quotas,
  ...resources,
  ...roles,
  ...routes,
  ...security,
  ...selectors,
  ...serviceShape,
  ...services,
  ...spread,
  ...tasks,
  ...values,
  ...variables,
  ...workloads,
].sort((a, b) => (a.code < b.code ? -1 : 1));
