/** Not within a longer word, nor after the dash of one. */
const word = (shape: string, flags = 'g') => new RegExp(`(?<![A-Za-z0-9_-])(?:${shape})`, flags);

/** Secrets that are known by how they look, each provider's as its documentation has it. */
export const TOKEN_SHAPES: readonly RegExp[] = [
  // AWS: keys of users and sessions (the ids of roles and users, AROA… and AIDA…, are no secrets), and Bedrock's
  word('(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])'),
  word('ABSK[A-Za-z0-9+/]{100,}={0,2}'),
  // session tokens begin so; anything else of that length in Base64 is no hash either
  /(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[A-Za-z0-9+/=_-]{16,}/g,
  /(?<![A-Za-z0-9+/_-])(?=[a-z0-9+/_-]*[A-Z])(?=[A-Z0-9+/_-]*[a-z])(?=[A-Za-z+/_-]*\d)[A-Za-z0-9+/_-]{100,}={0,2}/g,
  // JSON Web Tokens, signed or encrypted
  /(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,3}/g,
  // GitHub, GitLab, Bitbucket and Atlassian
  word('gh[pousr]_[A-Za-z0-9_]{20,}'),
  word('github_pat_[A-Za-z0-9_]{22,}'),
  word('gl(?:pat|ptt|dt|rt|cbt|ft|soat|agent|imt|ffct|oas)-[A-Za-z0-9_.-]{16,}'),
  word('AT(?:ATT3|BB|CTT3)[A-Za-z0-9_=-]{20,}'),
  // Slack
  word('xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9-]{10,}'),
  word('xapp-\\d-[A-Za-z0-9-]{10,}'),
  /(?<=hooks\.slack(?:-gov)?\.com\/)(?:services|workflows|triggers|commands|actions)\/[A-Za-z0-9_/-]{10,}/g,
  // package registries
  word('npm_[A-Za-z0-9]{30,}'),
  word('pypi-[A-Za-z0-9_-]{40,}'),
  word('rubygems_[a-f0-9]{40,}'),
  word('dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}'),
  word('(?:nfp|cio)_?[A-Za-z0-9]{36,}'),
  word('oy2[a-z0-9]{43}(?![a-z0-9])'),
  word('AKCp[A-Za-z0-9]{60,}'),
  // payment
  word('(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,}'),
  word('whsec_[A-Za-z0-9+/=]{20,}'),
  word('sq0[a-z]{3}-[A-Za-z0-9_-]{22,}'),
  word('shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}'),
  // Google
  word('AIza[A-Za-z0-9_-]{30,}'),
  word('ya29\\.[A-Za-z0-9_-]{20,}'),
  word('GOCSPX-[A-Za-z0-9_-]{20,}'),
  word('1//0[A-Za-z0-9_-]{30,}'),
  // models
  word('sk-(?:ant|proj|svcacct|admin|or)-[A-Za-z0-9_-]{20,}'),
  word('sk-[A-Za-z0-9]{32,}'),
  word('hf_[A-Za-z0-9]{30,}'),
  // infrastructure and monitoring
  word('hv[sbr]\\.[A-Za-z0-9_-]{20,}'),
  word('[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{40,}'),
  word('do[oprt]_v1_[a-f0-9]{40,}'),
  word('dapi[a-f0-9]{32}'),
  word('dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9_.-]{40,}'),
  word('pul-[a-f0-9]{40}'),
  word('gl(?:sa|c)_[A-Za-z0-9_+/=-]{32,}'),
  word('sntrys_[A-Za-z0-9+/=_-]{30,}'),
  word('sb[ps]_[A-Za-z0-9_]{30,}'),
  word('sq[uap]_[a-f0-9]{40}'),
  word('NRAK-[A-Z0-9]{27}'),
  word('CCIPAT_[A-Za-z0-9_]{30,}'),
  word('bk(?:ua|at)_[a-f0-9]{40}'),
  word('lin_api_[A-Za-z0-9]{32,}'),
  word('ntn_[A-Za-z0-9]{40,}'),
  word('PMAK-[a-f0-9]{24}-[a-f0-9]{34}'),
  word('AGE-SECRET-KEY-1[A-Z0-9]{50,}'),
  // mail and messages
  word('SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}'),
  word('key-[a-f0-9]{32}(?![a-f0-9])'),
  word('SK[a-f0-9]{32}(?![a-f0-9])'),
  word('\\d{8,10}:AA[A-Za-z0-9_-]{32,}'),
  word('xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}'),
];
