import { readdir, readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { bytesAtStart } from './bytes-at-start.mjs';
import { at } from './paths.mjs';
import { removeOthers, writeAllChanged, writeChanged } from './write-changed.mjs';

const stub = (file) => at(`src/tools/stubs/${file}`);

/** What a Lambda function never uses of its libraries. Why, and what it saves: build/functions.why.md. */
const ALIASES = {
  express: stub('empty.cjs'),
  'raw-body': stub('empty.cjs'),
  'path-to-regexp': stub('empty.cjs'),
  '@slack/socket-mode': stub('socket-mode.cjs'),
  '@slack/oauth': stub('oauth.cjs'),
  '@aws-sdk/credential-provider-node': stub('environment-credentials.mjs'),
  '@aws-sdk/endpoint-cache': stub('endpoint-cache.mjs'),
  '@smithy/core/event-streams': stub('event-streams.mjs'),
};

/** Some CommonJS dependencies call `require` on Node's own modules; an ES module has none of its own. */
const BANNER = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** Of its package.json a client reads only the version, and so do we; the rest would be bundled with it. */
const versionOnly = {
  name: 'version-only',
  setup(bundling) {
    bundling.onLoad({ filter: /[\\/]package\.json$/ }, async ({ path }) => {
      const { name, version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
};

/** Parts of Slack's client that it takes in by relative paths, where an alias does not reach. */
const withoutSlackParts = {
  name: 'without-slack-parts',
  setup(bundling) {
    bundling.onResolve({ filter: /^\.\/(chat-stream|file-upload)$/ }, ({ importer }) =>
      /node_modules[\\/]@slack[\\/]web-api[\\/]dist[\\/]/.test(importer)
        ? { path: stub('slack-files-and-streams.cjs') }
        : undefined,
    );
  },
};

/** A client's error classes differ in name and in whose fault they say it was; written out, sixty of them are 9 KB. */
const shortErrors = {
  name: 'short-errors',
  setup(bundling) {
    bundling.onLoad(
      { filter: /@aws-sdk[\\/]client-[a-z]+[\\/]dist-es[\\/]models[\\/]errors\.js$/ },
      async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const [base = ''] = text.match(/^import .*$/m) ?? [];
        const classes = [...text.matchAll(/^export class (\w+) extends __BaseException \{[^}]*?\$fault = "(\w+)";/gm)];
        if (base === '' || classes.length !== (text.match(/^export class /gm) ?? []).length)
          throw new Error(`${path} is not written as it was; see src/tools/build/functions.why.md`);
        const make = `const make = (name, $fault) => class extends __BaseException {
        constructor(options) { super({ name, $fault, ...options }); Object.assign(this, { name, $fault }); }
      };`;
        const made = classes.map(
          ([, name, fault]) => `export const ${name} = /* @__PURE__ */ make('${name}', '${fault}');`,
        );
        return { contents: [base, make, ...made].join('\n') };
      },
    );
  },
};

/** @param {string} name of src/handlers/<name>.ts */
async function buildFunction(name) {
  const result = await build({
    absWorkingDir: at('.'),
    entryPoints: { [name]: `src/handlers/${name}.ts` },
    outdir: 'dist',
    // What is imported on demand lies beside its function: dist/<name>/.
    splitting: true,
    chunkNames: `${name}/[name]-[hash]`,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    alias: ALIASES,
    plugins: [versionOnly, withoutSlackParts, shortErrors],
    banner: { js: BANNER },
    legalComments: 'none',
    metafile: true,
    sourcemap: 'external',
    sourcesContent: false,
    write: false,
    logLevel: 'warning',
  });
  await writeAllChanged(result.outputFiles);
  await removeOthers(at(`dist/${name}`), result.outputFiles);
  const bytes = bytesAtStart(result.metafile, `dist/${name}.mjs`);
  await writeChanged(at(`dist/meta/${name}.json`), JSON.stringify({ ...result.metafile, bytesAtStart: bytes }));
  return { name, bytes };
}

/** Bundles every handler there is: dist/<name>.mjs and what it loads on demand in dist/<name>/, with esbuild's account of its inputs in
 * dist/meta/<name>.json. */
export async function buildFunctions() {
  const files = await readdir(at('src/handlers'));
  const names = files.filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -'.ts'.length));
  return Promise.all(names.sort().map((name) => buildFunction(name)));
}
