// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they are made of
const CONTROL = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: nobody sees them
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A log as a screen would show it at the end: no colours, and of a line that was written over only what stood there last. */
export function toPlainLog(raw: string): string {
  const lines = raw.replace(CONTROL, '').replaceAll('\r\n', '\n').split('\n');
  return lines.map((line) => lastWritten(line).replaceAll('\t', '  ').replace(INVISIBLE, '').trimEnd()).join('\n');
}

/** Progress bars go back to the beginning of their line. */
function lastWritten(line: string): string {
  return line.split('\r').findLast((part) => part.trim() !== '') ?? '';
}

/** What builders put before each line: CodeBuild's stamp, BuildKit's step and its clock, the stamp of a runner. */
const PREFIX =
  /^(?:\[Container] \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)? |#\d+ (?:\d+\.\d+ )?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z ?|\[\d\d:\d\d:\d\d(?:\.\d+)?] )/;

/** The line as the tool wrote it. */
export function withoutPrefix(line: string): string {
  return line.replace(PREFIX, '');
}
