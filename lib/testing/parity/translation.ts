import type { JsonMap, Path } from '../../diff';

/** How what one environment says is said in the other one. */
export interface Translation {
  /** An object with the names by which it, and what is in its lists, is matched. */
  readonly object: (object: JsonMap) => JsonMap;
  /** A text of an object of a kind, at a path. */
  readonly text: (text: string, kind: string, path: Path) => string;
}

/** One translation after the other. */
export function inTurn(translations: readonly Translation[]): Translation {
  return {
    object: (object) => translations.reduce((one, translation) => translation.object(one), object),
    text: (text, kind, path) => translations.reduce((one, translation) => translation.text(one, kind, path), text),
  };
}
