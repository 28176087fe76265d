/** What CodePipeline can be told to take from a source instead of its newest revision. */
export type RevisionType = 'COMMIT_ID' | 'IMAGE_DIGEST' | 'S3_OBJECT_VERSION_ID' | 'S3_OBJECT_KEY';

/** One source action, and what it takes for once. */
export interface SourceOverride {
  readonly action: string;
  readonly type: RevisionType;
  readonly value: string;
}

/** A source action, and what it can be told to take; none where it takes only the newest. */
export interface SourceAction {
  readonly name: string;
  readonly stage: string;
  readonly takes: readonly RevisionType[];
}

/** @param keyMayChange of an S3 source, whose owner has to allow another object (`AllowOverrideForS3ObjectKey`) */
export function takenBy(provider: string, keyMayChange: boolean): readonly RevisionType[] {
  switch (provider) {
    case 'CodeCommit':
    case 'GitHub':
    case 'CodeStarSourceConnection':
      return ['COMMIT_ID'];
    case 'ECR':
      return ['IMAGE_DIGEST'];
    case 'S3':
      return keyMayChange ? ['S3_OBJECT_VERSION_ID', 'S3_OBJECT_KEY'] : ['S3_OBJECT_VERSION_ID'];
    default:
      return [];
  }
}

/** An S3 source has two things that can be named; this one is said so: `key:builds/42.zip`. */
const KEY = 'key:';

/** What somebody typed for a source.
 * @returns undefined when the source takes nothing of the kind */
export function readOverride({ name, takes }: SourceAction, typed: string): SourceOverride | undefined {
  const isKey = typed.startsWith(KEY) && takes.includes('S3_OBJECT_VERSION_ID');
  const type = takes.find((one) => (one === 'S3_OBJECT_KEY') === isKey);
  const value = isKey ? typed.slice(KEY.length) : typed;
  return type && value !== '' ? { action: name, type, value } : undefined;
}
