import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

export interface Terminal {
  say(line: string): void;
  /** @param hidden: what is typed is not shown
   * @throws InputEnded */
  ask(question: string, hidden?: 'hidden'): Promise<string>;
  /** @param usual what Enter means */
  confirm(question: string, usual: 'yes' | 'no'): Promise<boolean>;
  close(): void;
}

/** Nobody answers any more: Ctrl-C, Ctrl-D, or a script that is too short. */
export class InputEnded extends Error {}

export function createTerminal(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Terminal {
  const isTerminal = input.isTTY === true;
  let muted = false;
  const echo = new Writable({
    write(chunk, _encoding, done) {
      if (!muted) output.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input, output: echo, terminal: isTerminal, historySize: 0 });
  // Listens from now on: a script's lines come before they are asked for.
  const answers = lines[Symbol.asyncIterator]();

  /** In a terminal readline draws the line anew when it is edited, and has to know what stands before it. */
  function prompt(question: string): void {
    if (!isTerminal) return void output.write(question);
    lines.setPrompt(question);
    lines.prompt();
  }

  async function ask(question: string, hidden?: 'hidden'): Promise<string> {
    prompt(`${question} `);
    muted = hidden !== undefined;
    const answer = await answers.next();
    muted = false;
    if (hidden || !isTerminal) output.write('\n');
    if (answer.done) throw new InputEnded();
    return answer.value.trim();
  }

  return {
    say: (line) => void output.write(`${line}\n`),
    ask,
    async confirm(question, usual) {
      for (;;) {
        const answer = (await ask(`${question} ${usual === 'yes' ? '[Y/n]' : '[y/N]'}`)).toLowerCase();
        if (answer === '') return usual === 'yes';
        if (['y', 'yes'].includes(answer)) return true;
        if (['n', 'no'].includes(answer)) return false;
        output.write('Please answer y or n.\n');
      }
    },
    close: () => lines.close(),
  };
}
