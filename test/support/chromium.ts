import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inProject } from './packaged.ts';

/** A browser as playwright launches it. */
export interface BrowserToLaunch {
  executablePath?: string;
  /** an installed browser, by playwright's name for it */
  channel?: 'chrome';
  env?: Record<string, string>;
}

/**
 * The browser that npm brought (Linux on x64, with the libraries it needs), else the Chrome that is installed.
 * @throws Error when npm's browser cannot be unpacked
 */
export async function findBrowser(): Promise<BrowserToLaunch> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  const folder = await unpacked();
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    FONTCONFIG_PATH: join(folder, 'fonts'),
  };
  return { executablePath: join(folder, 'chromium'), env };
}

const PACKAGE = 'node_modules/@sparticuz/chromium';

/** Unpacks once per installed version. Each process unpacks into a folder of its own and moves it into place whole, so that no
 * other test worker ever sees half a browser; who comes second takes what is there. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(inProject(`${PACKAGE}/package.json`), 'utf8'));
  const folder = inProject(`node_modules/.cache/chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const own = await mkdtemp(`${folder}-`);
  try {
    await unpackInto(own);
    await rename(own, folder);
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    if (!existsSync(folder)) throw new Error('The browser that npm brought could not be unpacked', { cause: error });
  }
  return folder;
}

const UNPACK = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";

/** The package unpacks into the temporary folder and, when it believes to be on Lambda, unpacks its libraries too. In a process
 * of its own, because both are told by the environment. */
async function unpackInto(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', UNPACK], {
    cwd: inProject('.'),
    env: { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
}
