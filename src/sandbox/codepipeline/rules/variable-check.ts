import { runInNewContext } from 'node:vm';
import { MATCHES_WHOLE_VALUE } from '../choices.ts';
import { faultyConfiguration, property, type RuleProvider } from './rule-provider.ts';

/** A pattern comes from a stranger and may take for ever: it gets this long. */
const PATTERN_LIMIT_MS = 250;

/** @throws Error when the text is no pattern, or one that takes too long */
function matchesPattern(pattern: string, value: string): boolean {
  const source = MATCHES_WHOLE_VALUE ? `^(?:${pattern})$` : pattern;
  const matched: unknown = runInNewContext(
    'new RegExp(source, "su").test(value)',
    { source, value },
    { timeout: PATTERN_LIMIT_MS },
  );
  return matched === true;
}

const OPERATORS: Record<string, (variable: string, value: string) => boolean> = {
  EQ: (variable, value) => variable === value,
  NE: (variable, value) => variable !== value,
  CONTAINS: (variable, value) => variable.includes(value),
  MATCHES: (variable, value) => matchesPattern(value, variable),
};

/** Compares a variable with a value. */
export const variableCheck: RuleProvider = {
  inputs: [0, 0],
  properties: [
    property('Variable', true, 'What is compared, as a rule a reference to a variable'),
    property('Value', true, 'What it is compared with'),
    property('Operator', true, 'EQ, NE, CONTAINS or MATCHES'),
  ],
  seconds: [1, 2],
  begin({ configuration: { Variable, Value, Operator = '' } }) {
    if (Variable === undefined || Value === undefined)
      return { failure: faultyConfiguration('A VariableCheck rule needs Variable, Value and Operator.') };
    return Object.hasOwn(OPERATORS, Operator)
      ? {}
      : { failure: faultyConfiguration(`The operator "${Operator}" is not one of EQ, NE, CONTAINS, MATCHES.`) };
  },
  judge({ configuration: { Variable = '', Value = '', Operator = 'EQ' } }) {
    try {
      if (OPERATORS[Operator]?.(Variable, Value)) return { passed: true, summary: 'The variable check succeeded.' };
    } catch (error) {
      // Thrown in another realm, so it is no instance of this one's Error.
      return { passed: false, failure: faultyConfiguration(`The pattern "${Value}" cannot be used: ${String(error)}`) };
    }
    return {
      passed: false,
      failure: { code: 'JobFailed', message: `Variable check failed: "${Variable}" ${Operator} "${Value}" is false.` },
    };
  },
  fail: () => ({ code: 'JobFailed', message: 'Variable check failed.' }),
};
