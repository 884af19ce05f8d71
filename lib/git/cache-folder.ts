import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * The user's cache folder, by the custom of the system. A variable that is empty is as good as none.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ which also says that a relative `XDG_CACHE_HOME` is ignored
 */
export function defaultCacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env;
  if (xdg && isAbsolute(xdg)) {
    return join(xdg, 'twelve');
  }
  if (platform === 'win32' && local) {
    return join(local, 'twelve');
  }
  const home = homedir() || userInfo().homedir;
  return join(home, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']), 'twelve');
}
