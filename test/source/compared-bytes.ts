import ts from 'typescript';
import { type Source, visit } from './sources.ts';

/** A comparison that stops at the first difference, so that the time taken tells where it is. */
export type Comparison = { readonly path: string; readonly text: string };

const comparing = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.GreaterThanToken,
]);
const comparingMethods =
  /^(?:equals|compare|every|some|indexOf|lastIndexOf|includes|startsWith|localeCompare)$/;
/** Names of MACs, whatever their type. */
const macNames = /^(?:\w+[Mm]acs?|macs?|macOf)$/;

/** Comparisons of what bears the name of a MAC, and with a program's types of bytes, by other means than `equalMacs`. */
export function secretComparisons(sources: readonly Source[], program?: ts.Program): Comparison[] {
  const checker = program?.getTypeChecker();
  const isBytes = (node: ts.Node): boolean =>
    checker !== undefined && holdsBytes(checker.getTypeAtLocation(node));
  return sources.flatMap(({ path, tree }) => {
    const found: Comparison[] = [];
    visit(tree, (node) => {
      if (operandsOf(node).some((operand) => isSecret(operand, isBytes)))
        found.push({ path, text: node.getText(tree) });
    });
    return found;
  });
}

/** What a node compares; empty for one that compares nothing, or only with what is not there. */
function operandsOf(node: ts.Node): readonly ts.Expression[] {
  if (ts.isBinaryExpression(node) && comparing.has(node.operatorToken.kind)) {
    const sides = [node.left, node.right];
    return sides.some((side) => ['undefined', 'null'].includes(side.getText())) ? [] : sides;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  if (!comparingMethods.test(node.expression.name.text)) return [];
  return [node.expression.expression, ...node.arguments];
}

/** Whether it is made of bytes or of what bears such a name; of a length, or what a function said, nothing is told. */
function isSecret(operand: ts.Expression, isBytes: (node: ts.Node) => boolean): boolean {
  let secret = false;
  const look = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && /^(?:length|byteLength)$/.test(node.name.text)) return;
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return;
    if (ts.isIdentifier(node) && macNames.test(node.text)) secret = true;
    else if (ts.isExpression(node) && isBytes(node)) secret = true;
    ts.forEachChild(node, look);
  };
  look(operand);
  return secret;
}

const holdsBytes = (type: ts.Type): boolean =>
  type.isUnionOrIntersection()
    ? type.types.some(holdsBytes)
    : ['Uint8Array', 'Buffer'].includes(type.getSymbol()?.name ?? '');

/** Calls of `timingSafeEqual` with the function that each is in. */
export const constantTimeCalls = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ path, tree }) => {
    const found: string[] = [];
    visit(tree, (node) => {
      if (!ts.isCallExpression(node) || node.expression.getText(tree) !== 'timingSafeEqual') return;
      const within = ts.findAncestor(node, ts.isVariableDeclaration)?.name.getText(tree);
      found.push(`${path} ${within}: ${node.getText(tree)}`);
    });
    return found;
  });
