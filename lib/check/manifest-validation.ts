import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Level } from './report';
import type { CheckSettings } from './settings';

/** What `properties` in `cdk8s.yaml` may say. */
export interface ManifestValidationProps extends Omit<CheckSettings, 'rules' | 'from'> {
  /**
   * What fails: findings of this level, and above.
   *
   * @default 'error'
   */
  readonly failOn?: Level;
}

/** What cdk8s gives to a validation; the part of it that is used here. */
export interface ManifestValidationContext {
  /** Paths of the files that were synthesized. */
  readonly manifests: readonly string[];
  /** Takes what is found. */
  readonly report: {
    addViolation(violation: {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingResources: readonly {
        readonly resourceName: string;
        readonly locations: readonly string[];
        readonly manifestPath: string;
      }[];
    }): void;
    submit(status: 'success' | 'failure'): void;
  };
}

/**
 * `twelve check` as a validation of cdk8s, so that `cdk8s synth` fails by what breaks a schema or a rule. In `cdk8s.yaml`:
 *
 * ```yaml
 * validations:
 *   - package: ./node_modules/cdk8s-twelve-factor
 *     version: 0.1.0
 *     class: ManifestValidation
 *     properties:
 *       kubernetes: ['1.27', '1.34']
 * ```
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class ManifestValidation {
  constructor(private readonly props: ManifestValidationProps = {}) {}

  /** Checks what was synthesized, and reports to cdk8s. */
  async validate({ manifests, report }: ManifestValidationContext): Promise<void> {
    const { check, isAtLeast, knowOnly, levelOf, optionsOf } = await import('.');
    const { readManifestFile } = await import('../yaml');
    const { failOn: least = 'error', ...settings } = this.props;
    const failOn = levelOf(least);
    knowOnly(settings);
    const sources = [...descriptorsOf(manifests), ...manifests].map((path) => ({ path, text: readManifestFile(path) }));
    const failures = check(sources, optionsOf({ from: failOn, ...settings })).findings.filter((finding) =>
      isAtLeast(finding, failOn),
    );
    for (const { code, title, given, remedy, object, file, path, line, column } of failures) {
      report.addViolation({
        ruleName: code,
        recommendation: title,
        fix: `${given}; ${remedy}`,
        violatingResources: [
          { resourceName: nameIn(object) ?? file, locations: [path || `${line}:${column}`], manifestPath: file },
        ],
      });
    }
    report.submit(failures.length > 0 ? 'failure' : 'success');
  }
}

/** cdk8s finds the construct of an object by its name. */
function nameIn(object: string | undefined): string | undefined {
  return object?.slice(object.indexOf('/') + 1);
}

/** The descriptors beside the trees of the manifests: `<outdir>/<application>.json`, two or three folders above. */
function descriptorsOf(manifests: readonly string[]): string[] {
  const folders = new Set(
    manifests.flatMap((path) => [join(path, '..', '..', '..'), join(path, '..', '..', '..', '..')]),
  );
  return [...folders].flatMap((folder) => jsonFilesIn(folder)).filter(isDescriptor);
}

function jsonFilesIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
}

/** Other JSON in these folders is nobody's manifest: it may well be the project's `tsconfig.json`. */
function isDescriptor(path: string): boolean {
  try {
    const { application, environments } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    return typeof application === 'string' && typeof environments === 'object';
  } catch {
    return false;
  }
}
