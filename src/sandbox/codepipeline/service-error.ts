import { type ErrorName, httpStatusOf } from './model.ts';

/** Errors that every JSON service of AWS can answer and that no model declares. */
const COMMON_ERRORS = {
  SerializationException: 400,
  UnknownOperationException: 404,
  InternalFailure: 500,
} as const;

export type ServiceErrorName = ErrorName | keyof typeof COMMON_ERRORS;

/** A refusal of the service: it becomes `{"__type": name, "message": …}`. */
export class ServiceError extends Error {
  readonly status: number;

  constructor(name: ServiceErrorName, message: string) {
    super(message);
    this.name = name;
    this.status =
      name in COMMON_ERRORS ? COMMON_ERRORS[name as keyof typeof COMMON_ERRORS] : httpStatusOf(name as ErrorName);
  }
}

export const pipelineNotFound = (accountId: string, pipeline: string): ServiceError =>
  new ServiceError(
    'PipelineNotFoundException',
    `Account '${accountId}' does not have a pipeline with name '${pipeline}'`,
  );

export const stageNotFound = (pipeline: string, stage: string): ServiceError =>
  new ServiceError('StageNotFoundException', `Pipeline '${pipeline}' does not have a stage with name '${stage}'`);

export const actionNotFound = (stage: string, action: string): ServiceError =>
  new ServiceError('ActionNotFoundException', `Stage '${stage}' does not have an action with name '${action}'`);

export const executionNotFound = (pipeline: string, id: string): ServiceError =>
  new ServiceError(
    'PipelineExecutionNotFoundException',
    `Pipeline '${pipeline}' does not have a pipeline execution with id '${id}'`,
  );
