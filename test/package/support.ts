import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { emptyFolder, REPOSITORY, run } from '../synth/support';

/** What an installation looks at. */
export interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Packs the repository as it is now, built anew in a copy, and gives the package's tarball. */
export async function pack(): Promise<string> {
  const copy = emptyFolder();
  const parts = [
    'lib',
    'crds',
    'docs',
    'schemas',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'LICENSE',
    'README.md',
  ];
  for (const part of parts) cpSync(join(REPOSITORY, part), join(copy, part), { recursive: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'));
  // Packing runs the script `prepare`, which builds.
  const { code, stderr } = await run('npm pack --offline --pack-destination .', copy);
  const tarball = readdirSync(copy).find((file) => file.endsWith('.tgz'));
  if (code !== 0 || !tarball) throw new Error(`npm pack failed: ${stderr}`);
  return join(copy, tarball);
}

/**
 * Installs a tarball into an empty project, beside its dependencies and peers and nothing else, without a network: what
 * the package needs besides will not be found.
 */
export async function install(tarball: string): Promise<string> {
  const project = emptyFolder();
  const modules = join(project, 'node_modules');
  mkdirSync(modules);
  const { code, stderr } = await run(`tar -xzf ${tarball} -C ${modules}`, project);
  if (code !== 0) throw new Error(`tar failed: ${stderr}`);
  renameSync(join(modules, 'package'), join(modules, 'cdk8s-twelve-factor'));
  const { dependencies, peerDependencies } = packageJsonOf(project);
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(REPOSITORY, 'node_modules', name), join(modules, name));
  }
  return project;
}

export function packageJsonOf(project: string): PackageJson {
  return JSON.parse(
    readFileSync(join(project, 'node_modules/cdk8s-twelve-factor/package.json'), 'utf8'),
  ) as PackageJson;
}

/** Packages that a text loads: by `require`, `import` or `import()`. */
export function packagesIn(text: string): string[] {
  const loads = text.matchAll(/(?:\brequire\(|\bimport\(|\bfrom |^import )['"]([^'"]+)['"]/gm);
  const names = [...loads].map(([, name]) => name!).filter((name) => !name.startsWith('.'));
  return names.map((name) => (/^(?:@[^/]+\/)?[^/]+/.exec(name) ?? [name])[0]);
}
