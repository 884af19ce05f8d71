import type { Request } from './request';

/** Whether something matches: `undefined` where that depends on more than host, path and method. */
export type Answer = boolean | undefined;

/** Tokens of a rule: operators, parentheses, matchers with their arguments. */
const TOKEN = /\s*(?:(&&|\|\||!|[()])|(\w+)\(((?:\s*(?:`[^`]*`|"(?:[^"\\]|\\.)*")\s*,?)*)\))/y;

/** Whether a rule of Traefik matches a request; `undefined` where it can't be told, or the rule is none. */
export function matchesRule(rule: string, request: Request): Answer {
  const tokens = tokensOf(rule.trim());
  if (!tokens) {
    return undefined;
  }
  let at = 0;
  const take = (text: string) => (tokens[at]?.text === text ? ++at > 0 : false);
  const or = (): Answer => {
    let answer = and();
    while (take('||')) {
      answer = either(answer, and());
    }
    return answer;
  };
  const and = (): Answer => {
    let answer = not();
    while (take('&&')) {
      answer = negated(either(negated(answer), negated(not())));
    }
    return answer;
  };
  const not = (): Answer => {
    if (take('!')) {
      return negated(not());
    }
    if (take('(')) {
      const answer = or();
      return take(')') ? answer : undefined;
    }
    const token = tokens[at++];
    return token?.args && matches(token.text, token.args, request);
  };
  const answer = or();
  return at === tokens.length ? answer : undefined;
}

interface Token {
  readonly text: string;
  /** Arguments of a matcher. */
  readonly args?: readonly string[];
}

function tokensOf(rule: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < rule.length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(rule);
    if (!match) {
      return undefined;
    }
    const [, operator, name = '', list = ''] = match;
    const args = [...list.matchAll(/`([^`]*)`|("(?:[^"\\]|\\.)*")/g)].map(
      ([, plain, quoted]) => plain ?? unquoted(quoted),
    );
    tokens.push(operator === undefined ? { text: name, args } : { text: operator });
  }
  return tokens;
}

function unquoted(text = '""'): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}

function matches(name: string, args: readonly string[], { host, path, method }: Request): Answer {
  const any = (test: (arg: string) => Answer) => args.map(test).reduce(either, false);
  switch (name) {
    case 'Host':
      return any((arg) => arg.toLowerCase() === host);
    case 'HostRegexp':
      return any((arg) => matchesExpression(arg, host));
    case 'Path':
      return any((arg) => (arg.includes('{') ? undefined : arg === path));
    case 'PathPrefix':
      // By characters: Traefik takes `/v1/lulu-two` for a path below `/v1/lulu`.
      return any((arg) => (arg.includes('{') ? undefined : path.startsWith(arg)));
    case 'PathRegexp':
      return any((arg) => matchesExpression(arg, path));
    case 'Method':
      return any((arg) => arg.toUpperCase() === method);
    default:
      return undefined;
  }
}

/** Traefik 2 had names in braces, `{name:[a-z]+}`; Go has expressions that JavaScript has not. */
function matchesExpression(expression: string, text: string): Answer {
  try {
    return /\{\w+:/.test(expression) ? undefined : new RegExp(expression).test(text);
  } catch {
    return undefined;
  }
}

function either(a: Answer, b: Answer): Answer {
  return a === true || b === true ? true : a === undefined || b === undefined ? undefined : false;
}

function negated(answer: Answer): Answer {
  return answer === undefined ? undefined : !answer;
}
