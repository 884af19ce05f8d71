import { type Place, shown } from '../errors';

/** A port that a container listens on. */
export interface ContainerPort {
  /** Name that others refer to it by: at most 15 lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Number, 1024 or more: a non-root process can't bind lower ones. */
  readonly port: number;
}

/** Tells a number that is no port. */
export function checkPortNumber(place: Place, subject: string, port: unknown): void {
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65535) {
    place.problem('TF1012', subject, `${shown(port)} is no port`, 'give a whole number from 1 to 65535');
  }
}

/** Tells what is wrong with the ports of a pod: numbers, names, and one used twice. */
export function checkPorts(place: Place, ports: readonly ContainerPort[], privileged: boolean): void {
  const taken = new Map<string | number, string>();
  for (const { name, port } of ports) {
    const subject = `port ${JSON.stringify(name)}`;
    checkPortNumber(place, subject, port);
    if (port < 1024 && port > 0 && !privileged) {
      place.problem(
        'TF1014',
        subject,
        `${port} needs root`,
        'let the process listen on 1024 or more (a Service may still offer 80), or relax `root` in Security',
      );
    }
    if (!/^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/.test(name)) {
      place.problem(
        'TF1013',
        subject,
        'the name is no port name',
        'use at most 15 lower-case letters, digits and single hyphens, one letter at least',
      );
    }
    for (const key of [name, port]) {
      const other = taken.get(key);
      if (other !== undefined) {
        place.problem(
          'TF1015',
          subject,
          `${JSON.stringify(key)} is taken by port ${JSON.stringify(other)}`,
          'give each port a name and a number of its own',
        );
      }
      taken.set(key, name);
    }
  }
}
