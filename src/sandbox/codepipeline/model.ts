import data from './model.json' with { type: 'json' };

export interface Shape {
  type: string;
  required?: string[];
  min?: number;
  max?: number;
  pattern?: string;
  enum?: string[];
  sensitive?: boolean;
  members?: Record<string, string>;
  /** the shape of a list's members */
  member?: string;
  key?: string;
  value?: string;
}

export interface OperationModel {
  input: string;
  /** absent: the operation answers with an empty body */
  output?: string;
  errors: string[];
}

/** Prefix of `X-Amz-Target`. */
export const TARGET_PREFIX = `${data.targetPrefix}.`;

const operations = new Map<string, OperationModel>(Object.entries(data.operations));
const shapes = new Map<string, Shape>(Object.entries(data.shapes));

/** The 44 operations of the service. */
export const OPERATION_NAMES: readonly string[] = [...operations.keys()];

export const operationModel = (name: string): OperationModel | undefined => operations.get(name);

/** @throws Error when the model has no such shape, which would be a fault of model.json */
export function shapeNamed(name: string): Shape {
  const shape = shapes.get(name);
  if (!shape) throw new Error(`model.json has no shape ${name}`);
  return shape;
}

export type ErrorName = keyof typeof data.errors;

export const httpStatusOf = (error: ErrorName): number => data.errors[error].httpStatus;
