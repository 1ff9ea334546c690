import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A file of the product, by its path from the root of the repository. */
export type Source = { readonly path: string; readonly tree: ts.SourceFile };

/** Paths from the root of the repository of all that runs in a function, tests apart. */
export const sourcePaths = (): string[] =>
  ['shared', 'functions'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => `${folder}/${path}`),
  );

/** A text as the compiler reads it. */
export const parse = (path: string, text: string): Source => ({
  path,
  tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
});

export const readSources = (): Source[] =>
  sourcePaths().map((path) => parse(path, readFileSync(`${root}${path}`, 'utf8')));

/** Goes to a node and to all below it. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/**
 * The compiler's view of files with their types; with `changed`, these texts stand in the place of what the files hold.
 * Paths are from the root of the repository.
 */
export function programOf(
  paths: readonly string[],
  changed: ReadonlyMap<string, string> = new Map(),
): ts.Program {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const host = ts.createCompilerHost(options, true);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, ...rest) => {
    const text = changed.get(name.slice(root.length));
    return text === undefined
      ? readFile(name, version, ...rest)
      : ts.createSourceFile(name, text, version, true);
  };
  return ts.createProgram(
    paths.map((path) => `${root}${path}`),
    options,
    host,
  );
}

/** The files of a program that are the product's own. */
export const sourcesOf = (program: ts.Program): Source[] =>
  program
    .getSourceFiles()
    .map((tree) => ({ path: tree.fileName.slice(root.length), tree }))
    .filter(({ tree, path }) => tree.fileName.startsWith(root) && !path.startsWith('node_modules/'));
