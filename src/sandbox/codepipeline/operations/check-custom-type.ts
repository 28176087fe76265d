import { repeated } from '../declaration/repeated.ts';
import { ServiceError } from '../service-error.ts';
import type { ArtifactCounts, ConfigurationProperty, OwnActionType, UrlTemplates } from '../type-shapes.ts';

const invalid = (message: string) => new ServiceError('ValidationException', message);

/** The rules of custom action types that the model's constraints cannot say.
 * @throws ServiceError ValidationException */
export function checkCustomType({ id, settings, properties, inputs, outputs }: OwnActionType): void {
  if (id.category === 'Approval') throw invalid('Custom action types cannot be of the category Approval');
  checkCounts('input', inputs);
  checkCounts('output', outputs);
  checkProperties(properties);
  for (const template of Object.values(settings)) checkTemplate(template, properties);
}

function checkCounts(kind: string, { minimumCount, maximumCount }: ArtifactCounts): void {
  if (minimumCount > maximumCount)
    throw invalid(
      `The minimum count of ${kind} artifacts (${minimumCount}) is more than the maximum count (${maximumCount})`,
    );
}

/** @throws ServiceError ValidationException */
export function checkProperties(properties: readonly ConfigurationProperty[]): void {
  const twice = repeated(properties.map(({ name }) => name));
  if (twice !== undefined) throw invalid(`The configuration property '${twice}' is declared more than once`);
  const queryable = properties.filter((property) => property.queryable);
  if (queryable.length > 1) throw invalid('At most one configuration property can be queryable');
  const unfit = queryable.find(({ required, secret }) => !required || secret);
  if (unfit) throw invalid(`The queryable configuration property '${unfit.name}' must be required and not secret`);
}

/** `{Config:name}` must name a property that is required and not secret. */
function checkTemplate(template: UrlTemplates[keyof UrlTemplates], properties: readonly ConfigurationProperty[]): void {
  for (const [, name] of template?.matchAll(/\{Config:([^{}]*)\}/g) ?? []) {
    const property = properties.find((other) => other.name === name);
    if (!property?.required || property.secret)
      throw invalid(`A URL template names '${name}', which is no property that is required and not secret`);
  }
}
