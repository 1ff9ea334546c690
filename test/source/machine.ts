import ts from 'typescript';
import { type Source, visit } from './sources.ts';

/** What a file takes from the machine that it runs on: time, chance, environment. */
export type Taken = { readonly path: string; readonly what: string };

/** Globals that are the machine's, however they are used; those of `timers` too: they tell that time went by. */
const globals = new Set([
  'process',
  'performance',
  'crypto',
  'globalThis',
  'global',
  'navigator',
  'eval',
  'require',
  'setTimeout',
  'setInterval',
  'setImmediate',
]);

/** What may be imported of modules that also hold chance; of all others that are the machine's, nothing. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  crypto: ['createHash', 'createHmac', 'hash', 'timingSafeEqual'],
};
const machineModules =
  /^(?:node:)?(crypto|os|process|perf_hooks|timers(?:\/promises)?|child_process|worker_threads|v8|vm)$/;

/** Of a date these are in the time zone of the machine, or in its language. */
const localMethods =
  /^(?:[gs]et(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)|getYear|getTimezoneOffset|toDateString|toTimeString|toLocale\w+|resolvedOptions)$/;

/** What a file takes from the machine, in the order of the text. */
export function takenBy({ path, tree }: Source): Taken[] {
  const found: string[] = [];
  visit(tree, (node) => {
    const what = ts.isImportDeclaration(node) ? importsOf(node) : [takenAt(node)];
    found.push(...what.filter((each) => each !== undefined));
  });
  return found.map((what) => ({ path, what }));
}

function takenAt(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node)) return isReference(node) ? byName(node) : undefined;
  if (ts.isCallExpression(node)) return byCall(node);
  if (ts.isPropertyAccessExpression(node) && localMethods.test(node.name.text)) return `.${node.name.text}`;
  return undefined;
}

function byName(name: ts.Identifier): string | undefined {
  const { text, parent } = name;
  const member =
    ts.isPropertyAccessExpression(parent) && parent.expression === name ? parent.name.text : undefined;
  if (globals.has(text)) return member === undefined ? text : `${text}.${member}`;
  if (text === 'Math') return member === undefined ? text : member === 'random' ? 'Math.random' : undefined;
  if (text === 'Temporal') return member === 'Now' ? 'Temporal.Now' : undefined;
  return text === 'Date' ? byDate(name, member) : undefined;
}

/** Dates are made of a time that is given, and read from a text; any other use of them may tell the time. */
function byDate({ parent }: ts.Identifier, member: string | undefined): string | undefined {
  if (member !== undefined) return member === 'parse' || member === 'UTC' ? undefined : `Date.${member}`;
  if (ts.isNewExpression(parent)) {
    const given = parent.arguments?.length ?? 0;
    // More than one argument is a time in the zone of the machine.
    return given === 1 ? undefined : `new Date(${given === 0 ? '' : '…'})`;
  }
  const asks = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  return asks ? undefined : 'Date';
}

/** A format that is not told what to format takes the time; what is imported on the way is seen by nobody else. */
function byCall(node: ts.CallExpression): string | undefined {
  const called = node.expression;
  const [first] = node.arguments;
  if (called.kind === ts.SyntaxKind.ImportKeyword)
    return first !== undefined && ts.isStringLiteral(first) && machineModules.test(first.text)
      ? `${first.text}: *`
      : undefined;
  if (!ts.isPropertyAccessExpression(called) || node.arguments.length > 0) return undefined;
  return called.name.text === 'format' || called.name.text === 'formatToParts'
    ? `.${called.name.text}()`
    : undefined;
}

function importsOf({ moduleSpecifier, importClause }: ts.ImportDeclaration): string[] {
  const module = ts.isStringLiteral(moduleSpecifier)
    ? machineModules.exec(moduleSpecifier.text)?.[1]
    : undefined;
  if (module === undefined) return [];
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings) || importClause?.name !== undefined)
    return [`${module}: *`];
  return bindings.elements
    .map(({ propertyName, name }) => (propertyName ?? name).text)
    .filter((name) => harmless[module]?.includes(name) !== true)
    .map((name) => `${module}: ${name}`);
}

/** Whether a name stands for a value of that name outside: no property, no type, nothing that the file itself names so. */
function isReference(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === name;
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return false;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === name;
  const isNamed = 'name' in parent && parent.name === name && !ts.isShorthandPropertyAssignment(parent);
  return !isNamed && !ts.isImportSpecifier(parent) && !ts.isExportSpecifier(parent);
}
